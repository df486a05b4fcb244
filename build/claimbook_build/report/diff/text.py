"""A difference for people at a terminal: what it means, then counts, then rows."""

from collections.abc import Iterable, Iterator
from itertools import islice

from claimbook.release.diff.change import RowChange
from claimbook.release.diff.compare import Comparison
from claimbook.release.diff.rows import TableDifference
from claimbook.release.diff.summary import FigureChange, RecordEvent
from claimbook_build.report.diff import words
from claimbook_build.report.show import show, width

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_LIMIT = 400


def report(found: Comparison, *, rows: bool = True) -> Iterator[str]:
    """Yield the report, whose length has a limit.

    Args:
        found: The comparison.
        rows: Whether to show rows at all; without, only counts are told.
    """
    yield f"{show(words.headline(found))}\n"
    if rows:
        yield from _section("Figures", map(_figure, found.figures()))
        yield from _section("Claims", map(_event, found.claims()))
        yield from _section("Documents", map(_event, found.documents()))
    yield from _schema(found)
    differing = [table for table in found.tables if not table.equal or table.note]
    if differing:
        yield from ("\nTables\n", *_tables(differing))
    if rows:
        for table in differing:
            yield from _rows(found, table)


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    """Yield a title and its first items; nothing if there are none."""
    rest = iter(items)
    first = list(islice(rest, words.MOST))
    if not first:
        return
    yield f"\n{title}\n"
    yield from first
    if next(rest, None) is not None:
        yield "  and more: --format json has all\n"


def _figure(change: FigureChange) -> str:
    what = f"{words.value(change.measure)} ({words.value(change.unit)})"
    head = f"  {_SIGNS[change.how]} {change.figure}  {what}"
    if not change.cells:
        head += f": {words.value(change.wording)}"
    lines = [show(head + _from(change.documents), _LIMIT)]
    lines += [f"      {show(words.cell(cell), _LIMIT)}" for cell in change.cells]
    return "".join(f"{line}\n" for line in lines)


def _event(event: RecordEvent) -> str:
    because = f" ({event.because})" if event.because else ""
    title = f": {words.value(event.title)}" if event.title is not None else ""
    line = f"{event.event:<10}  {event.record}{because}{title}"
    own = event.documents != (event.record,)
    return f"  {show(line + (_from(event.documents) if own else ''), _LIMIT)}\n"


def _from(documents: tuple[str, ...]) -> str:
    return f"  [{', '.join(documents)}]" if documents else ""


def _schema(found: Comparison) -> Iterator[str]:
    changes = found.schema.changes
    if changes or not found.schema.suffices or found.schema.old != found.schema.new:
        yield f"\n{show(words.version(found))}\n"
    for change in changes[: words.MOST]:
        yield f"  {change.level:<5}  {show(words.schema_change(change), _LIMIT)}\n"
    if len(changes) > words.MOST:
        yield f"  and {len(changes) - words.MOST:,} more: --format json has all\n"


def _tables(tables: list[TableDifference]) -> Iterator[str]:
    """Yield the counts, aligned."""
    head = ("table", "before", "now", "added", "removed", "changed")
    lines = [head, *((show(table.name), *words.counts(table)) for table in tables)]
    widths = [max(width(line[at]) for line in lines) for at in range(len(head))]
    for number, line in enumerate(lines):
        cells = [f"{line[0]:<{widths[0]}}"]
        cells += [f"{cell:>{room}}" for cell, room in zip(line[1:], widths[1:], strict=True)]
        tail = words.columns(tables[number - 1]) if number else ""
        note = tables[number - 1].note if number else None
        said = "; ".join(part for part in (tail, note) if part)
        yield f"  {'  '.join(cells)}  {show(said, _LIMIT)}".rstrip() + "\n"


def _rows(found: Comparison, table: TableDifference) -> Iterator[str]:
    count = table.added + table.removed + table.changed
    if not count:
        return
    yield f"\n{show(table.name)}\n"
    if found.computed(table):
        yield "  computed from the other tables: --format json has its rows\n"
        return
    for change in found.rows(table.name, words.MOST):
        yield f"  {show(_row(change), _LIMIT)}\n"
    if count > words.MOST:
        yield f"  and {count - words.MOST:,} more: --format json has all\n"


def _row(change: RowChange) -> str:
    told = words.row(change)
    said = f"{_SIGNS[change.how]} {change.record}{_from(change.documents)}"
    return f"{said}  {told}" if told else said
