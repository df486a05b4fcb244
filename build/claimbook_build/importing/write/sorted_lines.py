"""Sorting more lines than memory holds: sorted runs on disk, merged as they are read.

Lines that come in order make one run, however many they are: tables mostly do, and the files of a
dataset always.
"""

import heapq
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from struct import Struct
from typing import IO, NamedTuple

ROOM = 2**25
"""Bytes of lines that are held in memory, about."""

MOST_RUNS = 64
"""Runs that are merged together: each is an open file."""

_HEAD = Struct(">II")
_first = itemgetter(0)

Entry = tuple[bytes, bytes]
"""A key, and what it is the key of."""


class _Run(NamedTuple):
    """A sorted run: its file, and its last key."""

    path: Path
    last: bytes


class SortedLines:
    """Lines with their keys, in any number; give them back sorted, alike keys as they came."""

    def __init__(self, folder: Path, room: int = ROOM) -> None:
        """Take the folder for the runs; it is left to whoever made it.

        Args:
            folder: An empty folder.
            room: Bytes that are held in memory, about.
        """
        self._folder = folder
        self._room = room
        self._held: list[Entry] = []
        self._size = 0
        self._runs: list[_Run] = []
        self._files = 0

    def add(self, key: bytes, line: bytes) -> None:
        """Take a line."""
        self._held.append((key, line))
        self._size += len(key) + len(line) + 100  # what Python needs around both
        if self._size >= self._room:
            self._settle()

    def __iter__(self) -> Iterator[Entry]:
        """Yield all keys and lines, sorted by the key."""
        self._held.sort(key=_first)
        yield from heapq.merge(*map(_read, self._runs), self._held, key=_first)

    def _settle(self) -> None:
        """Put what is held on the disk."""
        self._held.sort(key=_first)
        first, last = self._held[0][0], self._held[-1][0]
        if self._runs and self._runs[-1].last <= first:
            path = self._runs.pop().path
        else:
            path = self._next()
        with path.open("ab") as file:
            for entry in self._held:
                _write(file, entry)
        self._runs.append(_Run(path, last))
        self._held, self._size = [], 0
        if len(self._runs) >= MOST_RUNS:
            self._join()

    def _join(self) -> None:
        """Make one run of all."""
        path = self._next()
        with path.open("ab") as file:
            for entry in heapq.merge(*map(_read, self._runs), key=_first):
                _write(file, entry)
        last = max(run.last for run in self._runs)
        for run in self._runs:
            run.path.unlink()
        self._runs = [_Run(path, last)]

    def _next(self) -> Path:
        self._files += 1
        return self._folder / f"run-{self._files}"


def _write(file: IO[bytes], entry: Entry) -> None:
    key, line = entry
    file.write(_HEAD.pack(len(key), len(line)))
    file.write(key)
    file.write(line)


def _read(run: _Run) -> Iterator[Entry]:
    with run.path.open("rb") as file:
        while head := file.read(_HEAD.size):
            key, line = _HEAD.unpack(head)
            yield file.read(key), file.read(line)
