"""Sorting more than memory holds: sorted runs on disk, which are read side by side.

Records have one width, and are sorted by all of their bytes; lines have a key each, by which they
are sorted, alike keys as they came.
"""

from collections.abc import Iterable, Iterator
from heapq import merge
from operator import itemgetter
from struct import Struct
from tempfile import TemporaryFile
from typing import IO, Any

_RUN = 2**16
"""How many records are sorted in memory at once: some 10 MB."""

ROOM = 2**25
"""Bytes of lines that are held in memory, about."""

_BLOCK = 2**16
"""Bytes of a run that are read at once, about."""

_HEAD = Struct(">II")
_AROUND = 100
"""Bytes that Python needs around a line and its key."""

Entry = tuple[bytes, bytes]
"""A key, and what it is the key of."""

_first = itemgetter(0)


class _Runs:
    """Sorted runs, one behind the other in a file of ours."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self.stretches: list[tuple[int, int]] = []

    def write(self, pieces: Iterable[bytes], *, goes_on: bool = False) -> None:
        """Write a run; or more of the last one."""
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 - open until `release`
        start = self._file.seek(0, 2)
        self._file.writelines(pieces)
        if goes_on:
            start, _ = self.stretches.pop()
        self.stretches.append((start, self._file.tell()))

    def blocks(self, start: int, end: int, size: int) -> Iterator[bytes]:
        """Yield a run in pieces of a size; other runs may be read in between."""
        while start < end and self._file is not None:
            self._file.seek(start)
            block = self._file.read(min(end - start, size))
            start += len(block)
            yield block

    def release(self) -> None:
        """Give the file back, if there is one."""
        if self._file is not None:
            self._file.close()


class SortedRecords:
    """Records of one width, given in any order and taken back in that of their bytes.

    The fields are those of `struct`, written with the high byte first: where unsigned numbers and
    bytes come first, the order of the bytes is that of the fields.

    >>> records = SortedRecords("QQ")
    >>> records.add(300, 1), records.add(2, 7), records.add(2, 5)
    (None, None, None)
    >>> list(records)
    [(2, 5), (2, 7), (300, 1)]
    """

    def __init__(self, fields: str) -> None:
        self._form = Struct(f">{fields}")
        self._pack = self._form.pack
        self._held: list[bytes] = []
        self._runs = _Runs()

    def add(self, *fields: Any) -> None:  # noqa: ANN401 - whatever the form packs
        """Take a record."""
        self._held.append(self._pack(*fields))
        if len(self._held) >= _RUN:
            self._held.sort()
            self._runs.write((b"".join(self._held),))
            self._held = []

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield all records in order."""
        self._held.sort()
        if not self._runs.stretches:
            return map(self._form.unpack, self._held)
        runs = (self._run(*stretch) for stretch in self._runs.stretches)
        return map(self._form.unpack, merge(*runs, self._held))

    def release(self) -> None:
        """Give the file back, if there is one."""
        self._held = []
        self._runs.release()

    def _run(self, start: int, end: int) -> Iterator[bytes]:
        size = self._form.size
        for block in self._runs.blocks(start, end, size * (_BLOCK // size or 1)):
            yield from (block[at : at + size] for at in range(0, len(block), size))


class SortedLines:
    """Lines with their keys, in any number; give them back sorted, alike keys as they came.

    Lines that come in order make one run, however many they are: tables mostly do, and the files of
    a dataset always.

    >>> lines = SortedLines(room=1)
    >>> lines.add(b"b", b"1"), lines.add(b"a", b"2"), lines.add(b"b", b"3")
    (None, None, None)
    >>> list(lines)
    [(b'a', b'2'), (b'b', b'1'), (b'b', b'3')]
    >>> lines.release()
    """

    def __init__(self, room: int = ROOM) -> None:
        """Begin without a line.

        Args:
            room: Bytes that are held in memory, about.
        """
        self._room = room
        self._held: list[Entry] = []
        self._size = 0
        self._last = b""
        self._runs = _Runs()

    def add(self, key: bytes, line: bytes) -> None:
        """Take a line."""
        self._held.append((key, line))
        self._size += len(key) + len(line) + _AROUND
        if self._size >= self._room:
            self._settle()

    def __iter__(self) -> Iterator[Entry]:
        """Yield all keys and lines, sorted by the key."""
        self._held.sort(key=_first)
        runs = (self._run(*stretch) for stretch in self._runs.stretches)
        yield from merge(*runs, self._held, key=_first)

    def release(self) -> None:
        """Give the file back, if there is one."""
        self._held = []
        self._runs.release()

    def _settle(self) -> None:
        """Put what is held on the disk."""
        self._held.sort(key=_first)
        pieces = (_HEAD.pack(len(key), len(line)) + key + line for key, line in self._held)
        goes_on = bool(self._runs.stretches) and self._last <= self._held[0][0]
        self._runs.write(pieces, goes_on=goes_on)
        self._last = self._held[-1][0]
        self._held, self._size = [], 0

    def _run(self, start: int, end: int) -> Iterator[Entry]:
        rest = b""
        for block in self._runs.blocks(start, end, _BLOCK):
            data, at = rest + block, 0
            while len(data) - at >= _HEAD.size:
                key, line = _HEAD.unpack_from(data, at)
                begin = at + _HEAD.size
                if len(data) < begin + key + line:
                    break
                at = begin + key + line
                yield data[begin : begin + key], data[begin + key : at]
            rest = data[at:]
