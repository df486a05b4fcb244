"""What the text and the page say of two versions of a table; foreign text is not escaped yet."""

from collections.abc import Iterator

from claimbook_build.importing.compare.compare import TableComparison
from claimbook_build.importing.compare.difference import (
    CellChange,
    ColumnChange,
    ColumnCount,
    DefectChange,
    How,
    RowChange,
    Spot,
)
from claimbook_build.report.findings import plural

OLD, NEW = "A", "B"
"""How the two versions are called where their places are told."""

ARROW = "->"
MOST = 20
"""Rows, and defects, of one kind that are shown to people."""

SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def headline(found: TableComparison) -> str:
    """Return which two versions they are, and whether they differ."""
    return f"{found.mapping}: {found.old.path} {ARROW} {found.new.path}: {_verdict(found)}"


def _verdict(found: TableComparison) -> str:
    if found.equal:
        return "no difference"
    counts = found.counts
    said = [f"{plural(counts[how], 'row')} {how}" for how in ("changed", "removed", "added")]
    parts = [part for part in said if not part.startswith("0 ")]
    news = sum(count.added for count in found.defects)
    gone = sum(count.removed for count in found.defects)
    parts += [f"{plural(news, 'defect')} new"] if news else []
    parts += [f"{plural(gone, 'defect')} gone"] if gone else []
    parts += [plural(len(found.columns), "column") + " came or went"] if found.columns else []
    return ", ".join(parts) or "not read to the end"


def summary(found: TableComparison) -> Iterator[tuple[str, str]]:
    """Yield names and sentences: what it means, in numbers."""
    for name, version in ((OLD, found.old), (NEW, found.new)):
        facts = version.facts
        yield (
            name,
            f"{facts.path}: {facts.format or 'no known format'}, {plural(facts.rows, 'row')}",
        )
    numbers = found.numbers
    changed, gone = f"{numbers.changed:,} say something else", f"{numbers.removed:,} are gone"
    yield "numbers", f"{changed}, {numbers.added:,} are new, {gone}"
    same = f"{found.same:,} say the same"
    otherwise = f", {found.rewritten:,} of them printed otherwise" if found.rewritten else ""
    yield "rows", f"{same}{otherwise}"
    yield from (("note", note) for note in notes(found))


def notes(found: TableComparison) -> Iterator[str]:
    """Yield what somebody must know who relies on it."""
    for at, version in enumerate((found.old, found.new)):
        if not version.facts.complete:
            yield f"{version.path} could not be read to its end: what is behind it is not compared"
        if found.doubles[at]:
            rows = plural(found.doubles[at], "row")
            yield (
                f"{rows} of {version.path} with the key of an earlier one: the first is compared "
                "with the first"
            )


def column(change: ColumnChange) -> str:
    """Return a column that came or went, in a line."""
    known = "" if change.known else "; the mapping does not know it"
    return f"{change.name}: {plural(change.values, 'row')} with a value{known}"


def course(count: ColumnCount) -> str:
    """Return how the cells of a column changed, in a line.

    >>> course(ColumnCount("tank", 3, 2, 0, 1, 0))
    '3 rows: 2 higher, 1 filled in'
    """
    kinds = (
        (count.higher, "higher"),
        (count.lower, "lower"),
        (count.filled, "filled in"),
        (count.emptied, "emptied"),
    )
    rest = count.changed - sum(number for number, _ in kinds)
    parts = [f"{number:,} {what}" for number, what in (*kinds, (rest, "otherwise")) if number]
    return f"{plural(count.changed, 'row')}: {', '.join(parts)}"


def key(change: RowChange) -> str:
    """Return how a row is called: by its key, or by its number."""
    return change.key if change.key is not None else f"row {change.new_row or change.old_row:,}"


def cell(change: CellChange) -> str:
    """Return a cell that changed, before and now."""
    return f"{change.column}: {value(change.old)} {ARROW} {value(change.new)}"


def value(printed: str | None) -> str:
    """Return what is printed in a cell; nothing has a word for it.

    >>> value("75"), value(None), value("nothing")
    ('75', 'nothing', '"nothing"')
    """
    if printed is None:
        return "nothing"
    return f'"{printed}"' if printed in {"", "nothing"} or printed.strip() != printed else printed


def values(change: RowChange) -> str:
    """Return what is printed in a row."""
    return "; ".join(f"{name}: {value(text)}" for name, text in change.values.items())


def place(how: How, spot: Spot) -> str:
    """Return where in which version something stands; in a workbook by the name of the cell.

    >>> place("removed", Spot(12, 5, 12, 9, None)), place("added", Spot(17, 2, 17, 3, "Losses!B17"))
    ('A:12:5', 'B:Losses!B17')
    """
    where = spot.sheet or f"{spot.line}:{spot.column}"
    return f"{OLD if how == 'removed' else NEW}:{where}"


def places(change: CellChange) -> str:
    """Return where a cell stood, and where it stands."""
    return f"{place('removed', change.old_spot)} {ARROW} {place('added', change.new_spot)}"


def subject(change: DefectChange) -> str:
    """Return which row and column a defect is in."""
    row = change.key or (f"row {change.row:,}" if change.row else "the table")
    return f"{row}, {change.column}" if change.column else row
