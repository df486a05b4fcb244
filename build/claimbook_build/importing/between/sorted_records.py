"""Sorting more records than memory holds: sorted runs on disk, which are read side by side."""

from collections.abc import Iterator
from heapq import merge
from struct import Struct
from tempfile import TemporaryFile
from typing import IO, Any

_RUN = 2**16
"""How many records are sorted in memory at once: some 10 MB."""

_BLOCK = 2**12


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
        self._runs: list[tuple[int, int]] = []
        self._file: IO[bytes] | None = None

    def add(self, *fields: Any) -> None:  # noqa: ANN401 - whatever the form packs
        """Take a record."""
        self._held.append(self._pack(*fields))
        if len(self._held) >= _RUN:
            self._spill()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield all records in order."""
        self._held.sort()
        if not self._runs:
            return map(self._form.unpack, self._held)
        runs = (self._run(start, end) for start, end in self._runs)
        return map(self._form.unpack, merge(*runs, self._held))

    def release(self) -> None:
        """Give the file back, if there is one."""
        self._held = []
        if self._file is not None:
            self._file.close()

    def _spill(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 - open until `release`
        self._held.sort()
        start = self._file.seek(0, 2)
        self._file.write(b"".join(self._held))
        self._runs.append((start, self._file.tell()))
        self._held = []

    def _run(self, start: int, end: int) -> Iterator[bytes]:
        size = self._form.size
        while start < end and self._file is not None:
            self._file.seek(start)
            block = self._file.read(min(end - start, size * _BLOCK))
            start += len(block)
            yield from (block[at : at + size] for at in range(0, len(block), size))
