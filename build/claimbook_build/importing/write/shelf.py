"""The files of one origin in `dataset/machine/`: their lines, told apart by identifier."""

import hashlib
import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

from claimbook.diagnostic import Diagnostic
from claimbook.records.files import MACHINE_FOLDER
from claimbook_build.importing.write.fault import WriteError
from claimbook_build.importing.write.line import id_in
from claimbook_build.read.file import open_file
from claimbook_build.read.guard import MOST_BYTES
from claimbook_build.release.content import Print

_MONTH = re.compile("([0-9]{4}-[0-9]{2})[.]jsonl")


class Line(NamedTuple):
    """A line that stands in the dataset.

    Attributes:
        month: The month of its file.
        id: The identifier of its claim.
        data: Its bytes, with its end.
    """

    month: str
    id: str
    data: bytes


class Shelf:
    """The files of an origin.

    Attributes:
        prints: What they held when they were read, by month.
    """

    def __init__(self, root: Path, origin: str) -> None:
        self._root = root
        self._folder = f"{MACHINE_FOLDER}{origin}"
        self.prints: dict[str, Print] = {}

    def path(self, month: str) -> str:
        """Return the path of a month's file below the root."""
        return f"{self._folder}/{month}.jsonl"

    def months(self) -> list[str]:
        """Return the months that have a file, in order."""
        folder = self._root / self._folder
        if not folder.is_dir():
            return []
        found = (_MONTH.fullmatch(file.name) for file in folder.iterdir())
        return sorted(match[1] for match in found if match)

    def lines(self, months: Container[str] | None = None) -> Iterator[Line]:
        """Yield all lines of all files, and keep the prints of the files.

        Args:
            months: Only of these months; None: of all.

        Raises:
            WriteError: A file cannot be read, or a line is no claim.
        """
        for month in self.months():
            if months is None or month in months:
                yield from self._of(month)

    def _of(self, month: str) -> Iterator[Line]:
        path = self.path(month)
        opened = open_file(path, self._root)
        if isinstance(opened, Diagnostic):
            raise WriteError(f"{path}: {opened.message}")
        digest, size = hashlib.sha256(), 0
        with opened as stream:
            while data := stream.readline(MOST_BYTES + 2):
                digest.update(data)
                size += len(data)
                if len(data) > MOST_BYTES + 1:
                    raise WriteError(f"{path}: a line of more than {MOST_BYTES} bytes")
                whole = data if data.endswith(b"\n") else data + b"\n"
                yield Line(month, id_in(whole, path), whole)
        self.prints[month] = Print(size, digest.hexdigest())
