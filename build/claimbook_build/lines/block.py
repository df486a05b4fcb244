"""A stream cut into blocks of whole lines, so that a file of any length fits into memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from claimbook_build.read.guard import MOST_BYTES

SIZE = 2**17
"""Bytes of a block: it stays in the processor's cache, and one bad line spoils few good ones."""

_MOST = MOST_BYTES + 2  # of a longer line no more is kept than what shows that it is too long


@dataclass(slots=True)
class Block:
    """Some lines of a file.

    Attributes:
        data: The lines, each with its line feed but for a file's last, which may lack it. Of a
            line beyond the limit only the beginning is there.
        offset: Where in the file they begin, in bytes.
        line: Number of the first, from 1.
        count: How many they are, once somebody knows: who reads them counts them for nothing.
    """

    data: bytes
    offset: int
    line: int
    count: int | None = None

    def lines(self) -> list[bytes]:
        r"""Return the lines without their line feeds.

        >>> Block(b"1\n\n2", 0, 1).lines()
        [b'1', b'', b'2']
        """
        lines = self.data.split(b"\n")
        if lines[-1] == b"":
            lines.pop()
        return lines


def blocks(stream: BinaryIO, size: int = SIZE) -> Iterator[Block]:
    """Yield the blocks of a stream; no line makes one longer than `size` and two megabytes."""
    offset, line = 0, 1
    while data := stream.read(size):
        skipped = 0
        if not data.endswith(b"\n"):
            data, skipped = _completed(data, stream)
        block = Block(data, offset, line)
        yield block
        offset += len(data) + skipped
        if block.count is None:
            block.count = data.count(b"\n") + (not data.endswith(b"\n"))
        line += block.count


def _completed(data: bytes, stream: BinaryIO) -> tuple[bytes, int]:
    """Read on to the end of the line; return what is kept, and how many bytes are not."""
    data += stream.readline(_MOST)
    start = data.rfind(b"\n", 0, -1) + 1
    if data.endswith(b"\n") or len(data) - start < _MOST:
        if len(data) - start > _MOST:
            return data[: start + _MOST] + b"\n", len(data) - start - _MOST - 1
        return data, 0
    skipped = len(data) - start - _MOST
    while rest := stream.readline(_MOST):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            return data[: start + _MOST] + b"\n", skipped - 1
    return data[: start + _MOST], skipped
