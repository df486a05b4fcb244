"""Totals beside what they sum up (R406)."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from claimbook.diagnostic import Related
from claimbook.mapping.checks import Totals
from claimbook_build.importing.between.digest import DIGEST, digest
from claimbook_build.importing.between.rows import SeenRows
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.names import Looked
from claimbook_build.importing.reading import Dated, RowReading
from claimbook_build.importing.sorted_runs import SortedRecords


class OverlappingTotals:
    """Tells of every row of the whole beside which a row of a part stands: one finding a total.

    Rows are alike that have the same in the columns of the mapping: of a date its day, for the
    parts of a night are told to another hour than the whole; of a code what is printed, for a total
    of one model sums up no other that has the same code; a cell that is empty or not there is like
    another, but where no row has the column, nobody can tell. A row without a place is neither
    whole nor part; one whose place cannot be read, for there are several or it is unknown, is a
    part. Of a row its digest is on disk.
    """

    def __init__(self, totals: Totals, rows: SeenRows) -> None:
        self._totals = totals
        self._whole = frozenset(totals.whole)
        self._rows = rows
        self._unseen = set(totals.alike)
        self._records = SortedRecords(f"{DIGEST}s?Q")
        self._found = SortedRecords("QQQ")

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Take a row that names a place."""
        column, values = self._totals.column, reading.values
        if self._unseen:
            self._unseen.difference_update(reading.row.columns)
        raw = _printed(reading, column)
        unread = any(finding.column == column for finding in reading.findings)
        place = values.get(column, raw if unread else None)
        if place is not None:
            is_part = self._whole.isdisjoint({str(place), raw})
            alike = digest(tuple(_said(reading, name) for name in self._totals.alike))
            self._records.add(alike, is_part, index)
        return ()

    def close(self) -> Iterator[TableFinding]:
        """Yield the totals that stand beside their parts, in the order of the table."""
        if self._unseen:
            return  # of a table without such a column nobody can tell which rows are alike
        for _, alike in groupby(self._records, key=lambda record: record[0]):
            self._judge(alike)
        for whole, part, count in self._found:
            yield self._rows[whole].finding(
                "overlapping-totals",
                f"the total stands beside {count} row{'s' * (count > 1)} of what it sums up",
                column=self._totals.column,
                related=(Related(self._rows[part].place, "a part of it"),),
            )

    def _judge(self, alike: Iterator[tuple[Any, ...]]) -> None:
        """Take rows that are alike: those of the whole come first, as False is before True."""
        own = SortedRecords("Q")
        part, count = 0, 0
        for _, is_part, index in alike:
            if not is_part:
                own.add(index)
            else:
                part = part if count else index
                count += 1
        for (whole,) in own if count else ():
            self._found.add(whole, part, count)
        own.release()

    def release(self) -> None:
        """Give the files back."""
        self._records.release()
        self._found.release()


def _printed(reading: RowReading, column: str) -> str | None:
    """Return what a cell prints, whether it could be read or not; None where it is empty."""
    row = reading.row
    value = row.values[row.columns.index(column)] if column in row.columns else None
    text = "" if value is None else str(value).strip()
    return text or None


def _said(reading: RowReading, column: str) -> str:
    value = reading.values.get(column)
    if isinstance(value, Dated):
        return value.day.isoformat()
    if value is None or isinstance(value, Looked):
        return _printed(reading, column) or "" if value is None else value.printed
    return str(value)
