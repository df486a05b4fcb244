"""One source for rows days apart (R604)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from claimbook.diagnostic import Related
from claimbook.mapping.checks import Source
from claimbook.rules.r604_post import DAYS_APART
from claimbook_build.importing.between.digest import DIGEST, digest
from claimbook_build.importing.between.rows import SeenRows
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import Dated, RowReading
from claimbook_build.importing.sorted_runs import SortedRecords


class ReusedSources:
    """Tells of every source whose first and last rows are too many days apart: one finding each.

    It stands at the first row of the last day, where the address was probably copied to; the first
    row of the first day is beside it. Of a row the digest of its source is on disk.
    """

    def __init__(self, source: Source, rows: SeenRows) -> None:
        self._source = source
        self._most = DAYS_APART - 1 if source.days is None else source.days
        self._rows = rows
        self._records = SortedRecords(f"{DIGEST}sQQ")
        self._found = SortedRecords("QQQ")
        self._cited: tuple[Any, date] | None = None

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Take a row that has a source and a date."""
        source = reading.values.get(self._source.column)
        dated = reading.values.get(self._source.date)
        if source is not None and isinstance(dated, Dated):
            cited = source, dated.day
            if cited != self._cited:  # of the rows of one day the first is asked for
                self._cited = cited
                self._records.add(digest((str(source),)), dated.day.toordinal(), index)
        return ()

    def close(self) -> Iterator[TableFinding]:
        """Yield the sources, in the order of the rows where they are told of."""
        self._judge()
        for late, early, days in self._found:
            before = self._rows[early]
            yield self._rows[late].finding(
                "reused-source",
                f"the source is that of row {before.number}, {days} days earlier",
                column=self._source.column,
                related=(Related(before.place, "the first row with this source"),),
            )

    def _judge(self) -> None:
        """Go through the rows of each source, which come by their days."""
        source, first, last, early, late = b"", 0, 0, 0, 0
        for cited, day, index in self._records:
            if cited != source:
                if last - first > self._most:
                    self._found.add(late, early, last - first)
                source, first, last, early, late = cited, day, day, index, index
            elif day > last:
                last, late = day, index
        if last - first > self._most:
            self._found.add(late, early, last - first)

    def release(self) -> None:
        """Give the files back."""
        self._records.release()
        self._found.release()
