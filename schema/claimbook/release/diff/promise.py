"""Reading what an opened release promises: its manifest, its files' own metadata, its views."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from claimbook.records.vocabulary import OPEN
from claimbook.release.connect import connect
from claimbook.release.diff.contract import (
    MAX_CONTRACT_BYTES,
    SCHEMA_NAME,
    CodeList,
    Contract,
    ContractColumn,
    ContractError,
    ContractTable,
    Definition,
    read_contract,
)
from claimbook.release.manifest import TableEntry
from claimbook.release.open import Release
from claimbook.sql_text import exact_path, parquet_file

if TYPE_CHECKING:
    import duckdb

_VIEW_COLUMNS = """
SELECT table_name, column_name, data_type FROM system.main.duckdb_columns()
WHERE NOT internal AND table_name NOT IN (SELECT unnest(?)) ORDER BY table_name, column_index
"""
_MACROS = """
SELECT function_name, parameters FROM system.main.duckdb_functions()
WHERE NOT internal AND function_type LIKE '%macro' AND function_name <> 'column_meanings'
ORDER BY ALL
"""
"""What a release defines: ``column_meanings`` is the reader's own, whatever the release."""


def contract_of(
    connection: "duckdb.DuckDBPyConnection", release: Release, *, views: bool = True
) -> Contract:
    """Return what a release promises.

    It is what its `schema.json` says, as far as that is of the manifest's tables. In a release that
    has none, whether a column may be null and its field id are those of the Parquet file; its unit,
    code list and references stand in the file's metadata, and what is not there is not promised.

    Args:
        connection: A connection that may read the release's files.
        release: The release.
        views: Whether to ask for views and macros, for which they must be made.

    Raises:
        ViewError: A view of the release cannot be made.
    """
    if (written := _written(release)) is not None:
        kept = tuple(table for table in written.tables if views or table.kind == "table")
        return written.model_copy(update={"tables": kept})
    manifest = release.manifest
    tables = [
        contract_table(connection, entry, str(release.file(entry))) for entry in manifest.tables
    ]
    return Contract(
        version=manifest.schema_version,
        tables=(*tables, *(_views(release) if views else ())),
        code_lists=tuple(_code_lists(connection, release)),
        definitions=tuple(Definition(file=v.file, sha256=v.sha256) for v in manifest.views()),
    )


def _written(release: Release) -> Contract | None:
    """Return the contract as the release has it written, or None if that is not of its tables."""
    manifest = release.manifest
    entry = next((each for each in manifest.files if each.file == SCHEMA_NAME), None)
    if entry is None or entry.bytes > MAX_CONTRACT_BYTES:
        return None
    try:
        contract = read_contract(release.file(entry).read_bytes())
    except (ContractError, OSError):
        return None
    said = [_form(t) for t in contract.tables if t.kind == "table"]
    hashes = [(each.file, each.sha256) for each in manifest.views()]
    same = said == [_form(t) for t in manifest.tables] and hashes == [
        (each.file, each.sha256) for each in contract.definitions
    ]
    return contract if same and contract.version == manifest.schema_version else None


def _form(table: ContractTable | TableEntry) -> tuple[object, ...]:
    columns = [(column.name, column.type, column.description) for column in table.columns]
    return table.name, columns, table.primary_key, table.sort_order


def contract_table(
    connection: "duckdb.DuckDBPyConnection", entry: TableEntry, path: str
) -> ContractTable:
    """Return what a release promises of one table, whose file stands at a path."""
    told = _metadata(connection, path)
    stored = dict(_stored(connection, path))
    own = {each["name"]: each for each in _described(told) if isinstance(each.get("name"), str)}
    columns = []
    for column in entry.columns:
        nullable, field_id = stored.get(column.name, (None, None))
        facts = own.get(column.name, {})
        columns.append(
            ContractColumn(
                name=column.name,
                type=column.type,
                description=column.description,
                nullable=nullable,
                field_id=field_id,
                unit=_text(facts.get("unit")),
                vocabulary=_text(facts.get("vocabulary")),
                references=_texts(facts.get("references")),
            )
        )
    return ContractTable(
        name=entry.name,
        grain=told.get("grain"),
        columns=tuple(columns),
        primary_key=entry.primary_key,
        sort_order=entry.sort_order,
    )


def _metadata(connection: "duckdb.DuckDBPyConnection", path: str) -> dict[str, str]:
    sql = "SELECT key, value FROM parquet_kv_metadata(?)"
    rows = connection.execute(sql, [exact_path(path)]).fetchall()
    return {_decoded(key): _decoded(value) for key, value in rows}


def _decoded(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _described(told: dict[str, str]) -> list[dict[str, Any]]:
    try:
        found = json.loads(told.get("columns", "[]"))
    except (ValueError, RecursionError):  # another writer's key of that name
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _stored(
    connection: "duckdb.DuckDBPyConnection", path: str
) -> Iterator[tuple[str, tuple[bool, int | None]]]:
    """Yield each column with whether it may be null, and its field id; what is nested is passed."""
    sql = "SELECT name, repetition_type, num_children, field_id FROM parquet_schema(?)"
    rows = connection.execute(sql, [exact_path(path)]).fetchall()
    at, last = 1, len(rows)  # the first is the schema itself
    while at < last:
        name, repetition, _, field_id = rows[at]
        yield name, (repetition != "REQUIRED", field_id)
        pending = 1
        while pending and at < last:
            pending += (rows[at][2] or 0) - 1
            at += 1


def _code_lists(connection: "duckdb.DuckDBPyConnection", release: Release) -> Iterator[CodeList]:
    for entry in release.manifest.tables:
        columns = {column.name: column.type for column in entry.columns}
        if entry.name == "codes" and columns.get("vocabulary") == columns.get("code") == "VARCHAR":
            file = parquet_file(str(release.file(entry)))
            sql = f"SELECT vocabulary, list(code ORDER BY code) FROM {file} "  # noqa: S608
            sql += "WHERE vocabulary IS NOT NULL AND code IS NOT NULL GROUP BY ALL ORDER BY ALL"
            for name, codes in connection.execute(sql).fetchall():
                yield CodeList(name=name, open=name in OPEN, codes=tuple(codes))


def _views(release: Release) -> Iterator[ContractTable]:
    tables = [entry.name for entry in release.manifest.tables]
    with connect(release) as connection:
        found: dict[str, list[ContractColumn]] = {}
        for table, name, kind in connection.execute(_VIEW_COLUMNS, [tables]).fetchall():
            found.setdefault(table, []).append(ContractColumn(name=name, type=kind))
        macros = connection.execute(_MACROS).fetchall()
    for view, columns in found.items():
        yield ContractTable(name=view, kind="view", columns=tuple(columns))
    for macro, parameters in macros:
        named = tuple(ContractColumn(name=name) for name in parameters)
        yield ContractTable(name=macro, kind="macro", columns=named)
