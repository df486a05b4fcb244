"""A month's file as it is to be, written beside the dataset."""

import hashlib
from pathlib import Path
from types import TracebackType
from typing import Self

from claimbook_build.release.content import Print, Spooled


class MonthFile:
    """Takes the lines of a month; a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._digest, self._size = hashlib.sha256(), 0
        self._changed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, lines: list[bytes], *, changed: bool) -> None:
        """Take lines.

        Args:
            lines: The lines, with their ends.
            changed: Whether they are others than those that stood there.
        """
        self._changed |= changed
        for line in lines:
            self._file.write(line)
            self._digest.update(line)
            self._size += len(line)

    def kept(self) -> Spooled | None:
        """Return what was written, once it is closed; None where nothing changed: it is gone."""
        if not self._changed:
            self._path.unlink()
            return None
        return Spooled(self._path, Print(self._size, self._digest.hexdigest()))
