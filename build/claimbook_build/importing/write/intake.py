"""A table taken in: read to its end by a mapping, and put where it belongs, or nowhere."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from claimbook.diagnostic import Diagnostic
from claimbook.mapping.mapping import CellWaiver
from claimbook.records.document import Document
from claimbook_build.importing.between.between import Between
from claimbook_build.importing.examination import Examination, Tally
from claimbook_build.importing.plan import Plan
from claimbook_build.importing.reading import RowReading
from claimbook_build.importing.write.corrections import CorrectionTable, Corrector
from claimbook_build.importing.write.fault import WriteError
from claimbook_build.importing.write.line import written
from claimbook_build.importing.write.link_files import link_changes
from claimbook_build.importing.write.merger import Into, Merger
from claimbook_build.importing.write.outcome import Outcome
from claimbook_build.release.content import print_of
from claimbook_build.release.publish_files import publish_files
from claimbook_build.table.door import STDIN
from claimbook_build.table.options import Options
from claimbook_build.table.table import Table, open_table

_STEP = 1000
"""Rows between two words on how far it is."""

Step = Callable[[str], None]
"""Is told what is being done now."""


class Source(NamedTuple):
    """A table, and how it is read."""

    path: str
    options: Options


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of it.

    Attributes:
        diagnostics: What is wrong with the table, so many of each kind.
        unlisted: How many findings there are beside these.
        tally: What became of its rows.
        outcome: What became of the claims; None where they went nowhere, for the table could not
            be read to its end, or where they were only written down.
        unused: Waivers of the mapping that were for no finding.
    """

    diagnostics: tuple[Diagnostic, ...]
    unlisted: int
    tally: Tally
    outcome: Outcome | None
    unused: tuple[CellWaiver, ...] = ()


def take_in(source: Source, into: Into, *, write: bool, step: Step) -> Intake:
    """Import a table into a dataset.

    Args:
        source: The table.
        into: The dataset.
        write: Whether to write; else it is only worked out what would change.
        step: Is told what is being done.

    Raises:
        WriteError: The dataset cannot take it; nothing was written.
        PublishError: Likewise, for what the system refuses.
    """
    with (
        open_table(source.path, source.options) as table,
        Merger(into) as merger,
    ):
        if table.format is not None:
            _check_document(table.path, into.document)
        examination = _examination(table, into)
        for reading in _told(examination, step):
            merger.add(reading)
        outcome = None
        if examination.tally.complete:
            step("sorting")
            outcome = merger.settle()
            if write:
                step("writing")
                merger.publish()
    return _intake(examination, outcome)


def take_corrections(source: Source, into: Into, *, write: bool, step: Step) -> Intake:
    """Import the table of counts that were put right, of which a mapping tells.

    Args:
        source: That table.
        into: The dataset; the document is that of this table.
        write: Whether to write.
        step: Is told what is being done.

    Raises:
        WriteError: The mapping tells of no such table; or as of `take_in`.
        PublishError: As of `take_in`.
    """
    form, outcome = into.mapping.corrections, Outcome(noun="corrections")
    if form is None:
        raise WriteError(f"the mapping `{into.mapping.id}` tells of no `corrections`")
    with open_table(source.path, source.options) as table:
        if table.format is not None:
            _check_document(table.path, into.document)
        plan = _plan(table, into)
        rows = CorrectionTable(table, plan, form, typed=table.typed)
        corrector = Corrector(into, plan, form)
        for correction in rows:
            corrector.add(correction)
    if rows.tally.complete:
        step("looking up figures")
        links = list(corrector.links(outcome))
        outcome.links = len(links)
        root, mapping = into.root, into.mapping
        changes = link_changes(root, mapping.id, into.release, lambda: links) if links else {}
        outcome.paths = [str(path.relative_to(root)) for path in changes]
        if write and changes:
            publish_files(changes, root)
    found = (*table.diagnostics, *(each.diagnostic() for each in rows.findings))
    done = outcome if rows.tally.complete else None
    return Intake((*found, *corrector.diagnostics), 0, rows.tally, done)


def write_down(source: Source, into: Into, put: Callable[[bytes], object], step: Step) -> Intake:
    """Write the claims of a table as lines, in its order.

    Args:
        source: The table.
        into: Its mapping and document; the dataset is only asked.
        put: Takes each line, with its end.
        step: Is told what is being done.

    Raises:
        WriteError: A claim cannot be written, or the table is not the document.
    """
    with open_table(source.path, source.options) as table:
        if table.format is not None and table.path != STDIN:
            _check_document(table.path, into.document)
        examination = _examination(table, into)
        for reading in _told(examination, step):
            line = written(reading)
            if line is not None:
                put(line)
    return _intake(examination, None)


def _examination(table: Table, into: Into) -> Examination:
    return Examination(table, _plan(table, into), Between(into.mapping))


def _plan(table: Table, into: Into) -> Plan:
    return Plan(into.mapping, into.dataset, into.document.id, typed=table.typed)


def _told(readings: Iterable[RowReading], step: Step) -> Iterator[RowReading]:
    for number, reading in enumerate(readings):
        if number % _STEP == 0:
            step(f"{number:,} rows")
        yield reading


def _intake(examination: Examination, outcome: Outcome | None) -> Intake:
    told = [each for each in examination.findings if each.waived is None]
    found = (*examination.diagnostics, *(each.diagnostic() for each in told))
    unlisted = examination.counts.total() - len(told)
    return Intake(found, unlisted, examination.tally, outcome, examination.unused)


def _check_document(path: str, document: Document) -> None:
    """Hold a table to the document that it is said to be: cells are cited by its name."""
    if path == STDIN:
        raise WriteError(f"standard input is no document: save it, for `{document.id}` has a hash")
    found = print_of(Path(path)).sha256
    if found != document.raw_sha256:
        message = f"{path} is not `{document.id}`: its SHA-256 is {found}, not that of the document"
        raise WriteError(f"{message}, {document.raw_sha256}")
