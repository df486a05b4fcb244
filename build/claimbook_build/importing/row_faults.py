"""What is wrong with one row, collected while it is read."""

from claimbook.diagnostic import Place
from claimbook_build.importing.defect import DEFECTS
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.finding import TableFinding
from claimbook_build.table.row import Row


class RowFaults:
    """The findings of a row.

    Attributes:
        columns: Columns whose cell could not be read, or has a finding.
        errors: Those of them with an error, so that nothing may rest on their cell.
        key: The key of the row, once it is known.
    """

    def __init__(self, row: Row) -> None:
        self._row = row
        self._found: list[tuple[str, str | None, str, str | None]] = []
        self.columns: set[str] = set()
        self.errors: set[str] = set()
        self.key: str | None = None

    def add(
        self,
        defect: str,
        column: str | None,
        message: str,
        help_: str | None = None,
    ) -> None:
        """Take a finding of a kind.

        Args:
            defect: A key of `DEFECTS`.
            column: The column; None for the row as a whole.
            message: What is wrong.
            help_: How to repair it; None takes the defect's own.
        """
        self._found.append((defect, column, message, help_))
        if column is not None:
            self.columns.add(column)
            if DEFECTS[defect].severity == "error":
                self.errors.add(column)

    def take(self, column: str | None, fault: Fault) -> None:
        """Take what is wrong with a cell."""
        self.add(fault.defect, column, fault.message, fault.help)

    @property
    def findings(self) -> tuple[TableFinding, ...]:
        """The findings, each with its place."""
        return tuple(self._finding(*found) for found in self._found)

    def _finding(
        self, defect: str, column: str | None, message: str, help_: str | None
    ) -> TableFinding:
        cell = self._row.cell(column) if column is not None else None
        place: Place = cell.place if cell is not None else self._row.place
        return TableFinding(defect, self._row.number, column, self.key, place, message, help_)
