"""Days that a daily table leaves out (R306)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from claimbook.diagnostic import Related
from claimbook_build.importing.between.ahead import days_ahead, is_told
from claimbook_build.importing.between.rows import SeenRows
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import Dated, RowReading

_COARSE = frozenset({"year", "month"})


class MissingDays:
    """Tells of every day without a row between the first and the last: one finding a day.

    The order of the rows does not matter, nor how many there are of a day. A date that lies behind
    the table's own is no end of it. A finding stands at the row after the gap, and its key is that
    of the row that is not there: its day. Memory holds one number a day of the calendar.
    """

    def __init__(self, column: str, rows: SeenRows) -> None:
        self._column = column
        self._rows = rows
        self._days: dict[int, int] = {}

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Take the day."""
        value = reading.values.get(self._column)
        if isinstance(value, Dated) and value.precision not in _COARSE:
            day = value.day.toordinal()
            if day not in self._days and not is_told(reading, self._column):
                self._days[day] = index
        return ()

    def close(self) -> Iterator[TableFinding]:
        """Yield the days that are left out, in their order."""
        ahead = set(days_ahead(self._days))
        for before, after in pairwise(sorted(self._days.keys() - ahead)):
            if after - before > 1:
                yield from self._gap(before, after)

    def _gap(self, before: int, after: int) -> Iterator[TableFinding]:
        count, row = after - before - 1, self._rows[self._days[after]]
        first, last = date.fromordinal(before + 1), date.fromordinal(after - 1)
        within = f": {count} days from {first} to {last} have none" if count > 1 else ""
        related = (Related(self._rows[self._days[before]].place, "the day before the gap"),)
        for number in range(before + 1, after):
            day = date.fromordinal(number).isoformat()
            yield TableFinding(
                "missing-day",
                row.number,
                self._column,
                day,
                row.place,
                f"{day} has no row{within}",
                related=related,
            )
