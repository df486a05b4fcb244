"""What the text and the page say of an audit in the same words; foreign text is not escaped yet."""

from collections.abc import Iterator

from claimbook_build.importing.audit.audit import (
    Audit,
    ColumnFacts,
    DefectFacts,
    Example,
    PlaceFacts,
    TableFacts,
    Verdict,
)
from claimbook_build.report.findings import GRAVITY, plural
from claimbook_build.report.number import plain

COLUMN_HEADS = ("column", "holds", "cells", "empty", "read", "refused", "least", "greatest")
NUMERIC = frozenset({2, 3, 4, 5, 6, 7})
"""Which of `COLUMN_HEADS` are numbers, or stand under each other as such."""

UNRESOLVED = (
    "outside a project no reference of the mapping was looked up: whether an actor, place, item or "
    "event that it names exists, nobody asked"
)


def verdict(found: Verdict) -> str:
    """Return how many findings there are.

    >>> verdict(Verdict(2, 1, 0, 0)), verdict(Verdict(0, 0, 0, 3))
    ('2 errors, 1 warning', 'no findings, 3 waived')
    """
    counts = ((found.errors, "error"), (found.warnings, "warning"), (found.infos, "info"))
    said = [plural(count, noun) for count, noun in counts if count] or ["no findings"]
    return ", ".join([*said, *([f"{found.waived:,} waived"] if found.waived else [])])


def table(facts: TableFacts) -> str:
    """Return which table it is, in a line."""
    size = f"{plural(facts.rows, 'row')}, {plural(len(facts.columns), 'column')}"
    days = f", {facts.first_date} to {facts.last_date}" if facts.first_date else ""
    end = "" if facts.complete else "; not read to its end"
    return f"{facts.path}: {facts.format or 'no known format'}, {size}{days}{end}"


def facts(audit: Audit) -> Iterator[tuple[str, str]]:
    """Yield names and values: what was judged, and by what."""
    yield "table", table(audit.table)
    if audit.table.sha256:
        yield "SHA-256", audit.table.sha256
    yield "mapping", f"{audit.mapping.name}: {audit.mapping.description}"
    if not audit.mapping.resolved:
        yield "note", UNRESOLVED
    if audit.since is not None:
        old = audit.since
        yield "since", table(old.table)
        if old.table.sha256:
            yield "SHA-256", old.table.sha256
        told = f"{old.standing:,} of both versions, which are not told; {old.gone:,} are gone"
        yield "findings", told


def gravest_first(audit: Audit) -> list[DefectFacts]:
    """Return the kinds of defect that were found."""
    found = [kind for kind in audit.defects if kind.count]
    return sorted(found, key=lambda kind: GRAVITY.index(kind.severity))


def rows(audit: Audit) -> str:
    """Return what became of the rows, as a sum."""
    of = audit.rows
    parts = (
        f"{of.imported:,} whole + {of.in_part:,} in part + {of.refused:,} refused + "
        f"{of.blank:,} blank + {of.unread:,} unread"
    )
    return f"{of.rows:,} = {parts}"


def numbers(audit: Audit) -> str:
    """Return what became of the cells of numbers, as a sum."""
    of = audit.numbers
    parts = f"{of.figures:,} figures + {of.refused:,} refused + {of.unsaid:,} that state nothing"
    return f"{of.numbers:,} = {parts}"


def column(of: ColumnFacts) -> tuple[str, ...]:
    """Return the cells of a column's line."""
    if of.holds is None:
        ignored = "not read" if of.ignored else "unknown"
        return (of.name, ignored, f"{of.cells:,}", f"{of.empty:,}", "-", "-", "-", "-")
    counts = (of.cells, of.empty, of.read, of.refused)
    return (
        of.name,
        of.holds,
        *(f"{count:,}" for count in counts),
        value(of.least),
        value(of.greatest),
    )


def value(found: float | str | None) -> str:
    """Return a least or greatest value.

    >>> value(1200), value("2022-02-25"), value(None)
    ('1,200', '2022-02-25', '-')
    """
    if found is None:
        return "-"
    return found if isinstance(found, str) else plain(found)


def place(stretch: PlaceFacts, within: str | None = None) -> str:
    """Return a place as editors take it; the path is left out within a file that is known."""
    here = f"{stretch.line}:{stretch.column}"
    return here if stretch.path == within else f"{stretch.path}:{here}"


def whereabouts(example: Example) -> Iterator[str]:
    """Yield where in the table an example stands, for people who look at the table."""
    yield f"row {example.row:,}" if example.row else "the table"
    yield from (part for part in (example.key, example.column, example.sheet) if part is not None)


def unsaid(audit: Audit) -> Iterator[tuple[str, str]]:
    """Yield what of the kinds of defect was not found, and what was not asked."""
    if not audit.rows.rows:
        return  # of a table without rows that none was found says nothing
    absent = [kind.name for kind in audit.defects if kind.asked and not kind.count]
    never = [kind.name for kind in audit.defects if not kind.asked]
    if absent:
        yield "not found", ", ".join(absent)
    if never:
        yield "not asked by the mapping", ", ".join(never)
