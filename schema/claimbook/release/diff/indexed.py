"""Counting rows that differ by the releases' own lists of rows and digests, their tables `keys`.

A digest stands for all values of its row, whatever wrote them. So the tables themselves need not be
read: a few bytes a row are enough.
"""

from typing import TYPE_CHECKING

from claimbook.release.diff.rows import TableDifference
from claimbook.release.manifest import TableEntry
from claimbook.release.open import Release
from claimbook.sql_text import parquet_file

if TYPE_CHECKING:
    import duckdb

TABLE = "keys"
_NEEDED = frozenset({"table_name", "row_key", "row_digest"})


def indexed(old: Release, new: Release) -> bool:
    """Tell whether both releases list their rows and digests."""
    return all(
        any(
            t.name == TABLE and {c.name for c in t.columns} >= _NEEDED for t in each.manifest.tables
        )
        for each in (old, new)
    )


def same_columns(old: TableEntry, new: TableEntry) -> bool:
    """Tell whether the digests of two tables can be compared: they are those of all values."""
    before, now = ([(c.name, c.type) for c in table.columns] for table in (old, new))
    return before == now and old.primary_key == new.primary_key


def by_index(
    connection: "duckdb.DuckDBPyConnection",
    releases: tuple[Release, Release],
    tables: tuple[TableEntry, TableEntry],
) -> TableDifference:
    """Count the rows of a table that came, went and changed.

    Hashes of 64 bits stand for keys and digests, as in all counting.

    Args:
        connection: A connection that may read both.
        releases: The release before and the one now; see `indexed`.
        tables: The table before and now; see `same_columns`.
    """
    listed = [
        f"SELECT hash(row_key) AS k, hash(row_digest) AS d FROM {_file(each)} "  # noqa: S608
        f"WHERE table_name = '{tables[1].name}'"
        for each in releases
    ]
    ((both, changed),) = connection.execute(
        "SELECT count(*), count(*) FILTER (a.d <> b.d) "  # noqa: S608 - our own names
        f"FROM ({listed[0]}) AS a JOIN ({listed[1]}) AS b ON a.k = b.k"
    ).fetchall()
    old, new = (table.rows for table in tables)
    return TableDifference(tables[1].name, old, new, new - both, old - both, changed)


def _file(release: Release) -> str:
    return parquet_file(str(release.file(release.manifest.table(TABLE))))
