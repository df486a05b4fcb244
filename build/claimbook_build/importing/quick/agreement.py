"""Cells of a row that must agree with each other: days and their counts, ends of stretches."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from claimbook.mapping.column import DaysSince
from claimbook.mapping.mapping import Mapping
from claimbook.mapping.value import Stretch
from claimbook_build.importing.intervals import judge, stretches
from claimbook_build.importing.quick.doubt import Doubt
from claimbook_build.importing.quick.slot import Fill, Filling, Slot
from claimbook_build.importing.reading import Dated


def agreements(mapping: Mapping) -> Iterator[Slot]:
    """Yield what is asked of every row, and raises `Doubt` where cells do not agree."""
    for name, column in mapping.columns.items():
        if column.days_since is not None:
            yield Slot((name, column.days_since.column), _counted(name, column.days_since))
    for stretch in stretches(mapping):
        yield Slot((stretch.start, stretch.end), _ordered(stretch))


def _counted(name: str, since: DaysSince) -> Fill:
    first = date.fromisoformat(since.first).toordinal()

    def fill(values: dict[str, Any]) -> Filling:
        dated, number = values.get(since.column), values.get(name)
        if not isinstance(number, int) or not isinstance(dated, Dated):
            return None
        if dated.day.toordinal() - first + 1 != number:
            raise Doubt
        return None

    return fill


def _ordered(stretch: Stretch) -> Fill:
    def fill(values: dict[str, Any]) -> Filling:
        if next(judge((stretch,), values), None) is not None:
            raise Doubt
        return None

    return fill
