"""A connection that can read the tables of two releases and nothing else, in bounded memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir
from typing import TYPE_CHECKING

from claimbook.release.open import Release
from claimbook.sql_text import readable_paths

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"
"""What the engine may take before it goes on in files: a join of two million rows of 21 columns."""

_LOCK = (
    "SET TimeZone = 'UTC'",
    "SET preserve_insertion_order = false",
    "SET autoload_known_extensions = false",
    "SET autoinstall_known_extensions = false",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


@contextmanager
def session(
    old: Release, new: Release, spill: Path | None = None
) -> "Iterator[duckdb.DuckDBPyConnection]":
    """Yield the connection; what it put into files goes with it.

    Args:
        old: One release.
        new: The other.
        spill: The folder for what memory does not hold, which the engine makes when it needs it,
            and removes; one among temporary files by default.
    """
    import duckdb

    spill = spill or Path(gettempdir(), f"claimbook-diff-{token_hex(8)}")

    paths = [str(side.file(table)) for side in (old, new) for table in side.manifest.tables]
    limits: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "temp_directory": str(spill),
    }
    with duckdb.connect(config=limits) as connection:
        connection.execute("SET allowed_paths = ?", [readable_paths(paths)])
        for statement in _LOCK:
            connection.execute(statement)
        yield connection
