"""SQL that compares two files row by row, and leaves what differs in a table.

Its columns: the key (`k0`, `k1`, ...), the compared values before and now (`o`, `n`; null where
the row is not there), the values that only one side has (`ox`, `nx`), and how many such rows
there are (`copies`, above 1 only where rows are matched by all columns).
"""

from claimbook.release.diff.pairing import Pairing, Shared
from claimbook.sql_text import parquet_file, quoted_name


def keyed(target: str, pair: Pairing, among: tuple[str, str] = ("true", "true")) -> str:
    """Return SQL for rows that are matched by their key.

    Values are compared as values, for which nulls and NaN are equal to themselves.

    Args:
        target: The table that takes what differs.
        pair: What is compared with what.
        among: SQL conditions on the rows before and now: others are known to be equal.
    """
    old, new = (
        f"SELECT {_key_list(pair, side)}, {_struct(pair.values, side)} AS r, "  # noqa: S608
        f"{_extra(pair, side)} AS x FROM {_file(file)} WHERE {where}"
        for side, file, where in (("old", pair.old, among[0]), ("new", pair.new, among[1]))
    )
    keys = [f"k{number}" for number in range(len(pair.key))]
    coalesced = ", ".join(f"coalesce(a.{key}, b.{key}) AS {key}" for key in keys)
    return (
        f"CREATE TABLE {target} AS SELECT {coalesced}, a.r AS o, b.r AS n, "  # noqa: S608
        "a.x AS ox, b.x AS nx, 1 AS copies "
        f"FROM ({old}) AS a FULL JOIN ({new}) AS b ON {_joined(pair)} "
        "WHERE a.r IS DISTINCT FROM b.r"
    )


def hashed(pair: Pairing) -> str:
    """Return SQL for rows added, removed and changed, and pairs of one key; nothing is kept.

    Hashes of 64 bits stand for the values: a third faster, but who can choose the values can
    choose two that hash alike.
    """
    old, new = (
        f"SELECT {_key_list(pair, side)}, hash({_hashed(pair, side)}) AS r "  # noqa: S608
        f"FROM {_file(file)}"
        for side, file in (("old", pair.old), ("new", pair.new))
    )
    return (
        "SELECT count(*) FILTER (a.r IS NULL), count(*) FILTER (b.r IS NULL), "  # noqa: S608
        "count(*) FILTER (a.r <> b.r), count(*) FILTER (a.r IS NOT NULL AND b.r IS NOT NULL) "
        f"FROM ({old}) AS a FULL JOIN ({new}) AS b ON {_joined(pair)}"
    )


def _hashed(pair: Pairing, side: str) -> str:
    return ", ".join(_value(column, side) for column in pair.values) or "true"


def _joined(pair: Pairing) -> str:
    return " AND ".join(
        f"a.k{number} IS NOT DISTINCT FROM b.k{number}" for number in range(len(pair.key))
    )


def matched(pair: Pairing) -> str:
    """Return SQL for how many pairs of rows have one key: more than rows if a key is not unique."""
    old, new = (_keys(pair, side) for side in ("old", "new"))
    return f"SELECT count(*) FROM ({old}) AS a JOIN ({new}) AS b ON {_joined(pair)}"  # noqa: S608


def whole(target: str, pair: Pairing) -> str:
    """Return SQL for rows that are matched by all columns that both have."""
    old, new = (_struct(pair.values, side) for side in ("old", "new"))
    return (
        f"CREATE TABLE {target} AS SELECT CASE WHEN sum(s) < 0 THEN r END AS o, "  # noqa: S608
        "CASE WHEN sum(s) > 0 THEN r END AS n, NULL AS ox, NULL AS nx, abs(sum(s)) AS copies "
        f"FROM (SELECT {old} AS r, -1 AS s FROM {_file(pair.old)} "
        f"UNION ALL SELECT {new} AS r, 1 AS s FROM {_file(pair.new)}) GROUP BY r "
        "HAVING sum(s) <> 0"
    )


def alone(target: str, pair: Pairing) -> str:
    """Return SQL for a table that only one side has; nothing is read yet."""
    side, file = ("old", pair.old) if pair.new is None else ("new", pair.new)
    here, there = ("o", "n") if side == "old" else ("n", "o")
    keys = "".join(
        f"{_value(column, side)} AS k{number}, " for number, column in enumerate(pair.key)
    )
    return (
        f"CREATE VIEW {target} AS SELECT {keys}{{'_': true}} AS {here}, "  # noqa: S608
        f"NULL AS {there}, {_extra(pair, side)} AS {here}x, NULL AS {there}x, 1 AS copies "
        f"FROM {_file(file)}"
    )


def _keys(pair: Pairing, side: str) -> str:
    file = pair.old if side == "old" else pair.new
    return f"SELECT {_key_list(pair, side)} FROM {_file(file)}"  # noqa: S608


def _key_list(pair: Pairing, side: str) -> str:
    return ", ".join(
        f"{_value(column, side)} AS k{number}" for number, column in enumerate(pair.key)
    )


def _struct(columns: tuple[Shared, ...], side: str) -> str:
    pairs = [f"'c{number}': {_value(column, side)}" for number, column in enumerate(columns)]
    return "{" + ", ".join(pairs or ["'_': true"]) + "}"


def _extra(pair: Pairing, side: str) -> str:
    names = pair.gone if side == "old" else pair.come
    pairs = [f"'c{number}': {quoted_name(name)}" for number, name in enumerate(names)]
    return "{" + ", ".join(pairs) + "}" if pairs else "NULL"


def _value(column: Shared, side: str) -> str:
    name = quoted_name(column.old if side == "old" else column.new)
    return name if column.compared_as is None else f"CAST({name} AS {column.compared_as})"


def _file(path: str | None) -> str:
    if path is None:
        raise ValueError("a side that has no such table")
    return parquet_file(path)
