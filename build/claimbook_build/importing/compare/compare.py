"""Two versions of a table compared by a mapping: three passes, in memory that does not grow."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from claimbook_build.importing.compare.cells import cells_of, changed_cells, compared, printed
from claimbook_build.importing.compare.difference import (
    ColumnChange,
    ColumnCount,
    DefectChange,
    How,
    Numbers,
    OneSided,
    RowChange,
    Spot,
    row_change,
    spot,
)
from claimbook_build.importing.compare.pairing import paired
from claimbook_build.importing.compare.spool import Spool
from claimbook_build.importing.compare.version import Version
from claimbook_build.importing.mapping_file import MappingFile
from claimbook_build.importing.reading import RowReading
from claimbook_build.importing.sorted_runs import SortedRecords


class TableComparison:
    """What differs between two versions of a table; a context manager.

    Rows are matched by the mapping's key; of several with one key the first goes with the first.
    A cell is compared by the value that the mapping reads, and where it reads none, by what is
    printed. Rows without a key are matched by all that is printed in them. Rows, findings and what
    stands for them are on disk: memory does not grow with the tables.

    Attributes:
        mapping: The name of the mapping.
        old: The version before.
        new: The version now.
        counts: How many rows came, went and changed.
        same: How many rows say the same.
        rewritten: How many of them are printed otherwise.
        doubles: How many rows have a key that an earlier row has, before and now.
        numbers: What became of the cells that are figures.
        columns: The columns that came and went.
        cells: How the cells of columns changed.
        defects: How often each kind of defect is there.
    """

    def __init__(self, old: str, new: str, file: MappingFile) -> None:
        """Compare two versions of a table.

        Args:
            old: The file with the version before.
            new: The file with the version now.
            file: The mapping, which was found sound.
        """
        if file.mapping is None:
            raise ValueError("a mapping with errors reads no table")
        self.mapping = file.mapping.id
        self._held = ExitStack()
        self.old: Version = self._hold(Version(old, file, "removed"))
        self.new: Version = self._hold(Version(new, file, "added"))
        self._known = file.mapping.columns
        self._figures = {name for figure in file.mapping.figures for name in figure.columns}
        self.counts: Counter[How] = Counter()
        self.same = self.rewritten = 0
        self.doubles = [0, 0]
        self._rows = {how: self._hold(Spool()) for how in ("changed", "removed", "added")}
        self._tally: Counter[tuple[str, str]] = Counter()
        self._numbers: Counter[str] = Counter()
        self._compare()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._held.close()

    def rows(self, how: How) -> Iterator[RowChange]:
        """Yield the rows that came, went or changed, in the order of their table."""
        return map(row_change, self._rows[how])

    def defect_changes(self, how: How) -> Iterator[DefectChange]:
        """Yield the defects that are gone (`removed`) or new (`added`)."""
        return (self.old if how == "removed" else self.new).defects.news()

    @property
    def equal(self) -> bool:
        """Whether both were read to their end and say the same."""
        whole = self.old.facts.complete and self.new.facts.complete
        news = any(count.added or count.removed for count in self.defects)
        return whole and not (self.counts.total() or self.columns or news)

    @property
    def numbers(self) -> Numbers:
        """What became of the cells that are figures."""
        return Numbers(*(self._numbers[how] for how in ("changed", "added", "removed")))

    @property
    def cells(self) -> tuple[ColumnCount, ...]:
        """How the cells of columns changed, those that did most first."""
        names = [name for name in self.new.columns if self._tally[name, "changed"]]
        kinds = ("changed", "higher", "lower", "filled", "emptied")
        found = [ColumnCount(name, *(self._tally[name, kind] for kind in kinds)) for name in names]
        return tuple(sorted(found, key=lambda count: -count.changed))

    # --- passes ----------------------------------------------------------------------------------
    def _hold(self, held: Any) -> Any:  # noqa: ANN401 - what can be released
        self._held.callback(held.release)
        return held

    def _compare(self) -> None:
        try:
            headers = self.old.header(), self.new.header()
            common = None
            if headers[0] is not None and headers[1] is not None:
                common = tuple(name for name in headers[0] if name in headers[1])
            self.old.read(common)
            self.new.read(common)
            self.defects = self.old.defects.compare(self.new.defects)
            self.columns = tuple(self._column_changes())
            self._differ(*self._match())
        except BaseException:
            self._held.close()
            raise

    def _match(self) -> tuple[SortedRecords, SortedRecords]:
        """Match rows by key; return the numbers of those that are not printed alike, both ways."""
        wanted = self._hold(SortedRecords("QQ")), self._hold(SortedRecords("QQ"))
        last: list[bytes | None] = [None, None]
        for before, after in paired(self.old.rows, self.new.rows):
            for at, record in enumerate((before, after)):
                if record is not None:
                    self.doubles[at] += record[0] == last[at]
                    last[at] = record[0]
            if before is not None and after is not None and before[2] == after[2]:
                self.same += 1
                continue
            numbers = before[1] if before else 0, after[1] if after else 0
            if before is not None:
                wanted[0].add(*numbers)
            if after is not None:
                wanted[1].add(*reversed(numbers))
        return wanted

    def _differ(self, olds: SortedRecords, news: SortedRecords) -> None:
        """Read the rows that are not printed alike once more, and tell what they say."""
        kept, starts = self._hold(Spool()), self._hold(SortedRecords("QQ"))
        for reading, partner in self.old.chosen(olds):
            if partner:
                starts.add(partner, kept.add(cells_of(reading, self.old.is_empty)))
            else:
                self._alone("removed", reading)
        places = iter(starts)
        for reading, partner in self.new.chosen(news):
            if partner:
                _, start = next(places)
                self._both(kept.at(start), reading)
            else:
                self._alone("added", reading)

    def _alone(self, how: How, reading: RowReading) -> None:
        row = reading.row
        old = how == "removed"
        values = printed(reading, (self.old if old else self.new).is_empty)
        self._numbers[how] += sum(name in self._figures for name in values)
        number, where = row.number, spot(row.place)
        if old:
            self._tell(RowChange(how, reading.key, number, None, where, None, (), values))
        else:
            self._tell(RowChange(how, reading.key, None, number, None, where, (), values))

    def _both(self, old: dict[str, Any], reading: RowReading) -> None:
        new = cells_of(reading, self.new.is_empty)
        shared = [name for name in self.new.columns if name in self.old.columns]
        cells = changed_cells(old, new, shared)
        if not cells:
            self.same += 1
            self.rewritten += any(
                old["cells"].get(name, [])[1:2] != new["cells"].get(name, [])[1:2]
                for name in shared
            )
            return
        for cell in cells:
            kind = compared(old["cells"].get(cell.column), new["cells"].get(cell.column))
            self._tally[cell.column, "changed"] += 1
            self._tally[cell.column, kind] += 1
            if cell.column in self._figures:
                self._numbers[{"filled": "added", "emptied": "removed"}.get(kind, "changed")] += 1
        spots = Spot(**old["spot"]), Spot(**new["spot"])
        numbers = old["row"], new["row"]
        self._tell(RowChange("changed", reading.key, *numbers, *spots, cells, {}))

    def _tell(self, change: RowChange) -> None:
        self.counts[change.how] += 1
        self._rows[change.how].add(asdict(change))

    def _column_changes(self) -> Iterator[ColumnChange]:
        sides: tuple[tuple[OneSided, Version, Version], ...] = (
            ("removed", self.old, self.new),
            ("added", self.new, self.old),
        )
        for how, here, there in sides:
            for name, values in here.columns.items():
                if name not in there.columns:
                    yield ColumnChange(how, name, values, name in self._known)
