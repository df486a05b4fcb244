"""Days far behind all others of a table: of another century, by a slip of a finger (R305)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from claimbook_build.importing.between.rows import SeenRows
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import Dated, RowReading
from claimbook_build.importing.sorted_runs import SortedRecords

_LEAST = 10
"""Of fewer days nobody can tell which one is far from the others."""
_YEAR = 366
_TIMES = 3


def is_told(reading: RowReading, column: str) -> bool:
    """Whether a row's date is known to lie behind the table's own."""
    told = reading.findings
    return any(each.defect == "future-date" and each.column == column for each in told)


def days_ahead(days: Iterable[int]) -> tuple[int, ...]:
    """Return the days that lie far behind all others: at most a tenth of them.

    Far is more than a year, and three times any stretch without a row before it.

    Args:
        days: Days as `date.toordinal` counts them, each once, in any order.

    >>> days_ahead([*range(700_000, 700_020), 714_000])
    (714000,)
    >>> days_ahead(range(700_000, 700_020))
    ()
    """
    known = sorted(days)
    if len(known) < _LEAST:
        return ()
    widest = 0
    split = len(known)
    for at, (before, after) in enumerate(pairwise(known), 1):
        gap = after - before
        if at >= len(known) * (1 - 1 / _LEAST) and gap > max(_YEAR, _TIMES * widest):
            split = at
            break
        widest = max(widest, gap)
    return tuple(known[split:])


class DatesAhead:
    """Tells of dates far behind all others of their column: one finding a row.

    Where the table's document says when it was published, dates behind that were told of with
    their rows. Memory holds a number a day of the calendar; the rows are on disk.
    """

    def __init__(self, column: str, rows: SeenRows) -> None:
        self._column = column
        self._rows = rows
        self._days: set[int] = set()
        self._records = SortedRecords("QQ")
        self.release = self._records.release

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Take the day."""
        value = reading.values.get(self._column)
        if isinstance(value, Dated):
            day = value.day.toordinal()
            if not (reading.findings and is_told(reading, self._column)):
                self._days.add(day)
                self._records.add(day, index)
        return ()

    def close(self) -> Iterator[TableFinding]:
        """Yield the rows, in the order of their days."""
        ahead = days_ahead(self._days)
        if not ahead:
            return
        last = max(day for day in self._days if day < ahead[0])
        for day, index in self._records:
            if day < ahead[0]:
                continue
            yield self._rows[index].finding(
                "future-date",
                f"{date.fromordinal(day)} lies far behind {date.fromordinal(last)}, the last of "
                "the other days",
                column=self._column,
            )
