"""A finding in a table: what is wrong, in which row and column."""

from dataclasses import dataclass

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook_build.importing.defect import DEFECTS


@dataclass(frozen=True, slots=True)
class TableFinding:
    """One defect in one place of a table.

    Attributes:
        defect: Its kind, a key of `DEFECTS`.
        row: Number of the row among the table's, from 1; 0 for the table as a whole.
        column: The column; None for the row as a whole.
        key: The key of the row; None where it has none, or for the table as a whole.
        place: Where it stands in the file.
        message: What is wrong, in our own words.
        help: How to repair it; None takes the defect's own.
        related: Where else to look.
        waived: Why it may be so all the same; None: it may not.
    """

    defect: str
    row: int
    column: str | None
    key: str | None
    place: Place
    message: str
    help: str | None = None
    related: tuple[Related, ...] = ()
    waived: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether it is an error that nobody waived."""
        return self.waived is None and DEFECTS[self.defect].severity == "error"

    def diagnostic(self) -> Diagnostic:
        """Return it as every command prints what is wrong."""
        kind = DEFECTS[self.defect]
        help_ = kind.help if self.help is None else self.help
        return Diagnostic(
            self.place,
            kind.code,
            kind.severity,
            self.message,
            help_,
            self.key,
            related=self.related,
        )
