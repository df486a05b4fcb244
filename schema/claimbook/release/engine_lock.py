"""Closing an engine: it reads the files that are named, and nothing it is told can change that."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimbook.sql_text import readable_paths

if TYPE_CHECKING:
    import duckdb

_LOCK = (
    "SET GLOBAL TimeZone = 'UTC'",  # a cursor would have the machine's own otherwise
    "SET autoload_known_extensions = false",
    "SET autoinstall_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET allow_persistent_secrets = false",
    "SET temp_directory = ''",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",  # only now does allowed_paths bind
    "SET lock_configuration = true",
)


def lock(connection: "duckdb.DuckDBPyConnection", paths: Iterable[str]) -> None:
    """Let a connection read these files and no others, and let nobody change that any more."""
    connection.execute("SET allowed_paths = ?", [readable_paths(paths)])
    for statement in _LOCK:
        connection.execute(statement)
