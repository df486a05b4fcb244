"""A DuckDB connection over a release, in process, locked as far as the engine can.

The lock keeps honest mistakes from harming anything. It is no wall: variables and tables in
memory can still be made, and a query can take all time and memory there is. SQL from strangers
belongs in `claimbook.release.sandbox`.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.errors import ClaimbookError
from claimbook.release.column_meanings import column_meanings
from claimbook.release.engine_lock import lock
from claimbook.release.manifest import FileEntry, Manifest
from claimbook.release.open import Release
from claimbook.sql_text import exact_path, parquet_file, quoted_text

if TYPE_CHECKING:
    import duckdb

MAX_VIEW_BYTES = 2**20
"""Longest view file: a hundred times the longest of ours."""

_DEFINITION = re.compile(
    r"(CREATE[ \n]+(OR[ \n]+REPLACE[ \n]+)?|COMMENT[ \n]+ON[ \n]+)(VIEW|MACRO|COLUMN)[ \n]",
    re.IGNORECASE,
)


class ViewError(ClaimbookError):
    """A view of a release cannot be made, or its file holds something else than definitions."""

    exit_code = 4


def connect(release: Release) -> "duckdb.DuckDBPyConnection":
    """Return a connection that has every table, view and macro of a release.

    The session's time zone is UTC. No file but the release's own can be read, nothing can be
    installed or loaded, and the configuration is locked.

    Raises:
        ViewError: A view of the release cannot be made.
    """
    import duckdb

    connection = duckdb.connect()
    tables = {table.name: str(release.file(table)) for table in release.manifest.tables}
    try:
        define(connection, tables, view_texts(release))
    except BaseException:
        connection.close()
        raise
    return connection


def view_texts(release: Release) -> dict[str, str]:
    """Return the text of each view file by its name, in the order to execute them.

    Raises:
        ViewError: A file is not UTF-8, or too long.
    """
    return decoded({entry.file: release.file(entry) for entry in view_files(release.manifest)})


def view_files(manifest: Manifest) -> tuple[FileEntry, ...]:
    """Return the entries of the view files, in the order to execute them.

    Raises:
        ViewError: One is longer than `MAX_VIEW_BYTES`.
    """
    for entry in manifest.views():
        if entry.bytes > MAX_VIEW_BYTES:
            raise ViewError(f"{entry.file}: longer than {MAX_VIEW_BYTES} bytes")
    return manifest.views()


def decoded(files: Mapping[str, Path]) -> dict[str, str]:
    """Return the text of view files by their names.

    Raises:
        ViewError: A file is not UTF-8.
    """
    texts = {}
    for name, path in files.items():
        try:
            texts[name] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            raise ViewError(f"{name}: not UTF-8") from None
    return texts


def define(
    connection: "duckdb.DuckDBPyConnection",
    tables: Mapping[str, str],
    views: Mapping[str, str],
    columns: Mapping[str, str] | None = None,
) -> None:
    """Lock a fresh connection, then give it tables and views.

    The lock comes first, so that not even a release's own SQL can reach beyond its files. A view
    whose rows are published as a table of its name is not computed again. The macro
    ``column_meanings()`` tells what the columns of all tables mean.

    Args:
        connection: One that nothing was done with.
        tables: The absolute path of each table by its name.
        views: SQL by the names of view files.
        columns: The columns of each table in SQL, as `read_parquet` takes them for ``schema``;
            without them it opens every file to learn them.

    Raises:
        ViewError: A view file holds something else, or the engine refuses it.
    """
    lock(connection, tables.values())
    for name, path in tables.items():
        more = "" if columns is None else f", schema = {columns[name]}"
        made = f'CREATE VIEW "{name}" AS FROM {parquet_file(path, more)}'
        _define_view(connection, name, made)
    files = ", ".join(quoted_text(exact_path(path)) for path in tables.values())
    connection.execute(column_meanings(f"[{files}]"))
    for file, text in views.items():
        if file.removeprefix("view_").removesuffix(".sql") not in tables:  # else its rows are here
            _define_view(connection, file, text)


def _define_view(connection: "duckdb.DuckDBPyConnection", file: str, text: str) -> None:
    import duckdb

    try:
        for statement in connection.extract_statements(text):
            if not _DEFINITION.match(_without_comments(statement.query)):
                raise ViewError(
                    f"{file}: only CREATE VIEW, CREATE MACRO, COMMENT ON may stand here"
                )
            connection.execute(statement)
    except duckdb.Error as error:
        raise ViewError(f"{file}: {error}") from None


def _without_comments(sql: str) -> str:
    r"""Return a statement without the line comments and blanks before its first word.

    >>> _without_comments("-- a licence\n\nCREATE VIEW x AS SELECT 1")
    'CREATE VIEW x AS SELECT 1'
    """
    lines = sql.lstrip().split("\n")
    while len(lines) > 1 and (not lines[0].strip() or lines[0].lstrip().startswith("--")):
        del lines[0]
    return "\n".join(lines).lstrip()
