"""Where the rows of a table stood, kept on disk for what only the end shows."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from claimbook.diagnostic import Place, Related
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import RowReading

_FIELDS = 7
_WIDTH = 8 * _FIELDS
_IN_MEMORY = 2**22
_HELD = 2**12
"""How many rows are put on disk together."""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row that went by.

    Attributes:
        number: Its number among the table's rows, from 1.
        key: Its key; None where it has none.
        place: Where it stands.
    """

    number: int
    key: str | None
    place: Place

    def finding(
        self,
        defect: str,
        message: str,
        *,
        column: str | None = None,
        related: Sequence[Related] = (),
    ) -> TableFinding:
        """Return a finding in this row; `column` says in which cell, if in one."""
        return TableFinding(
            defect, self.number, column, self.key, self.place, message, related=tuple(related)
        )


class SeenRows:
    """The rows that went by, by their position; some sixty bytes each and its key, on disk."""

    def __init__(self) -> None:
        # Open until `release`, and files only when they grow beyond what memory is for.
        self._records = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._keys = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._held = array("q")
        self._held_keys: list[bytes] = []
        self._path = ""
        self._end = 0
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, reading: RowReading) -> int:
        """Keep the next row, and return its position; none is added once one was asked for."""
        row, key = reading.row, reading.key
        self._path, line, column, end_line, end_column = row.site.span()
        data = b"" if key is None else key.encode()
        length = -1 if key is None else len(data)
        self._held.extend((row.number, line, column, end_line, end_column, self._end, length))
        self._held_keys.append(data)
        self._end += len(data)
        index = self._length
        self._length += 1
        if len(self._held_keys) >= _HELD:
            self._settle()
        return index

    def _settle(self) -> None:
        """Put what is held on disk."""
        self._records.write(self._held.tobytes())
        self._keys.write(b"".join(self._held_keys))
        self._held = array("q")
        self._held_keys = []

    def __getitem__(self, index: int) -> SeenRow:
        """Return the row that was added at a position, from 0."""
        if self._held:
            self._settle()
        self._records.seek(index * _WIDTH)
        record = array("q", self._records.read(_WIDTH))
        number, *stretch, start, length = record
        key = None
        if length >= 0:
            self._keys.seek(start)
            key = self._keys.read(length).decode()
        return SeenRow(number, key, Place(self._path, *stretch))

    def release(self) -> None:
        """Give the files back."""
        self._records.close()
        self._keys.close()
