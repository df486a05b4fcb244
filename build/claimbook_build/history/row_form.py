"""A row as text: its key, its digest, the record it belongs to; as SQL over the row's columns.

A value is the text to which SQL casts it, so that any engine can compute the same: a number in its
shortest decimal form, an instant as `2022-10-10 08:00:00`, a list as a JSON array.
"""

from collections.abc import Sequence

from claimbook.columns import ColumnType

DIGITS = 32
"""Hexadecimal digits of a digest: nobody finds two rows with one digest of 128 bits."""


def text(value: str, kind: str) -> str:
    """Return SQL for a value as text.

    >>> text("best", "DOUBLE"), text("tags", "VARCHAR[]")
    ('CAST(best AS VARCHAR)', 'CAST(to_json(tags) AS VARCHAR)')
    """
    if kind.endswith("[]"):
        return f"CAST(to_json({value}) AS VARCHAR)"
    return value if kind == "VARCHAR" else f"CAST({value} AS VARCHAR)"


def row_key(values: Sequence[str]) -> str:
    """Return SQL for the key of a row: the values of its key, a JSON array.

    >>> row_key(["claim", "position"])
    'CAST(json_array(claim, position) AS VARCHAR)'
    """
    return f"CAST(json_array({', '.join(values)}) AS VARCHAR)"


def row_digest(columns: Sequence[tuple[str, ColumnType]]) -> str:
    """Return SQL for the digest of a row: SHA-256 of all its values as text, a JSON array.

    >>> row_digest([("claim", "VARCHAR"), ("position", "BIGINT")])
    'left(sha256(CAST(to_json([claim, CAST(position AS VARCHAR)]) AS VARCHAR)), 32)'
    """
    values = ", ".join(text(name, kind) for name, kind in columns)
    return f"left(sha256(CAST(to_json([{values}]) AS VARCHAR)), {DIGITS})"


def record(table: str, key: Sequence[str], values: Sequence[str]) -> str:
    """Return SQL for the record to which a row belongs: of a row of a list, that which has it.

    Args:
        table: The table.
        key: The columns of its primary key.
        values: SQL for each of them.

    >>> record("claim_about", ("claim", "position"), ("k0", "k1"))
    'k0'
    >>> record("evidence", ("document", "record"), ("k0", "k1"))
    'k1'
    >>> record("codes", ("vocabulary", "code"), ("k0", "k1"))
    "k0 || '.' || k1"
    """
    if table == "codes":  # named as in `ids.lock`: two lists may share a word
        return " || '.' || ".join(values)
    return values[key.index("record") if "record" in key else 0]
