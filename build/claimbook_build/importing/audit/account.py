"""The account of an audit: takes rows and findings as they come, and says at the end what was."""

from collections.abc import Iterable

from claimbook.diagnostic import Diagnostic
from claimbook.mapping.mapping import Mapping
from claimbook_build.importing.audit.asked import unasked
from claimbook_build.importing.audit.audit import (
    ColumnFacts,
    DefectFacts,
    Excuse,
    ObstacleFacts,
    ReadingFacts,
    Verdict,
)
from claimbook_build.importing.audit.columns import ColumnCounts
from claimbook_build.importing.audit.dates import DateSpan
from claimbook_build.importing.audit.defects import (
    MOST_EXAMPLES,
    DefectCount,
    Excuses,
    place_facts,
)
from claimbook_build.importing.audit.known import Known
from claimbook_build.importing.audit.printed import Unseen
from claimbook_build.importing.defect import DEFECTS
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.obstacle import OBSTACLES, Obstacle
from claimbook_build.importing.reading import RowReading
from claimbook_build.report.findings import GRAVITY

MOST_LISTED = 1000
"""Findings of one kind that are kept one by one, for the formats that list them."""


class Account:
    """Counts what is found; of each kind it keeps so many, whatever the table holds.

    Attributes:
        diagnostics: The findings that nobody waived, `MOST_LISTED` of each kind.
        unlisted: How many there are beside these.
    """

    def __init__(self, mapping: Mapping, known: Known | None = None) -> None:
        """Begin an account.

        Args:
            mapping: The mapping.
            known: The defects of an older version, which are not told.
        """
        self.diagnostics: list[Diagnostic] = []
        self.unlisted = 0
        self._mapping = mapping
        self._known = known
        self._columns = ColumnCounts(mapping.columns)
        self._defects = {name: DefectCount(kind) for name, kind in DEFECTS.items()}
        self._excuses = Excuses()
        self._reading: RowReading | None = None
        self._obstacles: list[Obstacle] = []
        self._dates = DateSpan(mapping.month_of)

    @property
    def dates(self) -> tuple[str | None, str | None]:
        """The first and the last date of the rows."""
        return self._dates.texts

    def see(self, reading: RowReading) -> None:
        """Take a row, before the findings that it brings."""
        self._reading = reading
        if any(finding.defect == "header-row" for finding in reading.findings):
            return
        self._columns.take(reading)
        self._dates.see(reading)

    def take(self, finding: TableFinding) -> None:
        """Take a finding, of a row or between rows."""
        row = self._reading.row if self._reading else None
        if self._known is not None and self._known.meets(finding):
            return
        if finding.waived is not None:
            self._excuses.take(finding, finding.waived, row)
            return
        count = self._defects[finding.defect]
        count.take(finding, row)
        if count.count <= MOST_LISTED:
            self.diagnostics.append(finding.diagnostic())
        else:
            self.unlisted += 1

    def take_reading(self, obstacles: Iterable[Obstacle]) -> None:
        """Take what the reader of tables found."""
        for obstacle in obstacles:
            if self._known is None or not self._known.meets(obstacle):
                self._obstacles.append(obstacle)
                self.diagnostics.append(obstacle.found)

    def unseen(self) -> Unseen:
        """Return the examples whose cells were not at hand when they were found."""
        groups = [count.examples for count in self._defects.values()]
        return Unseen([*groups, *self._excuses.examples.values()])

    # --- what is said at the end -----------------------------------------------------------------
    def verdict(self) -> Verdict:
        """Return how many findings there are."""
        totals = dict.fromkeys(GRAVITY, 0)
        for count in self._defects.values():
            totals[count.kind.severity] += count.count
        for obstacle in self._obstacles:
            totals[obstacle.found.severity] += 1
        return Verdict(totals["error"], totals["warning"], totals["info"], self._excuses.count)

    def defects(self, rows: int) -> tuple[DefectFacts, ...]:
        """Return every kind of defect, in the order of the catalogue."""
        never = unasked(self._mapping)
        return tuple(
            count.facts(rows, asked=name not in never) for name, count in self._defects.items()
        )

    def waived(self) -> tuple[Excuse, ...]:
        """Return what was waived, and why."""
        return self._excuses.facts()

    def columns(self) -> tuple[ColumnFacts, ...]:
        """Return what the cells of each column came to."""
        return self._columns.facts()

    def reading(self) -> tuple[ReadingFacts, ...]:
        """Return what the reader of tables found, by severity and kind."""
        groups: dict[tuple[int, str, str], list[Obstacle]] = {}
        for each in self._obstacles:
            key = GRAVITY.index(each.found.severity), each.found.code, each.name
            groups.setdefault(key, []).append(each)
        return tuple(
            ReadingFacts(
                name,
                code,
                GRAVITY[gravity],
                OBSTACLES[name],
                len(group),
                tuple(map(_facts, group[:MOST_EXAMPLES])),
            )
            for (gravity, code, name), group in sorted(groups.items())
        )


def _facts(obstacle: Obstacle) -> ObstacleFacts:
    found = obstacle.found
    return ObstacleFacts(obstacle.row, place_facts(found.place), found.message, found.help)
