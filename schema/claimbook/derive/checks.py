"""What is checked of each table by itself: one list, rendered for every engine.

References between tables are not here: a frame cannot see another one (`claimbook.derive.sql`).
A check that comes to null passes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claimbook.columns import Column, Table

Kind = Literal["not_null", "code", "pattern", "length", "range", "finite"]

CODES: dict[Kind, str] = {
    "not_null": "R102",
    "code": "R104",
    "pattern": "R103",
    "length": "R103",
    "range": "R103",
    "finite": "R103",
}
"""The rule that each kind of check is a case of."""

KEY_CODE = "R201"
"""The rule of unique keys."""

TYPE_CODE = "R103"
"""The rule of columns and their types."""


@dataclass(frozen=True, slots=True)
class ColumnCheck:
    """One thing that must be so of every value of a column.

    Attributes:
        column: The column, which has the codes, the pattern or the limits.
        kind: What is checked.
    """

    column: Column
    kind: Kind

    @property
    def address(self) -> str:
        """The column's name and the kind: ``id|pattern``."""
        return f"{self.column.name}|{self.kind}"


def column_checks(table: Table) -> Iterator[ColumnCheck]:
    """Yield the checks of a table's columns, column by column."""
    for column in table.columns:
        for kind, wanted in _wanted(column).items():
            if wanted:
                yield ColumnCheck(column, kind)


def _wanted(column: Column) -> dict[Kind, bool]:
    return {
        "not_null": not column.nullable,
        "code": bool(column.closed),
        "pattern": column.pattern is not None,
        "length": (column.min_length, column.max_length) != (None, None),
        "range": (column.minimum, column.maximum) != (None, None),
        "finite": column.type == "DOUBLE",
    }
