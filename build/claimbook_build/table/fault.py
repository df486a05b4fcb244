"""The end of a reading: what is found that leaves nothing behind it readable."""

from claimbook.diagnostic import Diagnostic, Place
from claimbook.errors import ClaimbookError


class TableError(ClaimbookError):
    """The table cannot be read from here on.

    Attributes:
        finding: Where and why.
    """

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


def fault(place: Place, message: str, help_: str | None = None, code: str = "R001") -> TableError:
    """Return the fault with an error at a place."""
    return TableError(Diagnostic(place, code, "error", message, help_))
