"""What the text and the page say of a difference in the same words."""

from claimbook.release.diff.bump import SchemaChange, happened
from claimbook.release.diff.change import CellChange, RowChange, Value
from claimbook.release.diff.compare import Comparison
from claimbook.release.diff.rows import TableDifference
from claimbook.release.render import cell_text
from claimbook_build.report.findings import plural
from claimbook_build.report.number import plain

ARROW = "->"
MOST = 20
"""Figures, claims, documents, and rows of one table that are shown to people."""


def headline(found: Comparison) -> str:
    """Return what the two releases are, and whether they differ."""
    old, new = found.old.manifest, found.new.manifest
    name = old.dataset if old.dataset == new.dataset else f"{old.dataset} {ARROW} {new.dataset}"
    return f"{name} {old.release} {ARROW} {new.release}: {_verdict(found)}"


def _verdict(found: Comparison) -> str:
    if found.equal:
        return "no difference"
    tables = [table for table in found.tables if not table.equal]
    rows = sum(table.added + table.removed + table.changed for table in tables)
    said = [f"{plural(rows, 'row')} in {plural(len(tables), 'table')}"] if tables else []
    count = len(found.schema.changes)
    return ", ".join([*said, *([plural(count, "schema change")] if count else [])])


def version(found: Comparison) -> str:
    """Return whether the declared version of the schema is high enough."""
    schema = found.schema
    said = f"schema {schema.old} {ARROW} {schema.new}"
    if schema.level is None:
        return f"{said}: no change" + ("" if schema.suffices else ", and yet a lower version")
    least = f"the changes are {schema.level}"
    verdict = "" if schema.suffices else f": at least {schema.least} is needed"
    return f"{said}, {least}{verdict}"


def schema_change(change: SchemaChange) -> str:
    """Return a change of the schema as a sentence."""
    where = f"{change.table}.{change.column}" if change.column else change.table
    what = happened(change)
    if change.rule in {"code_removed", "code_added"}:
        return f"{where}: {what}"
    if change.old is None and change.new is None:
        return f"{where}: {what}"
    return f"{where}: {what}: {value(change.old)} {ARROW} {value(change.new)}"


def cell(change: CellChange) -> str:
    """Return a value that changed, before and now."""
    return f"{change.column}: {value(change.old)} {ARROW} {value(change.new)}"


def value(found: Value) -> str:
    """Return a value for people: text is quoted where it may be taken for something else.

    >>> value("75"), value(75.0), value(None), value("null")
    ('75', '75', 'null', '"null"')
    """
    if isinstance(found, int | float) and not isinstance(found, bool):
        return plain(found)
    if isinstance(found, str) and (found in {"", "null"} or found != found.strip()):
        return f'"{found}"'
    return cell_text(found, null="null")  # type: ignore[arg-type]


def row(change: RowChange) -> str:
    """Return what a row says of itself beside its key: what is not null of it, or what changed."""
    if change.cells:
        return "; ".join(map(cell, change.cells))
    return "; ".join(f"{k}: {value(v)}" for k, v in change.row.items() if v is not None)


def counts(table: TableDifference) -> tuple[str, ...]:
    """Return the numbers of a table: rows before and now, added, removed, changed."""
    found = (table.old_rows, table.new_rows, table.added, table.removed, table.changed)
    return tuple("-" if number is None else f"{number:,}" for number in found)


def columns(table: TableDifference) -> str:
    """Return which columns changed, and in how many rows each, the most first."""
    ordered = sorted(table.cells.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count:,}" for name, count in ordered)
