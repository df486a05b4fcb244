"""Two versions of a table as a page of Markdown, cut to the size that a code host takes."""

from collections.abc import Iterable, Iterator
from itertools import islice

from claimbook_build.importing.compare.compare import TableComparison
from claimbook_build.importing.compare.difference import HOWS, How, RowChange
from claimbook_build.report.markdown import MOST_BYTES
from claimbook_build.report.surface import in_markdown
from claimbook_build.report.table_diff import words

_LIMIT = 300
_LEFT_OUT = "\n**The rest is left out:** claimbook diff with &#45;&#45;format json has all.\n"
_TITLES = {"changed": "Rows that changed", "removed": "Rows that are gone", "added": "New rows"}
_NEWS: tuple[tuple[How, str], ...] = (("added", "New defects"), ("removed", "Defects gone"))


def report(found: TableComparison, *, most: int = MOST_BYTES) -> Iterator[str]:
    """Yield the page.

    Args:
        found: The comparison.
        most: The greatest size in bytes of UTF-8.
    """
    left = most - len(_LEFT_OUT)
    for line in _lines(found):
        left -= len(line.encode()) + 1
        if left < 0:
            yield _LEFT_OUT
            return
        yield f"{line}\n"


def _lines(found: TableComparison) -> Iterator[str]:
    yield f"## {in_markdown(words.headline(found))}"
    yield ""
    yield from (f"- {name}: {in_markdown(said)}" for name, said in words.summary(found))
    came = (((words.SIGNS[c.how], in_markdown(words.column(c), _LIMIT))) for c in found.columns)
    yield from _table("Columns", ("", "column"), came, len(found.columns))
    cells = ((in_markdown(count.name), words.course(count)) for count in found.cells)
    yield from _table("Cells that changed", ("column", "rows"), cells, len(found.cells))
    yield from _defects(found)
    for how in HOWS:
        rows = (line for change in found.rows(how) for line in _row(change))
        head = ("row", "values", "place")
        yield from _table(_TITLES[how], head, rows, found.counts[how])


def _defects(found: TableComparison) -> Iterator[str]:
    head = ("defect", "rule", "before", "now", "gone", "new")
    if not any(count.added or count.removed for count in found.defects):
        return
    counts = (
        (in_markdown(c.name), c.code, *(f"{n:,}" for n in (c.old, c.new, c.removed, c.added)))
        for c in found.defects
    )
    yield from _table("Defects", head, counts, len(found.defects), right=4)
    for how, title in _NEWS:
        told = (
            (
                in_markdown(change.name),
                in_markdown(words.subject(change)),
                in_markdown(change.message, _LIMIT),
                in_markdown(words.place(how, change.spot)),
            )
            for change in found.defect_changes(how)
        )
        total = sum(getattr(count, how) for count in found.defects)
        yield from _table(title, ("defect", "where", "what", "place"), told, total)


def _table(
    title: str,
    head: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    count: int,
    *,
    right: int = 0,
) -> Iterator[str]:
    """Yield a heading and a table of the first rows; nothing if there are none."""
    first = list(islice(rows, words.MOST))
    if not first:
        return
    yield from ("", f"### {title}", "", f"| {' | '.join(head)} |")
    rules = ["---"] * (len(head) - right) + ["---:"] * right
    yield f"|{'|'.join(rules)}|"
    for row in first:
        yield f"| {' | '.join(row)} |"
    if count > len(first):
        yield from ("", f"And {count - len(first):,} more.")


def _row(change: RowChange) -> Iterator[tuple[str, ...]]:
    name = in_markdown(words.key(change))
    for cell in change.cells:
        yield name, in_markdown(words.cell(cell), _LIMIT), in_markdown(words.places(cell))
    spot = change.old_spot if change.how == "removed" else change.new_spot
    if not change.cells and spot is not None:
        where = in_markdown(words.place(change.how, spot))
        yield name, in_markdown(words.values(change), _LIMIT), where
