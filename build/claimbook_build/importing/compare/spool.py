"""Trees put aside one after the other: in memory while they are few, else in a file of ours."""

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any

_IN_MEMORY = 2**22


class Spool:
    """Plain trees, in the order in which they came.

    >>> spool = Spool()
    >>> spool.add({"a": 1}), spool.add({"a": 2})
    (0, 9)
    >>> list(spool), spool.at(9)
    ([{'a': 1}, {'a': 2}], {'a': 2})
    >>> spool.release()
    """

    def __init__(self) -> None:
        # Open until `release`.
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._end = 0

    def add(self, tree: dict[str, Any]) -> int:
        """Put a tree aside, and return where it begins."""
        start = self._end
        self._file.seek(start)
        self._end += self._file.write(json.dumps(tree).encode() + b"\n")
        return start

    def at(self, start: int) -> dict[str, Any]:
        """Return the tree that begins at a place."""
        self._file.seek(start)
        tree: dict[str, Any] = json.loads(self._file.readline())
        return tree

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the trees in order."""
        at = 0
        while at < self._end:
            self._file.seek(at)
            line = self._file.readline()
            at += len(line)
            yield json.loads(line)

    def release(self) -> None:
        """Give the file back."""
        self._file.close()
