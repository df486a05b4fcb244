"""What a release changed, as a section of a changelog: its entries, and what was computed.

Everything in it follows from the release, the one before it and the entries, so that the section in
the repository and that in the release are the same text.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import get_args

from claimbook.history import HISTORY
from claimbook.records.fragment import Fragment
from claimbook.records.vocabulary import ChangelogKind
from claimbook.release.diff.bump import SchemaChange
from claimbook.release.diff.change import How, Value
from claimbook.release.diff.compare import Comparison
from claimbook.release.diff.rows import TableDifference
from claimbook.release.diff.summary import FigureChange, RecordEvent
from claimbook.release.manifest import Manifest
from claimbook_build.changelog.fragments import Fragments
from claimbook_build.report.diff import words
from claimbook_build.report.findings import plural
from claimbook_build.report.surface import in_markdown

MOST = 200
"""Rows of one list that a section holds; the table `changes` has every one."""

_NOT_NEW: tuple[How, ...] = ("changed", "removed")
"""New claims and figures are counted, and told by their documents: there may be very many."""

_LIMIT = 300
_MORE = "\nAnd more: the table `changes` has all of them."


def heading(release: str) -> str:
    """Return the heading of a release's section.

    >>> heading("2026.11.0")
    '## Data 2026.11.0'
    """
    return f"## Data {release}"


def first_section(manifest: Manifest, fragments: Fragments) -> str:
    """Return the section of a release that has none before it."""
    rows = sum(table.rows for table in manifest.tables if table.name not in HISTORY)
    lines = [heading(manifest.release), "", f"The first release, of {plural(rows, 'row')}."]
    return _text([*lines, *_entries(fragments.fragments), *_sizes(manifest)])


def section(found: Comparison, fragments: Fragments) -> str:
    """Return the section of a release, while its comparison with the one before is open."""
    old, new = found.old.manifest, found.new.manifest
    said = f"Since {old.release}: {_rows(found)}; schema {new.schema_version}"
    was = "" if old.schema_version == new.schema_version else f" after {old.schema_version}"
    figures = (_figure(each, fragments) for each in found.figures(_NOT_NEW))
    events = chain(found.claims(_NOT_NEW), found.documents())
    told = (_event(each) for each in events if each.event != "new")
    documents = (_document(each) for each in found.documents() if each.event == "new")
    return _text(
        [
            *(heading(new.release), "", f"{said}{was}."),
            *_entries(fragments.fragments),
            *_list("Figures", ("figure", "change", "reason", "documents"), figures),
            *_list("Claims and documents", ("record", "what", "documents"), told),
            *_list("New documents", ("document", "title"), documents),
            *_tables([each for each in found.tables if _counts(found, each)]),
            *_schema(found.schema.changes),
        ]
    )


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _rows(found: Comparison) -> str:
    tables = [each for each in found.tables if _counts(found, each)]
    rows = sum(each.added + each.removed + each.changed for each in tables)
    if not rows:
        return "no row differs"
    verb = "differs" if rows == 1 else "differ"
    return f"{plural(rows, 'row')} in {plural(len(tables), 'table')} {verb}"


def _counts(found: Comparison, table: TableDifference) -> bool:
    return not table.equal and table.name not in HISTORY and not found.computed(table)


def _entries(fragments: Iterable[Fragment]) -> Iterator[str]:
    """Yield the entries under their kinds, each with its reason and its name."""
    held = list(fragments)
    for kind in get_args(ChangelogKind):
        of_kind = [each for each in held if each.kind == kind]
        if of_kind:
            yield from ("", f"### {kind.capitalize()}", "")
        for each in of_kind:
            yield f"- {in_markdown(each.summary, _LIMIT * 4)} (`{each.reason}`, `{each.id}`)"


def _list(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    rest = iter(rows)
    first = list(islice(rest, MOST))
    if first:
        yield from ("", f"### {title}", "", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}")
        yield from (f"| {' | '.join(row)} |" for row in first)
        if next(rest, None) is not None:
            yield _MORE


def _figure(change: FigureChange, fragments: Fragments) -> tuple[str, ...]:
    said = [] if change.cells else [f"{change.how}: {_value(change.wording)}"]
    said += [f"`{each.column}`: {_value(each.old)} -> {_value(each.new)}" for each in change.cells]
    answer = fragments.reason_of("figures", change.figure)
    reason = f"`{answer.reason}`" if answer else ""
    return f"`{change.figure}`", "<br>".join(said), reason, _names(change.documents)


def _value(found: Value) -> str:
    return in_markdown(words.value(found), _LIMIT)


def _event(event: RecordEvent) -> tuple[str, ...]:
    what = f"{event.event}: {event.because}" if event.because else event.event
    return f"`{event.record}`", in_markdown(what, _LIMIT), _names(event.documents)


def _document(event: RecordEvent) -> tuple[str, ...]:
    return f"`{event.record}`", in_markdown(words.value(event.title), _LIMIT)


def _names(documents: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in documents)


def _tables(tables: list[TableDifference]) -> Iterator[str]:
    if tables:
        yield from ("", "### Tables", "", "| table | before | now | added | removed | changed |")
        yield "|---|---:|---:|---:|---:|---:|"
    for table in tables:
        yield f"| `{table.name}` | {' | '.join(words.counts(table))} |"


def _sizes(manifest: Manifest) -> Iterator[str]:
    yield from ("", "### Tables", "", "| table | rows |", "|---|---:|")
    for table in manifest.tables:
        if table.name not in HISTORY:
            yield f"| `{table.name}` | {table.rows:,} |"


def _schema(changes: tuple[SchemaChange, ...]) -> Iterator[str]:
    if changes:
        yield from ("", "### Schema", "")
    for change in changes:
        yield f"- {change.level}: {in_markdown(words.schema_change(change), _LIMIT)}"
