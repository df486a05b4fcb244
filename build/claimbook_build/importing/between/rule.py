"""What every rule between rows is."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import RowReading


class RowRule(Protocol):
    """A rule that is shown every row in the order of the table, and then its end."""

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Take a row; return what it breaks, as far as that is known by now.

        Args:
            reading: The row.
            index: Its position among the rows that were read, from 0.
        """

    def close(self) -> Iterator[TableFinding]:
        """Yield what only the end shows; nothing is shown afterwards."""
