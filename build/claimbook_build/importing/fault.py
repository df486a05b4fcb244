"""Why a cell cannot be read, before anybody asks where it stands."""

from typing import Any, NamedTuple


class Fault(NamedTuple):
    """What is wrong with the value of a cell.

    Attributes:
        defect: Its kind, a key of `DEFECTS`.
        message: What is wrong, in our own words, with what is printed there.
        help: How to repair it; None takes the defect's own.
        value: What the cell says all the same, for rules between rows; None: nobody can tell.
    """

    defect: str
    message: str
    help: str | None = None
    value: Any = None
