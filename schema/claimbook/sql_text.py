"""Texts, names and files as SQL writes them: they end where they should, whatever they hold."""


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


def parquet_file(path: str) -> str:
    """Return a Parquet file as SQL reads it.

    >>> parquet_file("keys.parquet")
    "read_parquet('keys.parquet')"
    """
    return f"read_parquet({quoted_text(path)})"
