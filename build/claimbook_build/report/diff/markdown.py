"""A difference as a page of Markdown: for a release's notes, and the summary of a step."""

from collections.abc import Iterable, Iterator
from itertools import islice

from claimbook.release.diff.compare import Comparison
from claimbook.release.diff.rows import TableDifference
from claimbook.release.diff.summary import FigureChange, RecordEvent
from claimbook_build.report.diff import words
from claimbook_build.report.markdown import MOST_BYTES
from claimbook_build.report.surface import in_markdown

_LIMIT = 300
_FIGURE_HEAD = ("figure", "change", "documents")
_EVENT_HEAD = ("record", "what", "title", "documents")
_LEFT_OUT = "\n**The rest is left out:** claimbook diff with &#45;&#45;format json has all.\n"


def report(found: Comparison, *, rows: bool = True, most: int = MOST_BYTES) -> Iterator[str]:
    """Yield the page, cut at the end of a line to the size that a code host takes.

    Args:
        found: The comparison.
        rows: Whether to show rows at all.
        most: The greatest size in bytes of UTF-8.
    """
    left = most - len(_LEFT_OUT)
    for line in _lines(found, rows=rows):
        left -= len(line.encode()) + 1
        if left < 0:
            yield _LEFT_OUT
            return
        yield f"{line}\n"


def _lines(found: Comparison, *, rows: bool) -> Iterator[str]:
    yield f"## {in_markdown(words.headline(found))}"
    if rows:
        yield from _table("Figures", _FIGURE_HEAD, map(_figure, found.figures()))
        yield from _table("Claims", _EVENT_HEAD, map(_event, found.claims()))
        yield from _table("Documents", _EVENT_HEAD, map(_event, found.documents()))
    yield from _schema(found)
    yield from _counts([table for table in found.tables if not table.equal or table.note])
    if rows:
        for table in found.tables:
            if not table.equal and not found.computed(table):
                yield from _rows(found, table)


def _table(
    title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]], count: int | None = None
) -> Iterator[str]:
    """Yield a heading and a table of the first rows; nothing if there are none."""
    rest = iter(rows)
    first = list(islice(rest, words.MOST))
    if not first:
        return
    yield from ("", f"### {in_markdown(title)}", "", f"| {' | '.join(head)} |")
    yield f"|{'---|' * len(head)}"
    for row in first:
        yield f"| {' | '.join(row)} |"
    if next(rest, None) is not None:
        yield from ("", "And more.")
    elif count is not None and count > len(first):
        yield from ("", f"And {count - len(first):,} more.")


def _figure(change: FigureChange) -> tuple[str, ...]:
    measure = f"{words.value(change.measure)} ({words.value(change.unit)})"
    named = f"{in_markdown(change.figure)}<br>{in_markdown(measure)}"
    said = [f"{change.how}: {words.value(change.wording)}"] if not change.cells else []
    said += [words.cell(cell) for cell in change.cells]
    return named, "<br>".join(in_markdown(line, _LIMIT) for line in said), _all(change.documents)


def _event(event: RecordEvent) -> tuple[str, ...]:
    what = f"{event.event}: {event.because}" if event.because else event.event
    title = "" if event.title is None else words.value(event.title)
    cells = (event.record, what, title)
    return (*(in_markdown(cell, _LIMIT) for cell in cells), _all(event.documents))


def _all(names: tuple[str, ...]) -> str:
    return in_markdown(", ".join(names), _LIMIT)


def _schema(found: Comparison) -> Iterator[str]:
    schema = found.schema
    if schema.changes or not schema.suffices or schema.old != schema.new:
        yield from ("", f"**{in_markdown(words.version(found))}**")
    rows = ((change.level, in_markdown(words.schema_change(change))) for change in schema.changes)
    yield from _table("Schema", ("level", "change"), rows)


def _counts(tables: list[TableDifference]) -> Iterator[str]:
    if not tables:
        return
    head = "| table | before | now | added | removed | changed | columns |"
    yield from ("", "### Tables", "", head, "|---|---:|---:|---:|---:|---:|---|")
    for table in tables:
        said = "; ".join(part for part in (words.columns(table), table.note) if part)
        cells = (in_markdown(table.name), *words.counts(table), in_markdown(said, _LIMIT))
        yield f"| {' | '.join(cells)} |"


def _rows(found: Comparison, table: TableDifference) -> Iterator[str]:
    rows = (
        (change.how, in_markdown(change.record), in_markdown(words.row(change), _LIMIT))
        for change in found.rows(table.name, words.MOST)
    )
    count = table.added + table.removed + table.changed
    yield from _table(table.name, ("how", "row", "values"), rows, count)
