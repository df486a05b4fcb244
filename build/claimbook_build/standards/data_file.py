"""A release in one file of DuckDB: tables with their rows, views, macros, comments.

For who wants one file and no folder. It is no part of a release, and nobody promises its bytes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.release.manifest import Manifest
from claimbook.release.open import Release
from claimbook.sql_text import parquet_file, quoted_text
from claimbook_build.standards.facts import Described, described
from claimbook_build.standards.views_file import (
    BLOCK_SIZE,
    STORAGE_VERSION,
    define_views,
    write_database,
)

if TYPE_CHECKING:
    import duckdb

_MEANINGS = """
CREATE MACRO column_meanings() AS TABLE
SELECT table_name, column_name, data_type, comment AS meaning
FROM duckdb_columns()
WHERE comment IS NOT NULL AND database_name = current_database()
ORDER BY table_name, column_index
"""


def write_data_file(release: Release, target: Path) -> None:
    """Write a release into one file, which DuckDB reads from 1.2 on.

    Args:
        release: The release.
        target: The file to write, which must not be there yet.

    Raises:
        ViewError: The engine refuses a view.
        OSError: The system refuses.
    """
    options = f"STORAGE_VERSION '{STORAGE_VERSION}', BLOCK_SIZE {BLOCK_SIZE}"
    write_database(release.root, release.manifest, target, options, _define)


def _define(connection: "duckdb.DuckDBPyConnection", folder: Path, manifest: Manifest) -> None:
    for table in described(manifest):
        for statement in _table(table, folder):
            connection.execute(statement)
    define_views(connection, folder, manifest)
    connection.execute(_MEANINGS)


def _table(table: Described, folder: Path) -> Iterator[str]:
    name, path = table.entry.name, str(folder / table.entry.file)
    yield f"CREATE TABLE {name} AS FROM {parquet_file(path)}"
    if table.grain:
        yield f"COMMENT ON TABLE {name} IS {quoted_text(table.grain)}"
    for column in table.entry.columns:
        yield f"COMMENT ON COLUMN {name}.{column.name} IS {quoted_text(column.description)}"
