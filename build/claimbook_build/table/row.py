"""A row of a foreign table, and a cell of it: what was printed, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Literal, NamedTuple, Protocol

from claimbook.diagnostic import Place
from claimbook_build.read.node import Span

Value = str | int | float | bool | Decimal | date | datetime | time | None
Kind = Literal["text", "integer", "decimal", "boolean", "date", "datetime", "time", "null"]


class Nested(str):
    """A list or an object in a cell of JSON, as its text: no value, whatever its column holds."""

    __slots__ = ()


_KINDS: dict[type, Kind] = {
    str: "text",
    Nested: "text",
    bool: "boolean",
    int: "integer",
    float: "decimal",
    Decimal: "decimal",
    datetime: "datetime",
    date: "date",
    time: "time",
    type(None): "null",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        value: The value with the type that the format gives it; of CSV always text.
        text: What the file holds: the characters of a number, the serial number of a date.
        row: Number of the row among the table's, from 1.
        column: Name of the column.
        place: Where it stands: line and column of a text; row and column of a sheet; number of
            the row and of the column where a format has neither.
        sheet: Where it stands in a workbook, as `Losses!B17`.
        formula: Whether the value is the last result of a formula.
    """

    value: Value
    text: str
    row: int
    column: str
    place: Place
    sheet: str | None = None
    formula: bool = False

    @property
    def kind(self) -> Kind:
        """The type of the value, in a word."""
        return _KINDS[type(self.value)]


class Site(Protocol):
    """Where a row was read: places are found only for who asks."""

    def span(self) -> Span:
        """Return the stretch of the row."""

    def cells(self, row: "Row") -> Iterable[Cell]:
        """Return the cells of the row, in its order."""


class Row(NamedTuple):
    """One row; there are many, and a tuple is quickly made.

    Attributes:
        number: Its number among the table's rows from 1; refused and blank rows count.
        columns: The names of its cells. Of CSV, sheets and Parquet the table's; of JSON its own.
        values: The values, in the order of the names.
        site: Where it was read.
    """

    number: int
    columns: tuple[str, ...]
    values: tuple[Value, ...]
    site: Site

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return Place(*self.site.span())

    @property
    def cells(self) -> dict[str, Cell]:
        """The cells by name."""
        return dict(zip(self.columns, self.site.cells(self), strict=True))

    def cell(self, column: str) -> Cell | None:
        """Return a cell by name, or None where the row has no such."""
        if column not in self.columns:
            return None
        at = self.columns.index(column)
        return next(islice(self.site.cells(self), at, None))
