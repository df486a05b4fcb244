"""Counts so far that fall, and numbers that leap (R404)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from claimbook.diagnostic import Place, Related
from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.rules.r404_course import LEAP
from claimbook_build.importing.between.number import (
    Numbers,
    Stated,
    by_aggregation,
    number_columns,
    printed,
)
from claimbook_build.importing.between.rows import SeenRows
from claimbook_build.importing.between.step import Follower, Point, Step, leaps
from claimbook_build.importing.between.timeline import (
    Stop,
    Timeline,
    clock_of,
    day_of,
    rest_of_key,
)
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.given import columns_of
from claimbook_build.importing.reading import RowReading

_PLACES = 2**14
"""How many cells are remembered with their places; of others the row's is told."""

_GROUPS = 2**12
"""How many groups have their last row in memory, so that the cells at a fall are remembered."""

_SUBJECT = (
    *("measure", "unit", "item", "affected", "population", "counting"),
    *("sex", "age_class", "place", "period"),
)
"""The fields of a figure that say what it counts: rows that differ in them state two counts."""


class _Count(NamedTuple):
    stated: Stated
    rising: bool


class Course:
    """Follows the counts that have one time and one subject.

    Tells of every cell of a count so far (`decrease`) that is below the one of the latest earlier
    day, and of every other cell (`leap`) that is far above it or, of a level, far below: one
    finding a cell. All is told at the end, in the order of time, so that the order of the rows
    does not matter. A day with two rows is compared by its greater number with the day after it:
    a row that was dated a year too early stands out there.

    A fall has two cells of which one may be wrong. Both are in `related`, with the number after
    them, and the help says without which one the count would go on rising.
    """

    def __init__(
        self,
        line: tuple[str, tuple[str, ...]],
        counts: Iterable[_Count],
        rows: SeenRows,
        month_of: str,
    ) -> None:
        """Prepare to follow counts.

        Args:
            line: The column with the time of a row, and those by which rows belong to different
                groups.
            counts: What is counted.
            rows: The rows that went by.
            month_of: The column whose dates are told of if they lie behind all others.
        """
        self._counts = tuple(counts)
        self._numbers = Numbers(count.stated for count in self._counts)
        self._rows = rows
        self._line = Timeline(*line, len(self._counts), month_of)
        self._last: dict[int, tuple[Stop, RowReading]] = {}
        self._places: dict[tuple[int, str], Place] = {}
        self.release = self._line.release

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Take the numbers of a row."""
        stop = self._line.add(reading, index, self._numbers(reading.values))
        if stop is not None:
            self._remember(stop, reading)
        return ()

    def close(self) -> Iterator[TableFinding]:
        """Yield the falls and leaps of each group, in the order of time."""
        for group in self._line.groups():
            followers = [Follower(rising=count.rising) for count in self._counts]
            for stop in group:
                for count, follower, number in zip(
                    self._counts, followers, stop.numbers, strict=True
                ):
                    if number == number:  # noqa: PLR0124 - NaN: the row states none
                        point = Point(stop.moment, stop.row, number)
                        for step in follower.take(point):  # hardly ever any
                            yield self._finding(count, step)
            for count, follower in zip(self._counts, followers, strict=True):
                for step in follower.settle(None):
                    yield self._finding(count, step)

    # --- where it stands -------------------------------------------------------------------------
    def _remember(self, stop: Stop, reading: RowReading) -> None:
        """Remember where cells stand that look odd beside the row of their group above them."""
        above = self._last.get(stop.group)
        if above is not None or len(self._last) < _GROUPS:
            self._last[stop.group] = (stop, reading)
        if above is None:
            return
        numbers = zip(self._counts, above[0].numbers, stop.numbers, strict=True)
        odd = [
            count.stated.column
            for count, before, after in numbers
            if not before <= after < before * LEAP  # most are told by this alone
            and ((count.rising and after < before) or leaps(before, after))
        ]
        if odd and len(self._places) < _PLACES:
            for known, read in ((stop, reading), above):
                cells = ((name, read.row.cell(name)) for name in odd)
                self._places.update({(known.row, name): cell.place for name, cell in cells if cell})

    def _place(self, point: Point, column: str) -> Place:
        return self._places.get((point.row, column)) or self._rows[point.row].place

    # --- what it says ----------------------------------------------------------------------------
    def _finding(self, count: _Count, step: Step) -> TableFinding:
        column = count.stated.column
        now, last = printed(step.point.value), _said(step.last)
        how = "falls" if step.falls else "leaps"
        odd = ": it may be the wrong one" if step.falls and step.last_is_odd else ""
        related = [Related(self._place(step.last, column), f"the number before, {last}{odd}")]
        if step.after is not None:
            where = self._place(step.after, column)
            related.append(Related(where, f"the number after, {_said(step.after)}"))
        found = self._rows[step.point.row].finding(
            "decrease" if step.falls else "leap",
            f"`{column}` {how} to {now}: it was {last}",
            column=column,
            related=related,
        )
        help_ = _advice(step) if step.falls else None
        return replace(found, place=self._place(step.point, column), help=help_)


def _said(point: Point) -> str:
    return f"{printed(point.value)} on {date.fromordinal(day_of(point.moment))}"


def _advice(step: Step) -> str | None:
    """Say which of two numbers is probably wrong; None where neither alone would explain it."""
    now, last = printed(step.point.value), _said(step.last)
    if step.last_is_odd and step.point_is_odd:
        return f"either {now} is too low or {last} too high: look both up"
    if step.last_is_odd:
        return f"look up {last}: without it the count would go on rising"
    if step.point_is_odd and step.after is not None:
        return f"look up {now}: without it the count would go on rising"
    return None


def courses(mapping: TableMapping, rows: SeenRows) -> Iterator[Course]:
    """Yield what follows the counts so far and the levels of a mapping.

    Counts so far are the columns of `checks.rising` and of figures that are cumulative.
    """
    voices = tuple(chain.from_iterable(map(columns_of, mapping.claim.claimants)))
    rest = rest_of_key(mapping)
    found: defaultdict[tuple[str, tuple[str, ...]], dict[Stated, bool]] = defaultdict(dict)
    for code, rising in (("cumulative", True), ("level", False)):
        for stated, form in by_aggregation(mapping, code):
            subject = chain.from_iterable(columns_of(getattr(form, name)) for name in _SUBJECT)
            apart = tuple(dict.fromkeys((*rest, *voices, *_known(mapping, subject))))
            found[clock_of(mapping, form.as_of), apart][stated] = rising
    named = {stated.column for counts in found.values() for stated in counts if counts[stated]}
    known = number_columns(mapping)
    for column in mapping.checks.rising if mapping.checks else ():
        if column not in named:
            apart = tuple(dict.fromkeys((*rest, *voices)))
            found[clock_of(mapping), apart][known.get(column, Stated(column))] = True
    for line, counts in found.items():
        yield Course(line, (_Count(*pair) for pair in counts.items()), rows, mapping.month_of)


def _known(mapping: TableMapping, columns: Iterable[Any]) -> Iterator[str]:
    """Yield the columns but that of the period's end, which grows with the count itself."""
    for name in columns:
        column = mapping.columns.get(name)
        if column is None or column.holds not in {"date", "moment"}:
            yield name
