"""How a sandboxed query answers: frames on a pipe, each a kind, a length and its bytes.

Plain data only: JSON, or Arrow's own stream. Nothing that a reader would have to execute.
"""

import json
import struct
from collections.abc import Callable
from typing import Literal

Kind = Literal[b"h", b"d", b"e", b"z"]
"""Head (column names and types), data (rows), error (reason and message), end."""

_HEAD = struct.Struct("<cQ")


class TooLargeError(Exception):
    """The answer outgrew its limit."""


class FrameWriter:
    """Writes frames, and counts."""

    closed = False

    def __init__(self, write: Callable[[bytes], object], limit: int) -> None:
        self._write, self._left = write, limit

    def frame(self, kind: Kind, data: bytes) -> None:
        """Write one frame.

        Raises:
            TooLargeError: It would pass the limit on data.
        """
        if kind == b"d":
            self._left -= len(data)
            if self._left < 0:
                raise TooLargeError
        self._write(_HEAD.pack(kind, len(data)) + data)

    def json(self, kind: Kind, value: object) -> None:
        """Write one frame of JSON."""
        self.frame(kind, json.dumps(value, separators=(",", ":")).encode("utf-8", "replace"))

    def write(self, data: bytes) -> int:
        """Write data as a file would; for Arrow's stream writer."""
        self.frame(b"d", bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: frames are never held back."""


def read_frames(data: bytes) -> tuple[dict[bytes, list[bytes]], bool]:
    """Return the frames by kind, and whether the answer came to its end.

    >>> written = []
    >>> writer = FrameWriter(written.append, 100)
    >>> writer.json(b"d", [1]); writer.frame(b"z", b"")
    >>> read_frames(b"".join(written))
    ({b'd': [b'[1]'], b'z': [b'']}, True)
    """
    frames: dict[bytes, list[bytes]] = {}
    place = 0
    while place + _HEAD.size <= len(data):
        kind, length = _HEAD.unpack_from(data, place)
        start, place = place + _HEAD.size, place + _HEAD.size + length
        if place > len(data):
            break
        frames.setdefault(kind, []).append(data[start:place])
    return frames, b"z" in frames and place == len(data)
