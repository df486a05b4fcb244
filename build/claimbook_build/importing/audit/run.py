"""An audit made: a table read by a mapping, row by row, beside an older version if there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from claimbook.diagnostic import Diagnostic
from claimbook.mapping.mapping import CellWaiver, Mapping
from claimbook_build.importing.audit.account import Account
from claimbook_build.importing.audit.audit import (
    Audit,
    MappingFacts,
    NumberTally,
    RowTally,
    SinceFacts,
    TableFacts,
)
from claimbook_build.importing.audit.dates import DateSpan
from claimbook_build.importing.audit.facts import table_facts
from claimbook_build.importing.audit.known import Known
from claimbook_build.importing.between.between import Between
from claimbook_build.importing.examination import Examination, Tally
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.mapping_file import MappingFile
from claimbook_build.importing.obstacle import obstacles
from claimbook_build.importing.plan import Plan
from claimbook_build.importing.reading import RowReading
from claimbook_build.importing.unused_waivers import unused_waivers
from claimbook_build.table.door import STDIN
from claimbook_build.table.options import Options
from claimbook_build.table.table import Table, open_table


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of an audit.

    Attributes:
        audit: The audit.
        diagnostics: The findings that nobody waived, so many of each kind.
        unlisted: How many there are beside these.
        idle: Those of them that are of the mapping, of which the audit of a table does not speak:
            waivers for nothing.
    """

    audit: Audit
    diagnostics: tuple[Diagnostic, ...]
    unlisted: int
    idle: tuple[Diagnostic, ...] = ()


def run_audit(
    path: str,
    file: MappingFile,
    *,
    resolved: bool,
    since: str | None = None,
    stdin: BinaryIO | None = None,
) -> Audited:
    """Read a table and say what is wrong with it; whatever it holds, nothing is raised.

    Memory does not grow with the table. With an older version it grows with the defects of that,
    of which a hash is kept each.

    Args:
        path: The table.
        file: The mapping that was read, with the records that it names.
        resolved: Whether these were looked up.
        since: An older version of the table, whose defects are not told again.
        stdin: What the table `-` reads.

    Raises:
        ValueError: The file holds no mapping.
    """
    mapping = _mapping(file)
    how = file.options
    known = None if since is None else Known()
    older = None if since is None or known is None else _know(since, how, file, known)
    account = Account(mapping, known)
    with open_table(path, how, stdin=stdin) as table:
        tally, unused = _examine(table, file, account.see, account.take)
    account.take_reading(obstacles(table))
    if (unseen := account.unseen()) and path != STDIN:
        with open_table(path, how) as again:
            unseen.look_up(again)
    found = Audit(
        verdict=account.verdict(),
        table=table_facts(table, *account.dates),
        mapping=MappingFacts(mapping.id, mapping.description, resolved),
        since=SinceFacts(older, known.standing, known.gone) if known and older else None,
        defects=account.defects(tally.rows),
        waived=account.waived(),
        reading=account.reading(),
        rows=_rows(tally),
        numbers=NumberTally(tally.numbers, tally.figures, tally.refused_cells, tally.unsaid),
        columns=account.columns(),
    )
    idle = unused_waivers(file, unused)
    return Audited(found, (*idle, *account.diagnostics), account.unlisted, idle)


def _mapping(file: MappingFile) -> Mapping:
    if file.mapping is None:
        raise ValueError("a mapping with errors reads no table")
    return file.mapping


def _rows(tally: Tally) -> RowTally:
    parts = (tally.imported, tally.in_part, tally.refused, tally.blank, tally.unread)
    return RowTally(tally.rows, *parts)


def _examine(
    table: Table,
    file: MappingFile,
    see: Callable[[RowReading], None],
    take: Callable[[TableFinding], None],
) -> tuple[Tally, tuple[CellWaiver, ...]]:
    """Show each row, then what was found by it; at the end what only that shows."""
    heard: list[TableFinding] = []
    mapping = _mapping(file)
    plan = Plan(mapping, file.dataset, mapping.document, typed=table.typed)
    examination = Examination(table, plan, Between(mapping), heard.append)
    for reading in examination:
        see(reading)
        _pour(heard, take)
    _pour(heard, take)
    return examination.tally, examination.unused


def _pour(heard: list[TableFinding], take: Callable[[TableFinding], None]) -> None:
    for finding in heard:
        take(finding)
    heard.clear()


def _know(path: str, how: Options, file: MappingFile, known: Known) -> TableFacts:
    """Read an older version for its defects, and return which table it is."""
    dates = DateSpan(_mapping(file).month_of)
    with open_table(path, how) as table:
        _examine(table, file, dates.see, known.add)
    for obstacle in obstacles(table):
        known.add(obstacle)
    return table_facts(table, *dates.texts)
