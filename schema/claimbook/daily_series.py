"""Daily series: the numbers of one question that a row of documents carries day by day.

A document says that it belongs to one (`daily_series`, docs/decisions/0019); which of its numbers
make up which row follows from what they count.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from claimbook.counted import Counted, counted, days, is_part_of_its_like
from claimbook.dataset import Dataset
from claimbook.records.document import Document
from claimbook.records.series import Break, Series

Question: TypeAlias = tuple[object, ...]
"""What the numbers of a row have in common: series, voice, what is counted, where and how."""


class Instalment(NamedTuple):
    """One number of a daily series.

    Attributes:
        counted: The figure.
        first: The first day that it stands for.
        last: The last one, itself included.
    """

    counted: Counted
    first: date
    last: date

    @property
    def dated_by(self) -> str:
        """The figure's field that says for which day it stands, else its wording."""
        figure = self.counted.figure
        return next((n for n in ("as_of", "period") if getattr(figure, n) is not None), "wording")


def name_of(question: Question) -> str:
    """Return the series to which a question belongs."""
    return str(question[0])


def breaks_of(dataset: Dataset, name: str) -> tuple[Break, ...]:
    """Return the breaks of a series; none of one that is not declared."""
    series = dataset.of(Series, name)
    return series.breaks if series is not None else ()


def concerns(found: Break, row: list[Instalment]) -> bool:
    """Whether a break speaks of the counter whose numbers these are."""
    figure = row[0].counted.figure
    return found.measure is None or (found.measure, found.item) == (figure.measure, figure.item)


def daily_series(dataset: Dataset) -> Mapping[Question, list[Instalment]]:
    """Return the rows of all declared series, in the order of files; `Dataset.once` keeps them.

    Headlines and summaries are left out, for they say again what the body says; so are numbers
    that were taken back, and those whose day is not stated.
    """
    declared = {
        document.id: document.daily_series
        for _, document in dataset.each(Document)
        if document.daily_series is not None
    }
    rows: defaultdict[Question, list[Instalment]] = defaultdict(list)
    for one in dataset.once(counted) if declared else ():
        name = declared.get(one.document)
        if name is None or one.void or one.claim.region not in {None, "body"}:
            continue
        known = days(dataset, one)
        if known is not None:
            how = (one.figure.aggregation, is_part_of_its_like(dataset, one))
            question = (name, one.voices, one.place, *how, *one.subject)
            rows[question].append(Instalment(one, *known))
    return rows
