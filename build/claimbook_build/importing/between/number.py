"""The number that a row states in one column, as rules between rows compare it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import nan
from typing import Any

from claimbook.mapping.figure import When
from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.mapping.value import FromColumn
from claimbook_build.importing.maker import figure_makers, met
from claimbook_build.importing.phrase import stated_in


@dataclass(frozen=True, slots=True)
class Stated:
    """A column of numbers, and which of its cells state one.

    Attributes:
        column: The column.
        when: The rows that state it; None: all.
        naught: Whether a 0 states a number.
        only: A column and the value that it must have; None: none must.
    """

    column: str
    when: When | None = None
    naught: bool = True
    only: tuple[str, str] | None = None

    def number(self, values: Mapping[str, Any]) -> float:
        """Return the number of a row; NaN where it states none."""
        found = values.get(self.column)
        if type(found) is int and found and self.when is None and self.only is None:
            return float(found)  # nearly every number
        if found is None or (found == 0 and not self.naught):
            return nan
        if self.when is not None and not met(self.when, values):
            return nan
        if self.only is not None and values.get(self.only[0]) != self.only[1]:
            return nan
        if isinstance(found, (int, float)):
            return float(found)
        return _nominal(found) if isinstance(found, str) else nan


class Numbers:
    """The numbers of a row in several columns."""

    def __init__(self, stated: Iterable[Stated]) -> None:
        # A column whose cells do not all state a number is always asked the long way.
        self._stated = tuple(
            (one.column if one.when is None and one.only is None else "", one) for one in stated
        )

    def __call__(self, values: Mapping[str, Any]) -> list[float]:
        """Return them in the order of the columns; NaN where a row states none."""
        return [
            float(found)
            if type(found := values.get(column)) is int and found
            else stated.number(values)
            for column, stated in self._stated
        ]


def _nominal(words: str) -> float:
    stated = stated_in(words)
    return float(stated[0]) if len(stated) == 1 else nan


def number_columns(mapping: TableMapping) -> dict[str, Stated]:
    """Return the columns of counts and numbers, but counts of days: those of figures and others."""
    found = {
        name: Stated(name)
        for name, column in mapping.columns.items()
        if column.holds in {"count", "number"}
        and column.days_since is None
        and column.ignored is None
    }
    for maker in figure_makers(mapping.figures):
        if maker.column is not None and maker.form.zero == "nothing":
            found[maker.column] = Stated(maker.column, naught=False)
    return found


def by_aggregation(mapping: TableMapping, code: str) -> Iterator[tuple[Stated, Any]]:
    """Yield the columns of figures with an aggregation, each with its form in the mapping.

    Where a column of the table says the aggregation, only its rows of that one are meant.
    """
    for maker in figure_makers(mapping.figures):
        said = maker.form.aggregation
        only = (said.column, code) if isinstance(said, FromColumn) else None
        if maker.column is not None and (only is not None or said == code):
            naught = maker.form.zero != "nothing"
            yield Stated(maker.column, maker.when, naught, only), maker.form


def printed(number: float) -> str:
    """Return a number as people print it.

    >>> printed(1600.0), printed(0.5)
    ('1600', '0.5')
    """
    return str(int(number)) if number.is_integer() else str(number)
