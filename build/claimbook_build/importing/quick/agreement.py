"""Cells of a row that must agree with each other: days and their counts, ends of stretches."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from claimbook.mapping.column import DaysSince
from claimbook.mapping.mapping import Mapping
from claimbook.mapping.value import Stretch
from claimbook_build.importing.intervals import judge, stretches
from claimbook_build.importing.maker import FigureMaker, figure_makers
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
    makers = [maker for maker in figure_makers(mapping.figures) if maker.column is not None]
    for part in makers:
        for whole in makers if part.of_which is not None else ():
            if whole.name == part.of_which:
                yield _within(part, whole)


def _within(part: FigureMaker, whole: FigureMaker) -> Slot:
    """Return what doubts a part that may be above its whole: the long way asks their phrases."""
    columns = (part.column or "", whole.column or "")
    plain = part.form.wording is None and whole.form.wording is None

    def fill(values: dict[str, Any]) -> Filling:
        less, more = values.get(columns[1]), values.get(columns[0])
        if less is None or more is None:
            return None
        if isinstance(less, str) or isinstance(more, str) or more > less:
            raise Doubt
        if more == less and not plain:
            raise Doubt
        return None

    return Slot(columns, fill)


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
