"""A row that differs, and how."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Value = bool | int | float | str | list[str | None] | None
"""What a cell holds: days and instants (UTC) are ISO 8601 text."""

How = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value that changed.

    Attributes:
        column: Its column, as it is called now.
        old: The value before.
        new: The value now.
    """

    column: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs.

    Attributes:
        table: Its table.
        how: Whether it was added, removed or changed.
        key: Its key, by column; empty when rows are matched by all columns.
        documents: The documents it comes from; empty where no document says it.
        row: The rest of a row that was added or removed, by column; of a row that changed, what
            the columns hold now.
        cells: The values that changed; empty for a row that was added or removed.
    """

    table: str
    how: How
    key: Mapping[str, Value]
    documents: tuple[str, ...] = ()
    row: Mapping[str, Value] = field(default_factory=dict)
    cells: tuple[CellChange, ...] = ()

    @property
    def record(self) -> str:
        """Return the key as one text, or a few values of a row that has none."""
        parts = [*self.key.values()] or list(self.row.values())[:3]
        return " ".join("-" if part is None else str(part) for part in parts)


def plain(value: object) -> Value:
    """Return what the engine gave as a value that JSON can say.

    >>> from datetime import date, datetime
    >>> plain(date(2022, 10, 10)), plain(datetime(2022, 10, 10, 7, 30)), plain(2.0)
    ('2022-10-10', '2022-10-10T07:30:00', 2.0)
    """
    if value is None or isinstance(value, (str, float, int)):  # the most, and the quickest
        return value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, list):
        return [None if each is None else str(each) for each in value]
    return str(value)


def same(old: Value, new: Value) -> bool:
    """Tell whether two values are equal, as the engine sees it: NaN is equal to itself."""
    if isinstance(old, float) and isinstance(new, float) and math.isnan(old):
        return math.isnan(new)
    return old == new
