"""Finding a record of a release by its identifier: what `claimbook show` looks up."""

from typing import TYPE_CHECKING

from claimbook_build.report.card import Card, Sought, ask

if TYPE_CHECKING:
    import duckdb

_PREFIXES = {
    "act": "actors",
    "clm": "claims",
    "doc": "documents",
    "evt": "events",
    "fig": "figures",
    "itm": "items",
    "lnk": "links",
    "plc": "places",
    "rev": "reviews",
}
_CODES = ("measures", "units", "series", "codes")
_MOST = 5  # identifiers that are proposed for one that is unknown
_SHORTEST = 4  # characters: a shorter part stands in too many identifiers


def card(connection: "duckdb.DuckDBPyConnection", key: str, width: int = 100) -> str | None:
    """Return the card of a record, or None if there is no such record.

    Args:
        connection: A connection that has the release's tables, views and macros.
        key: An identifier, or a code of a measure, a unit or a vocabulary; any text.
        width: Columns that the card may take.
    """
    if not _is_unicode(key):
        return None
    there = _there(connection)
    for table, column in (place for place in _places(key) if place[0] in there):
        found = ask(connection, f"SELECT * FROM {table} WHERE {column} = ?", key)  # noqa: S608
        if found:
            return Card(connection, Sought(key, table, found), width).text()
    return None


def nearest_keys(connection: "duckdb.DuckDBPyConnection", key: str) -> tuple[str, ...]:
    """Return identifiers or codes that a mistyped one may have meant, the best first."""
    from claimbook.values.identifier import nearest

    if not _is_unicode(key):
        return ()
    there = _there(connection)
    columns = [
        *((table, "id") for table in _PREFIXES.values()),
        *((table, "code") for table in _CODES),
    ]
    held = [(table, name) for table, name in columns if table in there]
    if not held:
        return ()
    known = " UNION ".join(
        f"SELECT {name} AS key FROM {table}"  # noqa: S608 - our own names
        for table, name in held
    )
    found = [row["key"] for row in ask(connection, f"FROM ({known}) ORDER BY key")]
    part = key.casefold().replace(" ", "-")
    parts = tuple(one for one in found if part in one) if len(part) >= _SHORTEST else ()
    return (*_named(connection, key), *parts)[:_MOST] or nearest(key, found)


def _there(connection: "duckdb.DuckDBPyConnection") -> frozenset[str]:
    """Return the names of a release's tables: one that was made before has fewer of them."""
    rows = ask(connection, "SELECT table_name FROM information_schema.tables")
    return frozenset(row["table_name"] for row in rows)


def _named(connection: "duckdb.DuckDBPyConnection", name: str) -> tuple[str, ...]:
    """Return the records that have a name, in whatever language."""
    sql = "SELECT DISTINCT record FROM labels WHERE lower(text) = lower(?) ORDER BY ALL"
    return tuple(row["record"] for row in ask(connection, sql, name))


def _is_unicode(key: str) -> bool:
    """Tell whether a text has no half of a surrogate pair, which no record has."""
    return not any("\ud800" <= character <= "\udfff" for character in key)


def _places(key: str) -> list[tuple[str, str]]:
    """Return the tables, each with its column, in which an identifier or code may stand."""
    table = _PREFIXES.get(key.partition("_")[0])
    own = [(table, "id"), ("retired", "record")] if table else []
    return [*own, *((name, "code") for name in _CODES)]
