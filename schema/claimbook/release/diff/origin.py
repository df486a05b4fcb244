"""Which documents a row comes from: its own, its claim's, or those of its record's evidence."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimbook.release.diff.pairing import Pairing
from claimbook.release.open import Release
from claimbook.sql_text import parquet_file

if TYPE_CHECKING:
    import duckdb

TABLE = "origins"
"""The engine's table of records and their documents."""

_RECORD = ("claim", "record", "subject")  # columns that say which record a row is about
_NEEDS = {
    "claims": ({"id", "document"}, "SELECT id, document FROM {claims}"),
    "evidence": ({"record", "document"}, "SELECT record, document FROM {evidence}"),
    "figures": (
        {"id", "claim"},
        "SELECT f.id, c.document FROM {figures} AS f JOIN {claims} AS c ON c.id = f.claim",
    ),
}


def origin(pair: Pairing) -> tuple[str, str]:
    """Return SQL for a list of documents, and for the join that it needs; the rows are `d`."""
    places = _places(pair)
    if pair.name == "documents" and "id" in places:
        return f"[{places['id']}]", ""
    if "document" in places and "claim" not in places:
        document = places["document"]
        return f"CASE WHEN {document} IS NOT NULL THEN [{document}] END", ""
    record = _record(pair)
    if record is None:
        return "NULL", ""
    return "origin.documents", f"LEFT JOIN {TABLE} AS origin ON origin.record = {record}"


def _record(pair: Pairing) -> str | None:
    """Return SQL for the record that a row is about, or None."""
    places = _places(pair)
    named = next((places[name] for name in _RECORD if name in places), None)
    found = named or ("d.k0" if pair.key else None)
    return found and f"CAST({found} AS VARCHAR)"


def _places(pair: Pairing) -> dict[str, str]:
    """Return where each column of a row stands, by name."""
    found = {column.new: f"d.k{number}" for number, column in enumerate(pair.key)}
    for number, column in enumerate(pair.values):
        found[column.new] = f"coalesce(d.n.c{number}, d.o.c{number})"
    for side, names in (("ox", pair.gone), ("nx", pair.come)):
        alone = pair.new is None if side == "ox" else pair.old is None
        if alone:
            found |= {name: f"d.{side}.c{number}" for number, name in enumerate(names)}
    return found


def gather(
    connection: "duckdb.DuckDBPyConnection",
    releases: tuple[Release, ...],
    tables: Iterable[tuple[Pairing, str]],
) -> None:
    """Make the table of records and documents, of what the releases say of rows that differ.

    Args:
        connection: The connection that reads both releases.
        releases: They.
        tables: What was compared, each with the engine's table of what differs.
    """
    wanted = [
        f"SELECT {record} FROM {target} AS d"  # noqa: S608 - our own names
        for pair, target in tables
        if "origin." in origin(pair)[0] and (record := _record(pair)) is not None
    ]
    parts = [sql for release in releases for sql in _parts(release)]
    nothing = "SELECT NULL::VARCHAR, NULL::VARCHAR WHERE false"
    connection.execute(
        f"CREATE TABLE {TABLE} AS SELECT record, list_sort(list(DISTINCT document)) "  # noqa: S608
        f"AS documents FROM ({' UNION ALL '.join(parts) or nothing}) AS t(record, document) "
        f"WHERE document IS NOT NULL AND record IN ({' UNION ALL '.join(wanted) or 'NULL'}) "
        "GROUP BY record"
    )


def _parts(release: Release) -> list[str]:
    files, columns = {}, {}
    for entry in release.manifest.tables:
        files[entry.name] = parquet_file(str(release.file(entry)))
        columns[entry.name] = {c.name for c in entry.columns if c.type == "VARCHAR"}
    return [
        sql.format(**files)
        for name, (needed, sql) in _NEEDS.items()
        if needed <= columns.get(name, set())
        and (name != "figures" or {"id", "document"} <= columns.get("claims", set()))
    ]
