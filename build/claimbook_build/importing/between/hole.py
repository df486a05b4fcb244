"""Numbers that a daily table leaves out on a day between days that have them (R306)."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from claimbook.mapping.mapping import Mapping
from claimbook_build.importing.between.number import Stated, by_aggregation
from claimbook_build.importing.between.rows import SeenRows
from claimbook_build.importing.between.timeline import Timeline, rest_of_key
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.near import nearest_column
from claimbook_build.importing.reading import RowReading

_MOST = 2**12
"""How many rows in a row may lack a number: of a longer pause the first ones are told of."""


class MissingNumbers:
    """Tells of every row without a number in a column that has one before and after it.

    Counts so far and levels are given on each day, or their column has not begun, or has ended. A
    cell that holds anything is no hole: what is wrong with it was told of, and what the mapping
    calls `missing` says itself that nothing was given. Nor is one whose key was misspelt, nor are
    more rows on end than had a number before: then one of those was dated too early.
    """

    def __init__(self, mapping: Mapping, daily: str, rows: SeenRows) -> None:
        self._columns = tuple(_columns(mapping))
        self._rows = rows
        known = tuple(mapping.columns)
        self._near = lru_cache(2**10)(lambda name: nearest_column(name, known))
        self._line = Timeline(daily, rest_of_key(mapping), len(self._columns), mapping.month_of)
        self.release = self._line.release

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Take which of its columns a row fills in."""
        row = reading.row
        given = {
            name
            for name, value in zip(row.columns, row.values, strict=True)
            if value is not None and value != ""
        }
        for finding in reading.findings:
            if finding.defect == "unknown-column" and finding.column is not None:
                given.add(self._near(finding.column) or "")
        self._line.add(reading, index, [float(name in given) for name in self._columns])
        return ()

    def close(self) -> Iterator[TableFinding]:
        """Yield the holes of each group, column by column, where the number comes again."""
        for group in self._line.groups():
            holes: dict[str, list[int]] = {name: [] for name in self._columns}
            given = dict.fromkeys(self._columns, 0)
            for stop in group:
                for name, is_given in zip(self._columns, stop.numbers, strict=True):
                    if not is_given:
                        if len(holes[name]) < min(given[name] + 1, _MOST):
                            holes[name].append(stop.row)
                        continue
                    if len(holes[name]) <= given[name]:
                        yield from self._told(name, holes[name])
                    holes[name] = []
                    given[name] += 1

    def _told(self, name: str, rows: Iterable[int]) -> Iterator[TableFinding]:
        for row in rows:
            message = f"`{name}` has no number here, but before and after"
            yield self._rows[row].finding("missing-number", message, column=name)


def _columns(mapping: Mapping) -> Iterator[str]:
    """Yield the columns that state a number in each row of a daily table."""
    found = [Stated(name) for name in (mapping.checks.rising if mapping.checks else ())]
    for code in ("cumulative", "level"):
        found += [stated for stated, _ in by_aggregation(mapping, code)]
    yield from dict.fromkeys(one.column for one in found if one == Stated(one.column))
