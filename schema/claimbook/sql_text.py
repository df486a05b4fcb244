"""Texts, names and files as SQL writes them: they end where they should, whatever they hold."""

import re
from collections.abc import Iterable

_PATTERN = re.compile(r"[*?\[]")


def quoted_text(text: str) -> str:
    """Return a text as SQL writes it.

    >>> quoted_text("the day's count")
    "'the day''s count'"
    """
    return "'" + text.replace("'", "''") + "'"


def quoted_name(name: str) -> str:
    """Return the name of a column, table or view as SQL writes it.

    >>> print(quoted_name('the "open" list'))
    "the ""open"" list"
    """
    return '"' + name.replace('"', '""') + '"'


def exact_path(path: str) -> str:
    """Return a path such that the engine, which looks for patterns in it, finds this file alone.

    >>> exact_path("/data [2026]/keys.parquet")
    '/data [[]2026]/keys.parquet'
    """
    return _PATTERN.sub(r"[\g<0>]", path)


def parquet_file(path: str, more: str = "") -> str:
    """Return a Parquet file as SQL reads it: its own columns, whatever its folders are called.

    The engine takes ``best=5`` in a path for a column of the table, before one of the file.

    Args:
        path: Where it lies.
        more: Further arguments of `read_parquet`.

    >>> parquet_file("keys.parquet")
    "read_parquet('keys.parquet', hive_partitioning = false)"
    """
    return f"read_parquet({quoted_text(exact_path(path))}, hive_partitioning = false{more})"


def readable_paths(paths: Iterable[str]) -> list[str]:
    """Return the paths that the engine must be allowed so that `parquet_file` can read them."""
    return [*dict.fromkeys(form for path in paths for form in (path, exact_path(path)))]
