"""Rows that are those of the day before (R404)."""

from collections.abc import Iterable, Iterator
from math import isnan

from claimbook.diagnostic import Related
from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.rules.r404_course import ROW
from claimbook_build.importing.between.number import Numbers, number_columns
from claimbook_build.importing.between.rows import SeenRows
from claimbook_build.importing.between.timeline import (
    Stop,
    Timeline,
    clock_of,
    day_of,
    rest_of_key,
)
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import RowReading


class CopiedRows:
    """Tells of every row with all the numbers of the row of the day before: one finding a row.

    As for the rule of records, it takes three numbers, of which one is not 0. What the mapping
    says are counts of days are none of them. Where a day has several rows, the last one counts.
    """

    def __init__(self, mapping: TableMapping, rows: SeenRows) -> None:
        self._stated = tuple(number_columns(mapping).values())
        self._numbers = Numbers(self._stated)
        self._rows = rows
        clock, apart = clock_of(mapping), rest_of_key(mapping)
        self._line = Timeline(clock, apart, len(self._stated), mapping.month_of)
        self.release = self._line.release

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Take the numbers of a row."""
        if len(self._stated) >= ROW:
            self._line.add(reading, index, self._numbers(reading.values))
        return ()

    def close(self) -> Iterator[TableFinding]:
        """Yield the copies of each group, in the order of time."""
        for group in self._line.groups():
            before: Stop | None = None
            last: Stop | None = None
            for stop in group:
                if last is not None and day_of(stop.moment) > day_of(last.moment):
                    before = last
                last = stop
                if before is not None and _copied(before, stop):
                    source = self._rows[before.row]
                    yield self._rows[stop.row].finding(
                        "copied-row",
                        f"all numbers are those of row {source.number}, of the day before",
                        related=(Related(source.place, "the same numbers"),),
                    )


def _copied(before: Stop, after: Stop) -> bool:
    for one, other in zip(before.numbers, after.numbers, strict=True):
        if one != other and not (isnan(one) and isnan(other)):
            return False
    given = [number for number in after.numbers if not isnan(number)]
    is_row = len(given) >= ROW and any(given)
    return is_row and day_of(after.moment) - day_of(before.moment) == 1
