"""``release.duckdb``: the tables, views, macros and comments of a release in one file, no data.

The views read the Parquet files of the folder that the variable ``claimbook_root`` names, or of
the process's own: a relative path in a view follows the process, not the file. The old storage
version is what DuckDB 1.2 reads, and the newest that gives the same bytes each time.
"""

import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.release.column_meanings import column_meanings
from claimbook.release.connect import ViewError
from claimbook.release.manifest import Manifest
from claimbook.sql_text import exact_path, quoted_text, readable_paths
from claimbook_build.standards.compact_sql import compact
from claimbook_build.standards.facts import Described, described

if TYPE_CHECKING:
    import duckdb

NAME = "release.duckdb"
_REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO)
STORAGE_VERSION = "v1.2.0"
BLOCK_SIZE = 16384
"""Bytes a block, the least that there is: the file has many small entries and no rows."""

Define = Callable[["duckdb.DuckDBPyConnection", Path, Manifest], None]

_LOCK = (
    "SET autoload_known_extensions = false",
    "SET autoinstall_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET allow_persistent_secrets = false",
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_ROOT = "coalesce(getvariable('claimbook_root'), '.')"
_HEAD = re.compile(r"^-- (?P<name>[a-z_]+)(?:\([a-z_, ]*\))?: (?P<what>[^\n]+)$", re.MULTILINE)
_FILE = f"""
CREATE MACRO table_file(name) AS TABLE
FROM read_parquet({_ROOT} || '/' || name || '.parquet', hive_partitioning = false)
"""
_FILES = "[{root} || '/' || name || '.parquet' FOR name IN string_split('{names}', ' ')]"
"""What columns mean is read from the tables' own files: as comments it would take a third of this
file, and engines do not show comments of their own accord."""


def write_views_file(folder: Path, manifest: Manifest, target: Path) -> None:
    """Write the views file of a release.

    Args:
        folder: The release's folder, or the stage that becomes it: its tables and views.
        manifest: What it holds.
        target: The file to write, which must not be there yet.

    Raises:
        ViewError: The engine refuses a view.
        OSError: The system refuses.
    """
    options = f"STORAGE_VERSION '{STORAGE_VERSION}', BLOCK_SIZE {BLOCK_SIZE}"
    write_database(folder, manifest, target, options, _define)


def write_database(
    folder: Path, manifest: Manifest, target: Path, options: str, define: Define
) -> None:
    """Write a database file of a release, by one thread and with all closed but its tables.

    Args:
        folder: As for `write_views_file`.
        manifest: As for `write_views_file`.
        target: As for `write_views_file`.
        options: Options of ``ATTACH``.
        define: Fills the file.

    Raises:
        ViewError: As for `write_views_file`.
        OSError: As for `write_views_file`.
    """
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        try:
            connection.execute(f"ATTACH {quoted_text(str(target))} AS claimbook ({options})")
            connection.execute("USE claimbook")
            connection.execute("SET VARIABLE claimbook_root = ?", [exact_path(str(folder))])
            _lock(connection, [str(folder / entry.file) for entry in manifest.tables])
            connection.begin()
            define(connection, folder, manifest)
            connection.commit()
            connection.execute("CHECKPOINT claimbook")
            connection.execute("USE memory")
            connection.execute("DETACH claimbook")
        except duckdb.Error as error:
            refused = _refused(str(error))
            if refused.errno or isinstance(error, duckdb.IOException):
                raise refused from None
            raise ViewError(f"{NAME}: {error}") from None


def _refused(said: str) -> OSError:
    """Return what the system said: the engine wraps it in words about its own state."""
    for number in _REFUSALS:
        if os.strerror(number) in said:
            return OSError(number, os.strerror(number))
    return OSError(said)


def _lock(connection: "duckdb.DuckDBPyConnection", readable: list[str]) -> None:
    """Let nothing be read but the tables: the SQL of a release may come from anywhere."""
    connection.execute("SET allowed_paths = ?", [readable_paths(readable)])
    for statement in _LOCK:
        connection.execute(statement)


def _define(connection: "duckdb.DuckDBPyConnection", folder: Path, manifest: Manifest) -> None:
    connection.execute(_FILE)
    for table in described(manifest):
        for statement in _table(table):
            connection.execute(statement)
    define_views(connection, folder, manifest)
    names = " ".join(entry.name for entry in manifest.tables)
    connection.execute(column_meanings(_FILES.format(root=_ROOT, names=names)))


def define_views(connection: "duckdb.DuckDBPyConnection", folder: Path, manifest: Manifest) -> None:
    """Define the views and macros of a release over its tables, each with its comment.

    Raises:
        ViewError: A view file holds something else.
        duckdb.Error: The engine refuses one.
    """
    texts = _texts(folder, manifest)
    for text in texts:
        _execute_definitions(connection, text)
    _comment_definitions(connection, texts)


def _execute_definitions(connection: "duckdb.DuckDBPyConnection", text: str) -> None:
    from duckdb import StatementType

    for statement in connection.extract_statements(text):
        if statement.type not in {StatementType.CREATE, StatementType.ALTER}:
            raise ViewError(f"{NAME}: only definitions and comments may stand in a view file")
        for definition in compact(statement.query):
            connection.execute(definition)


def _table(table: Described) -> Iterator[str]:
    name = table.entry.name
    yield f"CREATE VIEW {name} AS FROM table_file('{name}')"
    if table.grain:
        yield f"COMMENT ON VIEW {name} IS {quoted_text(table.grain)}"


def _texts(folder: Path, manifest: Manifest) -> list[str]:
    """Return the view files, but for one whose rows are published as a table."""
    tables = {entry.name for entry in manifest.tables}
    return [
        (folder / entry.file).read_text("utf-8")
        for entry in manifest.views()
        if entry.file.removeprefix("view_").removesuffix(".sql") not in tables
    ]


def _comment_definitions(connection: "duckdb.DuckDBPyConnection", texts: list[str]) -> None:
    """Comment each view and macro with the first line of its own head."""
    kinds = {
        "view": "SELECT view_name FROM duckdb_views() WHERE NOT internal",
        "macro": "SELECT function_name FROM duckdb_functions() "
        "WHERE function_type = 'macro' AND NOT internal",
        "macro table": "SELECT function_name FROM duckdb_functions() "
        "WHERE function_type = 'table_macro' AND NOT internal",
    }
    heads = {found["name"]: found["what"] for text in texts for found in _HEAD.finditer(text)}
    for kind, sql in kinds.items():
        for (name,) in connection.execute(sql).fetchall():
            if name in heads:
                connection.execute(f"COMMENT ON {kind} {name} IS {quoted_text(heads[name])}")
