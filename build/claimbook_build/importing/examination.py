"""A table read row by row by a mapping: everything found, and an account that adds up."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from claimbook.diagnostic import Diagnostic
from claimbook.mapping.mapping import CellWaiver
from claimbook_build.importing.between.between import Between
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.obstacle import HEADER, Obstacle, obstacles
from claimbook_build.importing.plan import Plan
from claimbook_build.importing.reading import RowReading
from claimbook_build.importing.table_columns import TableColumns
from claimbook_build.importing.waiver import waived
from claimbook_build.table.table import Table

MOST = 1000
"""Findings of one kind of defect that are listed; all are counted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rows, and of the cells of numbers in them.

    Attributes:
        imported: Rows that became a claim with every number that they state.
        in_part: Rows that became a claim without some number that could not be read.
        refused: Rows that became no claim.
        blank: Rows without a value.
        unread: Rows that the format itself made unreadable.
        figures: Cells of numbers that became a figure.
        refused_cells: Cells of numbers that became none: told of in the findings.
        unsaid: Cells of numbers that state nothing, by the mapping: its zeros, its conditions.
        complete: Whether the table was read to its end.
    """

    imported: int = 0
    in_part: int = 0
    refused: int = 0
    blank: int = 0
    unread: int = 0
    figures: int = 0
    refused_cells: int = 0
    unsaid: int = 0
    complete: bool = False

    @property
    def rows(self) -> int:
        """All rows of the table."""
        return self.imported + self.in_part + self.refused + self.blank + self.unread

    @property
    def numbers(self) -> int:
        """All cells of numbers that are not empty."""
        return self.figures + self.refused_cells + self.unsaid


class Examination:
    """One pass over a table; to be iterated once, and asked afterwards.

    Attributes:
        table: The table.
        plan: How its rows are read.
        findings: What is wrong with it, in the order of reading; at most `MOST` of a kind.
        counts: How many there are of each kind of defect, waived ones left out.
        waived: How many of each kind were waived.
    """

    def __init__(
        self,
        table: Table,
        plan: Plan,
        between: Between,
        hear: Callable[[TableFinding], object] | None = None,
    ) -> None:
        """Prepare to read a table.

        Args:
            table: The table.
            plan: How its rows are read.
            between: The rules between them.
            hear: Called with every finding before its row is yielded, listed or not.
        """
        self._hear = hear
        self.table = table
        self.plan = plan
        self.findings: list[TableFinding] = []
        self.counts: Counter[str] = Counter()
        self.waived: Counter[str] = Counter()
        self._listed: Counter[str] = Counter()
        self._between = between
        self._waive = waived(plan.mapping)
        self._met: set[str] = set()
        self._figures = self._refused_cells = self._numbers = 0
        self._imported = self._in_part = self._refused = 0

    def __iter__(self) -> Iterator[RowReading]:
        """Yield what the mapping makes of each row, in the order of the table."""
        table, read, see = self.table, self.plan.read, self._between.see
        columns = TableColumns(table, self.plan)
        waivable = {waiver.row for waiver in self.plan.mapping.waive}
        judged = False
        for row in table:
            judged = judged or self._take_all(columns.findings())
            reading = read(row)
            for finding in reading.findings:
                if not columns.tells(finding, row):
                    self._take(replace(finding, key=reading.key))
            self._take_all(see(reading))
            if reading.key in waivable:
                self._met.add(reading.key)
            self._count(reading)
            yield reading
        if not judged and table.count.complete:
            self._take_all(columns.findings())
        self._close()

    def _close(self) -> None:
        """Take what only the end shows."""
        for number, found in self.table.found:
            if found.code == HEADER:
                place, message = found.place, found.message
                self._take(TableFinding("header-row", number, None, None, place, message))
        self._take_all(self._between.close())

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What the table's reader found: what is no sound row of the format."""
        return tuple(obstacles(self.table))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The same, as every command prints it."""
        return tuple(obstacle.found for obstacle in self.obstacles)

    @property
    def tally(self) -> Tally:
        """The account so far."""
        count = self.table.count
        return Tally(
            self._imported,
            self._in_part,
            self._refused,
            count.blank,
            count.refused,
            self._figures,
            self._refused_cells,
            self._numbers - self._figures - self._refused_cells,
            count.complete,
        )

    @property
    def unused(self) -> tuple[CellWaiver, ...]:
        """The waivers that were for no finding; none while the table is not read to its end.

        One for a row that the table has not is for another version of it.
        """
        if not self.table.count.complete:
            return ()
        return tuple(waiver for waiver in self._waive.unused() if waiver.row in self._met)

    def _take_all(self, findings: Iterable[TableFinding]) -> bool:
        for finding in findings:
            self._take(finding)
        return True

    def _take(self, finding: TableFinding) -> None:
        finding = self._explain(self._waive(finding))
        (self.counts if finding.waived is None else self.waived)[finding.defect] += 1
        self._listed[finding.defect] += 1
        if self._hear is not None:
            self._hear(finding)
        if self._listed[finding.defect] <= MOST:
            self.findings.append(finding)

    def _explain(self, finding: TableFinding) -> TableFinding:
        """Excuse a fall that a link of the dataset explains: its source put the count right."""
        if finding.defect == "decrease" and finding.waived is None and self.plan.corrected:
            figure = self.plan.figure_at(finding.key, finding.column)
            if figure in self.plan.corrected:
                return replace(finding, waived=self.plan.corrected[figure])
        return finding

    def _count(self, reading: RowReading) -> None:
        self._numbers += reading.numbers
        self._refused_cells += len(reading.refused)
        if not reading.is_claim:
            self._refused += 1
            return
        self._figures += reading.stated
        if reading.refused:
            self._in_part += 1
        else:
            self._imported += 1
