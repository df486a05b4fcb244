"""Where the rows of a table stood, kept on disk for what only the end shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from struct import Struct
from tempfile import SpooledTemporaryFile

from claimbook.diagnostic import Place, Related
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import Reading

_RECORD = Struct("<7q")
_IN_MEMORY = 2**22


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
        self._path = ""
        self._end = 0
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, reading: Reading) -> None:
        """Keep the next row; nothing can be added once one was asked for."""
        place = reading.row.place
        key = b"" if reading.key is None else reading.key.encode()
        length = -1 if reading.key is None else len(key)
        stretch = (place.line, place.column, place.end_line, place.end_column)
        self._records.write(_RECORD.pack(reading.row.number, *stretch, self._end, length))
        self._keys.write(key)
        self._path = place.path
        self._end += len(key)
        self._length += 1

    def __getitem__(self, index: int) -> SeenRow:
        """Return the row that was added at a position, from 0."""
        self._records.seek(index * _RECORD.size)
        number, *stretch, start, length = _RECORD.unpack(self._records.read(_RECORD.size))
        key = None
        if length >= 0:
            self._keys.seek(start)
            key = self._keys.read(length).decode()
        return SeenRow(number, key, Place(self._path, *stretch))

    def release(self) -> None:
        """Give the files back."""
        self._records.close()
        self._keys.close()
