"""The defects of one version, put aside until those of the other are known."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

from claimbook.diagnostic import Severity
from claimbook_build.importing.between.digest import digest
from claimbook_build.importing.compare.difference import (
    DefectChange,
    DefectCount,
    OneSided,
    defect_change,
    spot,
)
from claimbook_build.importing.compare.pairing import paired
from claimbook_build.importing.compare.spool import Spool
from claimbook_build.importing.defect import DEFECTS
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.obstacle import OBSTACLES, Obstacle
from claimbook_build.importing.reading import RowReading
from claimbook_build.importing.sorted_runs import SortedRecords


class DefectLog:
    """The defects of one version of a table.

    Attributes:
        how: What a defect that this version alone has is called.
        counts: How often each kind is there.
        own: How often this version alone has it.
        kinds: The rule and the severity of each kind.
        records: What stands for each defect, and where it is put aside.
    """

    def __init__(self, how: OneSided) -> None:
        self.how = how
        self.counts: Counter[str] = Counter()
        self.kinds: dict[str, tuple[str, Severity]] = {}
        self.own: Counter[str] = Counter()
        self.records = SortedRecords("16sQ")
        self._alone = SortedRecords("Q")
        self._spool = Spool()

    def take(self, finding: TableFinding, reading: RowReading | None) -> None:
        """Take a finding; what the mapping waives is none."""
        if finding.waived is not None:
            return
        key = finding.key
        if key is None and reading is not None and reading.row.number == finding.row:
            key = reading.key
        kind = DEFECTS[finding.defect]
        told = DefectChange(
            self.how,
            finding.defect,
            kind.code,
            kind.severity,
            finding.row,
            key,
            finding.column,
            spot(finding.place),
            finding.message,
        )
        parts = (finding.message,) if key is None else (key,)
        self._add(told, (finding.defect, finding.column or "", *parts))

    def take_reading(self, obstacle: Obstacle) -> None:
        """Take what the reader of tables found."""
        found = obstacle.found
        told = DefectChange(
            self.how,
            obstacle.name,
            found.code,
            found.severity,
            obstacle.row,
            None,
            None,
            spot(found.place),
            found.message,
        )
        self._add(told, (obstacle.name, found.severity, found.message))

    def _add(self, told: DefectChange, identity: tuple[str, ...]) -> None:
        self.counts[told.name] += 1
        self.kinds[told.name] = (told.code, told.severity)
        self.records.add(digest(identity), self._spool.add(asdict(told)))

    def news(self) -> Iterator[DefectChange]:
        """Yield the defects that this version alone has, in the order of reading."""
        for (start,) in self._alone:
            yield defect_change(self._spool.at(start))

    def single_out(self, start: int) -> None:
        """Take a defect for one that this version alone has."""
        self._alone.add(start)
        self.own[self._spool.at(start)["name"]] += 1

    def compare(self, newer: "DefectLog") -> tuple[DefectCount, ...]:
        """Single out what each version alone has, and return the counts of every kind."""
        for before, after in paired(self.records, newer.records):
            if after is None and before is not None:
                self.single_out(before[1])
            elif before is None and after is not None:
                newer.single_out(after[1])
        kinds = {**self.kinds, **newer.kinds}
        order = [*DEFECTS, *OBSTACLES]
        return tuple(
            DefectCount(
                name,
                *kinds[name],
                self.counts[name],
                newer.counts[name],
                self.own[name],
                newer.own[name],
            )
            for name in order
            if name in kinds
        )

    def release(self) -> None:
        """Give the files back."""
        for held in (self.records, self._alone, self._spool):
            held.release()
