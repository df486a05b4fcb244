"""How often a table has each kind of defect, with the first places of each."""

from collections import Counter

from claimbook.diagnostic import Place
from claimbook_build.importing.audit.audit import Beside, DefectFacts, Example, Excuse, PlaceFacts
from claimbook_build.importing.audit.printed import PrintedCount, with_cell
from claimbook_build.importing.audit.spread import SpreadCount
from claimbook_build.importing.defect import DEFECTS, Defect
from claimbook_build.importing.finding import TableFinding
from claimbook_build.table.row import Row

MOST_EXAMPLES = 1000
"""Places of one kind of defect that are told of; all are counted."""

MOST_EXCUSED = 20
"""Places that are told of for each reason of a waiver."""

MOST_RELATED = 5
"""Further places that an example holds."""

MOST_EXCUSES = 1000
"""Reasons of waivers that are kept apart; a mapping written by hand has a few."""


class DefectCount:
    """Counts the places of one kind of defect.

    Attributes:
        count: How many there are.
        examples: The first ones.
    """

    def __init__(self, kind: Defect) -> None:
        self.kind = kind
        self.count = 0
        self.examples: list[Example] = []
        self._columns: Counter[str] = Counter()
        self._printed = PrintedCount()
        self._spread = SpreadCount()

    def take(self, finding: TableFinding, row: Row | None) -> None:
        """Count a place.

        Args:
            finding: What was found.
            row: The row where it was found, if it is at hand.
        """
        self.count += 1
        if finding.column is not None:
            self._columns[finding.column] += 1
        if row is not None and row.number == finding.row:
            self._printed.add(row, finding.column)
        if finding.row:
            self._spread.add(finding.row)
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(example(finding, row))

    def facts(self, rows: int, *, asked: bool) -> DefectFacts:
        """Return what was counted in a table of so many rows."""
        kind = self.kind
        ordered = sorted(self._columns.items(), key=lambda item: (-item[1], item[0]))
        return DefectFacts(
            kind.name,
            kind.code,
            kind.severity,
            kind.title,
            asked or self.count > 0,
            self.count,
            dict(ordered),
            self._printed.repeated(),
            tuple(self.examples),
            self._spread.spread(rows),
        )


class Excuses:
    """Counts what was waived, by kind and reason.

    Attributes:
        count: How much.
        examples: The first ones of each kind and reason.
    """

    def __init__(self) -> None:
        self.count = 0
        self.examples: dict[tuple[str, str], list[Example]] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def take(self, finding: TableFinding, because: str, row: Row | None) -> None:
        """Count a place that may be as it is."""
        self.count += 1
        key = finding.defect, because
        if key not in self._counts and len(self._counts) >= MOST_EXCUSES:
            key = finding.defect, "other reasons, which the mapping gives"
        self._counts[key] += 1
        examples = self.examples.setdefault(key, [])
        if len(examples) < MOST_EXCUSED:
            examples.append(example(finding, row))

    def facts(self) -> tuple[Excuse, ...]:
        """Return what was waived, in the order of kinds, then of first places."""
        kinds = [*DEFECTS]
        ordered = sorted(self._counts.items(), key=lambda item: kinds.index(item[0][0]))
        return tuple(
            Excuse(name, DEFECTS[name].code, because, count, tuple(self.examples[name, because]))
            for (name, because), count in ordered
        )


def example(finding: TableFinding, row: Row | None) -> Example:
    """Return a finding as an example, with what is printed in its cell."""
    found = Example(
        finding.row,
        finding.key,
        finding.column,
        place_facts(finding.place),
        None,
        None,
        finding.message,
        finding.help or DEFECTS[finding.defect].help,
        tuple(
            Beside(place_facts(other.place), other.message)
            for other in finding.related[:MOST_RELATED]
        ),
    )
    return with_cell(found, row) if row is not None and row.number == finding.row else found


def place_facts(place: Place) -> PlaceFacts:
    """Return a place as an audit tells it."""
    return PlaceFacts(place.path, place.line, place.column, place.end_line, place.end_column)
