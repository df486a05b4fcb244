"""How many rows of a table have one value of a column, and what their numbers come to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimbook.release.diff.pairing import Pairing
from claimbook.sql_text import parquet_file, quoted_name

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a table that share a value, in two releases.

    Attributes:
        value: The value as text; None for rows without one.
        old_rows: Rows before.
        new_rows: Rows now.
        old_sum: Sum of the numbers before; 0 where none was asked for.
        new_sum: Sum of the numbers now.
    """

    value: str | None
    old_rows: int
    new_rows: int
    old_sum: float
    new_sum: float


def groups(
    connection: "duckdb.DuckDBPyConnection", pair: Pairing, by: str, added: str | None = None
) -> tuple[Group, ...]:
    """Return the groups of a table that both releases have, by their value.

    Args:
        connection: The connection that reads both releases.
        pair: The table.
        by: The column whose values make the groups.
        added: The column whose numbers are added up, if any.

    Returns:
        The groups; none where a side lacks the table or a column.
    """
    names = {column.new: column.old for column in pair.compared}
    if pair.old is None or pair.new is None or not {by, added or by} <= names.keys():
        return ()
    before = _grouped(pair.old, names[by], names[added] if added else None)
    after = _grouped(pair.new, by, added)
    sql = (
        "SELECT coalesce(a.g, b.g), coalesce(a.n, 0), coalesce(b.n, 0), "  # noqa: S608 - our own
        f"coalesce(a.s, 0), coalesce(b.s, 0) FROM ({before}) AS a FULL JOIN ({after}) AS b "
        "ON a.g IS NOT DISTINCT FROM b.g ORDER BY ALL"
    )
    return tuple(Group(*row) for row in connection.execute(sql).fetchall())


def _grouped(path: str, by: str, added: str | None) -> str:
    total = "0.0" if added is None else f"CAST(sum({quoted_name(added)}) AS DOUBLE)"
    return (
        f"SELECT CAST({quoted_name(by)} AS VARCHAR) AS g, count(*) AS n, {total} AS s "  # noqa: S608
        f"FROM {parquet_file(path)} GROUP BY ALL"
    )
