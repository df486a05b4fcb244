"""What a release makes of the one before it, gathered from their comparison for the rules of R8."""

from collections.abc import Iterator

from claimbook.history import HISTORY
from claimbook.release.diff.change import RowChange, Value
from claimbook.release.diff.compare import Comparison
from claimbook.release.diff.rows import TableDifference
from claimbook.succession import Altered, Succession, Total
from claimbook.values.identifier import PREFIXES
from claimbook_build.changelog.fragments import Fragments
from claimbook_build.report.diff.words import value

GROUPS: dict[str, tuple[str, str | None]] = {
    "documents": ("kind", None),
    "events": ("kind", None),
    "claims": ("document", None),
    "figures": ("measure", "nominal"),
    "evidence": ("document", None),
    "labels": ("language", None),
    "codes": ("vocabulary", None),
}
"""Tables whose rows are counted by the values of a column, with the column that is added up.

A sum of numbers over claimants means nothing in the world; that it falls does: a digit was lost.
"""

GENERATED = ("links",)
"""Tables of which some rows are made from other records, and have no record of their own."""


def succession(
    found: Comparison, fragments: Fragments, declared: tuple[str, int, str]
) -> Succession:
    """Return the facts about a release and the one before it, while their comparison is open.

    Args:
        found: The comparison.
        fragments: The entries of the changelog.
        declared: Where the release is declared: path, line from 1, text of the line.
    """
    old, new = found.old.manifest, found.new.manifest
    tables = [each for each in found.tables if each.name not in HISTORY and not each.equal]
    return Succession(
        previous=old.release,
        release=new.release,
        schemas=(old.schema_version, new.schema_version),
        declared=declared,
        changes=found.schema.changes,
        differs=bool(tables),
        totals=tuple(total for each in tables for total in _totals(found, each, fragments)),
        altered=_altered(found, tables, fragments),
    )


def _totals(found: Comparison, table: TableDifference, fragments: Fragments) -> Iterator[Total]:
    """Yield the rows of a table that both releases have, those of its groups, and their sums."""
    name = table.name
    if table.old_rows is None or table.new_rows is None or found.computed(table):
        return
    answered = any(name in each.tables for each in fragments.fragments)
    yield Total(name, "its rows", table.old_rows, table.new_rows, answered)
    by, added = GROUPS.get(name, (None, None))
    for group in found.groups(name, by, added) if by else ():
        said = f"`{by}` {'null' if group.value is None else f'`{group.value}`'}"
        yield Total(name, f"its rows of {said}", group.old_rows, group.new_rows, answered)
        if added:
            what = f"the sum of `{added}` of {said}"
            yield Total(name, what, group.old_sum, group.new_sum, answered)


def _altered(
    found: Comparison, tables: list[TableDifference], fragments: Fragments
) -> Iterator[Altered]:
    """Yield what changed or went; rows that follow from others only if those are answered for."""
    whole = True
    for table in sorted(tables, key=found.computed):
        follows = found.computed(table)
        if table.new_rows is None or table.pair is None or (follows and not whole):
            continue  # of a table that is gone the schema tells
        for row in found.rows(table.name, only=("changed", "removed")):
            if row.key:
                each = _row(row, fragments, follows=follows)
                whole = whole and each.answered
                yield each


def _row(row: RowChange, fragments: Fragments, *, follows: bool) -> Altered:
    record = record_of(row)
    answered = fragments.reason_of(row.table, record) is not None
    if not answered and (follows or row.table in GENERATED):
        answered = fragments.whole or any(map(fragments.about, _named(row)))
    cells = tuple((cell.column, value(cell.old), value(cell.new)) for cell in row.cells)
    return Altered(row.table, record, cells, answered)


def record_of(row: RowChange) -> str:
    """Return the record to which a row belongs: of a row of a list, that which has the list."""
    if row.table == "codes":  # named as in `ids.lock`: two lists may share a word
        return ".".join(map(str, row.key.values()))
    return str(row.key["record"] if "record" in row.key else next(iter(row.key.values())))


def _named(row: RowChange) -> Iterator[str]:
    """Yield the identifiers that a row holds."""
    held: list[Value] = [*row.key.values(), *row.row.values(), *(cell.old for cell in row.cells)]
    for each in held:
        for text in each if isinstance(each, list) else [each]:
            if isinstance(text, str) and text[:4] in PREFIXES:
                yield text
