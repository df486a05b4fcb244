"""Two versions of a table for people at a terminal: what it means, then defects, then rows."""

from collections.abc import Iterable, Iterator
from itertools import islice

from claimbook_build.importing.compare.compare import TableComparison
from claimbook_build.importing.compare.difference import HOWS, DefectChange, How, RowChange
from claimbook_build.report.show import break_commands, show, width
from claimbook_build.report.table_diff import words

_LIMIT = 400
_TITLES = {"changed": "Rows that changed", "removed": "Rows that are gone", "added": "New rows"}


def report(found: TableComparison) -> Iterator[str]:
    """Yield the report, whose length has a limit."""
    for line in _lines(found):
        yield f"{break_commands(line.rstrip())}\n"


def _lines(found: TableComparison) -> Iterator[str]:
    yield show(words.headline(found), _LIMIT)
    yield ""
    yield from (f"  {name:<8} {show(said, _LIMIT)}" for name, said in words.summary(found))
    yield from _columns(found)
    yield from _defects(found)
    for how in HOWS:
        rows = (line for change in found.rows(how) for line in _row(change))
        yield from _section(_TITLES[how], rows, found.counts[how])


def _columns(found: TableComparison) -> Iterator[str]:
    if found.columns:
        yield from ("", "Columns")
        for change in found.columns[: words.MOST]:
            yield f"  {words.SIGNS[change.how]} {show(words.column(change), _LIMIT)}"
        yield from _more(len(found.columns))
    if found.cells:
        yield from ("", "Cells that changed, by column")
        room = max(width(show(count.name, 60)) for count in found.cells)
        for count in found.cells[: words.MOST]:
            name = show(count.name, 60)
            yield f"  {name}{' ' * (room - width(name))}  {words.course(count)}"
        yield from _more(len(found.cells))


def _more(count: int) -> Iterator[str]:
    if count > words.MOST:
        yield f"  and {count - words.MOST:,} more: --format json has all"


def _defects(found: TableComparison) -> Iterator[str]:
    if not any(count.added or count.removed for count in found.defects):
        return
    head = ("defect", "rule", "before", "now", "gone", "new")
    lines: list[tuple[str, ...]] = [head]
    for count in found.defects:
        numbers = (count.old, count.new, count.removed, count.added)
        lines.append((show(count.name), count.code, *(f"{number:,}" for number in numbers)))
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    yield from ("", "Defects")
    for line in lines:
        left = [f"{cell:<{room}}" for cell, room in zip(line[:2], widths, strict=False)]
        right = [f"{cell:>{room}}" for cell, room in zip(line[2:], widths[2:], strict=True)]
        yield f"  {'  '.join((*left, *right))}"
    sides: tuple[tuple[How, str], ...] = (("added", "New defects"), ("removed", "Defects gone"))
    for how, title in sides:
        total = sum(getattr(count, how) for count in found.defects)
        yield from _section(title, map(_defect, found.defect_changes(how)), total)


def _section(title: str, lines: Iterable[str], total: int) -> Iterator[str]:
    first = list(islice(lines, words.MOST))
    if first:
        yield from ("", title, *first)
        yield from _more(total)


def _defect(change: DefectChange) -> str:
    told = f"{change.name} in {words.subject(change)}: {change.message}"
    where = words.place(change.how, change.spot)
    return f"  {words.SIGNS[change.how]} {show(told, _LIMIT)}  [{show(where)}]"


def _row(change: RowChange) -> Iterator[str]:
    start = f"  {words.SIGNS[change.how]} {show(words.key(change))}"
    for cell in change.cells:
        yield f"{start}  {show(words.cell(cell), _LIMIT)}  [{show(words.places(cell))}]"
    spot = change.old_spot if change.how == "removed" else change.new_spot
    if not change.cells and spot is not None:
        where = show(words.place(change.how, spot))
        yield f"{start}  {show(words.values(change), _LIMIT)}  [{where}]"
