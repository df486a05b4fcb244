"""What a mapping says must hold between rows: its rules, shown every row and then the end."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from weakref import finalize

from claimbook.mapping.checks import Checks
from claimbook.mapping.mapping import Mapping
from claimbook_build.importing.between.ahead import DatesAhead
from claimbook_build.importing.between.copied import CopiedRows
from claimbook_build.importing.between.course import courses
from claimbook_build.importing.between.double import DoubleKeys
from claimbook_build.importing.between.gap import MissingDays
from claimbook_build.importing.between.hole import MissingNumbers
from claimbook_build.importing.between.order import OutOfOrder
from claimbook_build.importing.between.part import PartsAboveWholes
from claimbook_build.importing.between.rows import SeenRows
from claimbook_build.importing.between.rule import RowRule
from claimbook_build.importing.between.same import AlwaysEqual
from claimbook_build.importing.between.source import ReusedSources
from claimbook_build.importing.between.total import OverlappingTotals
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import RowReading
from claimbook_build.importing.waiver import Waivers, waived


class Between:
    """The rules between the rows of one table.

    Memory does not grow with the rows: what the end needs is on disk. It does grow, by a few dozen
    bytes each, with the days of a daily table, with the counters that are told apart (up to 65,536
    of them), and with the keys that stand twice (up to a million).

    Attributes:
        waive: The waivers of the mapping, set on all that is found here; whoever finds what is
            wrong with cells calls it too, and asks at the end which of them are `unused`.
    """

    def __init__(self, mapping: Mapping) -> None:
        """Prepare the rules of a mapping that was found sound."""
        self.waive: Waivers = waived(mapping)
        self._rows = SeenRows()
        self._rules = tuple(_rules(mapping, self._rows))
        self._seeing = tuple(rule.see for rule in self._rules)
        self._open = ExitStack()
        for held in (self._rows, *self._rules):
            release = getattr(held, "release", None)
            if release is not None:
                self._open.callback(release)
        finalize(self, self._open.close)  # for a table that is given up half-way

    def see(self, reading: RowReading) -> Iterable[TableFinding]:
        """Show the next row; return what it breaks, as far as it is known by now."""
        index = self._rows.add(reading)
        found: list[TableFinding] = []
        for see in self._seeing:
            found += see(reading, index)
        return map(self.waive, found) if found else ()

    def close(self) -> Iterator[TableFinding]:
        """Yield what only the end shows, and give all back; nothing is shown afterwards."""
        with self._open:
            for rule in self._rules:
                for finding in rule.close():
                    yield self.waive(finding)


def _rules(mapping: Mapping, rows: SeenRows) -> Iterator[RowRule]:
    checks = mapping.checks or Checks()
    yield DoubleKeys(rows)
    yield DatesAhead(mapping.month_of, rows)
    if checks.order is not None:
        yield OutOfOrder(checks.order)
    if checks.daily is not None:
        yield MissingDays(checks.daily, rows)
        yield MissingNumbers(mapping, checks.daily, rows)
    yield from courses(mapping, rows)
    if checks.copies:
        yield CopiedRows(mapping, rows)
    yield PartsAboveWholes(mapping)
    if checks.same:
        yield AlwaysEqual(mapping, rows)
    if checks.totals is not None:
        yield OverlappingTotals(checks.totals, rows)
    if checks.source is not None:
        yield ReusedSources(checks.source, rows)
