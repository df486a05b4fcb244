"""What a change of the contract demands of its version: the rules of docs/decisions/0029."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from claimbook.release.diff.contract import CodeList, Contract, ContractColumn, ContractTable
from claimbook.release.diff.match import both, columns_matched

Level = Literal["patch", "minor", "major"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the least to the greatest."""

RULES: dict[str, tuple[Level, str]] = {
    "column_added_nullable": ("minor", "a column was added that may be null"),
    "column_added_required": ("minor", "a column was added that is never null"),
    "column_removed": ("major", "a column was removed"),
    "column_renamed": ("major", "a column was renamed"),
    "type_changed": ("major", "a column has another type"),
    "required_to_nullable": ("major", "a column may now be null"),
    "nullable_to_required": ("minor", "a column is now never null"),
    "code_removed": ("major", "a code was removed"),
    "code_added": ("major", "a code was added to a closed list"),
    "description_changed": ("patch", "a column is described in other words"),
    "meaning_changed": ("major", "a column holds other codes, or refers elsewhere"),
    "order_changed": ("patch", "columns or rows stand in another order"),
    "key_changed": ("major", "other columns name one row"),
    "grain_changed": ("major", "one row is something else"),
    "unit_changed": ("major", "the unit of a column's numbers changed"),
    "table_added": ("minor", "a table, view or macro was added"),
    "table_removed": ("major", "a table, view or macro was removed"),
    "parameters_changed": ("major", "a macro takes other arguments"),
    "definition_changed": ("patch", "a view is defined in other words"),
}
"""Each rule with the level that it demands, and what happened; where a milder one may do, the
change says so: an open list may grow, and an old name may be kept as a view."""


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One change of the contract.

    Attributes:
        rule: Its rule, a key of `RULES`.
        level: What it demands.
        table: The table, view or macro; the vocabulary; the file of a definition.
        column: The column, or the code; None when all of it is meant.
        old: What was before, or None.
        new: What is now, or None.
    """

    rule: str
    level: Level
    table: str
    column: str | None = None
    old: str | None = None
    new: str | None = None


def happened(change: SchemaChange) -> str:
    """Return what a change is in words: those of its rule, or of the milder case of it.

    >>> happened(SchemaChange("code_added", "minor", "medium", "speech"))
    'a code was added to an open list'
    """
    if change.rule == "code_added" and change.level == "minor":
        return "a code was added to an open list" if change.column else "a code list was added"
    return RULES[change.rule][1]


def schema_changes(old: Contract, new: Contract) -> tuple[SchemaChange, ...]:
    """Return every change from one contract to another, the gravest first."""
    found = [*_tables(old, new), *_codes(old, new), *_definitions(old, new)]
    place = list(RULES).index
    return tuple(
        sorted(
            found,
            key=lambda c: (-LEVELS.index(c.level), place(c.rule), c.table, c.column or ""),
        )
    )


def demanded(changes: tuple[SchemaChange, ...]) -> Level | None:
    """Return the greatest level that changes demand, or None if there are none."""
    return max((change.level for change in changes), key=LEVELS.index, default=None)


def least_version(version: str, level: Level | None) -> str:
    """Return the least version that may follow one.

    >>> [least_version("1.2.3", level) for level in (None, "patch", "minor", "major")]
    ['1.2.3', '1.2.4', '1.3.0', '2.0.0']
    """
    major, minor, patch = _parts(version)
    if level == "major":
        return f"{major + 1}.0.0"
    if level == "minor":
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + (level == 'patch')}"


def suffices(old: str, new: str, level: Level | None) -> bool:
    """Tell whether a version is high enough for the changes since another.

    >>> suffices("1.2.3", "1.10.0", "minor"), suffices("1.2.3", "1.10.0", "major")
    (True, False)
    """
    return _parts(new) >= _parts(least_version(old, level))


def _parts(version: str) -> tuple[int, int, int]:
    major, minor, patch = (int(part) for part in version.split("."))
    return major, minor, patch


def _change(rule: str, table: str, *rest: str | None, level: Level | None = None) -> SchemaChange:
    return SchemaChange(rule, level or RULES[rule][0], table, *rest)


def _tables(old: Contract, new: Contract) -> Iterator[SchemaChange]:
    before = {(each.kind == "macro", each.name): each for each in old.tables}
    after = {(each.kind == "macro", each.name): each for each in new.tables}
    for key, table in before.items():
        if key not in after:
            yield _change("table_removed", table.name)
            continue
        yield from _one(table, after[key], new)
    for key, table in after.items():
        if key not in before:
            yield _change("table_added", table.name)


def _one(old: ContractTable, new: ContractTable, release: Contract) -> Iterator[SchemaChange]:
    if old.kind == "macro":
        if old.names() != new.names():
            before, after = _list(old.names()), _list(new.names())
            yield _change("parameters_changed", old.name, None, before, after)
        return
    if new.kind != old.kind and new.kind == "view":  # its rows are still there, its file is not
        yield _change("table_removed", old.name, level=_if_kept(old, new))
    renamed_level: Level | None = (
        "minor" if any(_keeps(view, old) for view in release.tables) else None
    )
    for was, column in columns_matched(old, new):
        if column is None:
            yield _change("column_removed", old.name, was.name if was else None)
        elif was is None:
            kind = "required" if column.nullable is False else "nullable"
            yield _change(f"column_added_{kind}", new.name, column.name)
        else:
            if was.name != column.name:
                names = (column.name, was.name, column.name)
                yield _change("column_renamed", new.name, *names, level=renamed_level)
            yield from _column(new.name, was, column)
    if new.kind == old.kind:
        yield from _whole(old, new)


def _if_kept(old: ContractTable, new: ContractTable) -> Level:
    return "minor" if set(old.names()) <= set(new.names()) else "major"


def _keeps(view: ContractTable, old: ContractTable) -> bool:
    """Tell whether a view keeps a table as it was: named after it, with all of its columns."""
    kept = {(column.name, column.type) for column in view.columns}
    return (
        view.kind == "view"
        and view.name.startswith(f"{old.name}_")
        and {(column.name, column.type) for column in old.columns} <= kept
    )


def _column(table: str, old: ContractColumn, new: ContractColumn) -> Iterator[SchemaChange]:
    if old.type != new.type:
        yield _change("type_changed", table, new.name, old.type, new.type)
    if (old.nullable, new.nullable) == (False, True):
        yield _change("required_to_nullable", table, new.name)
    if (old.nullable, new.nullable) == (True, False):
        yield _change("nullable_to_required", table, new.name)
    if old.unit != new.unit:
        yield _change("unit_changed", table, new.name, old.unit, new.unit)
    if (old.vocabulary, old.references) != (new.vocabulary, new.references):
        yield _change("meaning_changed", table, new.name, _leads(old), _leads(new))
    if old.description != new.description:
        words = (old.description, new.description)
        yield _change("description_changed", table, new.name, *words)


def _leads(column: ContractColumn) -> str | None:
    codes = [f"codes of {column.vocabulary}"] if column.vocabulary else []
    keys = [f"keys of {table}" for table in column.references]
    return ", ".join([*codes, *keys]) or None


def _whole(old: ContractTable, new: ContractTable) -> Iterator[SchemaChange]:
    shared = both(columns_matched(old, new))
    renamed = {before.name: after.name for before, after in shared}

    def now(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(renamed.get(name, name) for name in names)

    if set(now(old.primary_key)) != set(new.primary_key):
        keys = (_list(old.primary_key), _list(new.primary_key))
        yield _change("key_changed", new.name, None, *keys)
    if old.grain != new.grain and old.grain is not None:
        yield _change("grain_changed", new.name, None, old.grain, new.grain)
    if now(old.sort_order) != new.sort_order:
        orders = (_list(old.sort_order), _list(new.sort_order))
        yield _change("order_changed", new.name, None, *orders)
    kept = tuple(renamed[name] for name in old.names() if name in renamed)
    if kept != tuple(after.name for _, after in shared):
        yield _change("order_changed", new.name, None, _list(old.names()), _list(new.names()))


def _list(names: tuple[str, ...]) -> str | None:
    return ", ".join(names) or None


def _codes(old: Contract, new: Contract) -> Iterator[SchemaChange]:
    before, after = ({each.name: each for each in side.code_lists} for side in (old, new))
    for name in before.keys() - after.keys():
        yield _change("code_removed", name)
    for name in after.keys() - before.keys():
        yield _change("code_added", name, level="minor")
    for name in before.keys() & after.keys():
        yield from _one_list(before[name], after[name])


def _one_list(old: CodeList, new: CodeList) -> Iterator[SchemaChange]:
    for code in set(old.codes) - set(new.codes):
        yield _change("code_removed", old.name, code, code, None)
    for code in set(new.codes) - set(old.codes):
        yield _change("code_added", old.name, code, None, code, level="minor" if new.open else None)


def _definitions(old: Contract, new: Contract) -> Iterator[SchemaChange]:
    before = {each.file: each.sha256 for each in old.definitions}
    for each in new.definitions:
        if before.get(each.file, each.sha256) != each.sha256:
            yield _change("definition_changed", each.file)
