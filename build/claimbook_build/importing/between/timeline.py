"""The numbers of rows in the order of their time, whatever the order of the table."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from math import isnan
from operator import itemgetter
from typing import Any, NamedTuple

from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.mapping.value import FromColumn, Stretch
from claimbook_build.importing.between.ahead import days_ahead, is_told
from claimbook_build.importing.reading import Dated, RowReading
from claimbook_build.importing.sorted_runs import SortedRecords

_DAY = 86_400
_GROUPS = 2**16
"""How many groups are in memory; those beyond are told apart by a hash of 63 bits."""

_DATES = frozenset({"date", "moment"})

_HOUR, _MINUTE, _SECOND = (11, 3600), (14, 60), (17, 1)
_CLOCK = {
    "hour": (_HOUR,),
    "minute": (_HOUR, _MINUTE),
    "second": (_HOUR, _MINUTE, _SECOND),
}
"""Where a time stands in a written moment, part by part, and the seconds in one of each."""


class Stop(NamedTuple):
    """The numbers of one row.

    Attributes:
        group: The group of the row.
        moment: Seconds of the calendar's clock, from the first day that a date can be.
        row: Its position among the rows, from 0.
        numbers: Its numbers, NaN where there is none.
    """

    group: int
    moment: int
    row: int
    numbers: tuple[float, ...]


class Timeline:
    """Takes rows as they come, and gives them back group by group in the order of their time.

    A row whose date is told of for lying behind all others is left out: it stands in no order.

    Attributes:
        clock: The column with the time of a row.
        apart: The columns by which rows belong to different groups: place, item, speaker.
    """

    def __init__(self, clock: str, apart: Sequence[str], width: int, month_of: str) -> None:
        """Begin a line.

        Args:
            clock: The column with the time of a row.
            apart: The columns by which rows belong to different groups.
            width: How many numbers a row has.
            month_of: The column whose dates are told of if they lie behind all others.
        """
        self.clock = clock
        self._is_judged = clock == month_of
        self._days: set[int] = set()
        self.apart = tuple(apart)
        self._groups: dict[tuple[str, ...], int] = {}
        self._now: Dated | None = None
        self._moment = 0
        self._records = SortedRecords(f"QQQ{width}d")
        self.release = self._records.release

    def add(self, reading: RowReading, index: int, numbers: Sequence[float]) -> Stop | None:
        """Take a row; None where it has no time, or no number."""
        dated = reading.values.get(self.clock)
        if not isinstance(dated, Dated) or all(map(isnan, numbers)):
            return None
        if reading.findings and is_told(reading, self.clock):
            return None
        if dated is not self._now:  # rows of one time share it, mostly
            self._now, self._moment = dated, moment_of(dated)
            if self._is_judged:
                self._days.add(dated.day.toordinal())
        get = reading.values.get
        group = self._group(tuple([_text(get(name)) for name in self.apart]))
        self._records.add(group, self._moment, index, *numbers)
        return Stop(group, self._moment, index, tuple(numbers))

    def groups(self) -> Iterator[Iterator[Stop]]:
        """Yield the rows of each group, the groups in the order in which they began."""
        ahead = frozenset(days_ahead(self._days))
        stops = (
            Stop(one[0], one[1], one[2], one[3:])
            for one in self._records
            if not ahead or day_of(one[1]) not in ahead
        )
        for _, group in groupby(stops, key=itemgetter(0)):
            yield group

    def _group(self, names: tuple[str, ...]) -> int:
        found = self._groups.get(names)
        if found is None:
            found = len(self._groups)
            if found >= _GROUPS:
                hashed = blake2b("\0".join(names).encode(), digest_size=8).digest()
                return int.from_bytes(hashed) | 1 << 63
            self._groups[names] = found
        return found


def moment_of(dated: Dated) -> int:
    """Return a date as seconds: its beginning, or the time that the clock on the wall shows.

    >>> from datetime import date
    >>> moment_of(Dated("0001-01-02T01:30+02:00", date(1, 1, 2), "minute")) - 86_400
    91800
    """
    seconds = dated.day.toordinal() * _DAY
    for at, unit in _CLOCK.get(dated.precision, ()):
        seconds += int(dated.text[at : at + 2]) * unit
    return seconds


def day_of(moment: int) -> int:
    """Return the day of a moment, as the calendar counts them."""
    return moment // _DAY


def clock_of(mapping: TableMapping, *dates: Any) -> str:  # noqa: ANN401 - what a mapping may hold
    """Return the column with the time of a row: the first of these dates that stands in one.

    Where none does, it is that of the claim, the days that the checks name, or the file's.
    """
    for value in (*dates, mapping.claim.said_at):
        if isinstance(value, FromColumn):
            return value.column
        if isinstance(value, Stretch):
            return value.end
    daily = mapping.checks.daily if mapping.checks else None
    return daily or mapping.month_of


def rest_of_key(mapping: TableMapping) -> tuple[str, ...]:
    """Return the columns of the key beside its dates and counts of days; none without a date.

    A key without a date is a number of its own for each row, and tells no counters apart.
    """
    columns = [(name, mapping.columns.get(name)) for name in mapping.key]
    rest = [
        name
        for name, column in columns
        if column is None or (column.holds not in _DATES and column.days_since is None)
    ]
    return tuple(rest) if len(rest) < len(mapping.key) else ()


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    if type(value) is str:
        return value
    return value.text if isinstance(value, Dated) else "" if value is None else str(value)
