"""The rows of one table that differ between two releases: counted first, told one by one after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimbook.release.diff import keyed
from claimbook.release.diff.change import CellChange, How, RowChange, Value, plain, same
from claimbook.release.diff.origin import origin
from claimbook.release.diff.pairing import Pairing

if TYPE_CHECKING:
    import duckdb

_PAGE = 1000  # rows fetched at a time
_HOW: dict[How, str] = {
    "added": "d.o IS NULL",
    "removed": "d.n IS NULL",
    "changed": "(d.o IS NOT NULL AND d.n IS NOT NULL)",
}
_CHANGED_FIRST = "CASE WHEN d.o IS NULL THEN 1 WHEN d.n IS NULL THEN 2 ELSE 0 END"
NOT_UNIQUE = "its key names several rows, so rows are matched by all columns"
OTHER_KEY = "its key changed, so rows are matched by the columns that both have"
NO_KEY = "it has no key, so rows are matched by all columns"
NO_COLUMNS = "no column is in both, so no row is compared"


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How many rows of a table differ.

    Attributes:
        name: The table.
        old_rows: Rows before; None when there was no such table.
        new_rows: Rows now; None when there is no such table.
        added: Rows that only the new release has.
        removed: Rows that only the old one has.
        changed: Rows that both have, with other values.
        cells: How many values changed, by column; only those of which one did.
        note: How rows were matched, if not by their key; or None.
        pair: What was compared with what.
        target: The engine's table of what differs; None when nothing does.
    """

    name: str
    old_rows: int | None
    new_rows: int | None
    added: int = 0
    removed: int = 0
    changed: int = 0
    cells: Mapping[str, int] = field(default_factory=dict)
    note: str | None = None
    pair: Pairing | None = None
    target: str | None = None

    @property
    def equal(self) -> bool:
        """Whether no row differs."""
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Sides:
    """A table of which both releases' rows are known by number.

    Attributes:
        pair: What is compared with what.
        old_rows: Rows before, or None.
        new_rows: Rows now, or None.
        rekeyed: Whether the two have different keys.
    """

    pair: Pairing
    old_rows: int | None
    new_rows: int | None
    rekeyed: bool = False


def difference(
    connection: "duckdb.DuckDBPyConnection", sides: Sides, target: str, *, by_hash: bool
) -> TableDifference:
    """Compare a table; what differs is kept in the engine under a name that is still free."""
    pair, old, new = sides.pair, sides.old_rows, sides.new_rows
    if old is None or new is None:
        connection.execute(keyed.alone(target, pair))
        return TableDifference(
            pair.name, old, new, added=new or 0, removed=old or 0, pair=pair, target=target
        )
    if not pair.compared:
        return TableDifference(pair.name, old, new, note=NO_COLUMNS)
    note = (OTHER_KEY if sides.rekeyed else NO_KEY) if not pair.key else None
    if pair.key:
        found = (_hashed if by_hash else _keyed)(connection, sides, target)
        if found is not None:
            return found
        pair, note = pair.by_row(), NOT_UNIQUE
    connection.execute(keyed.whole(target, pair))
    added, removed, _ = _counts(connection, target)
    return TableDifference(pair.name, old, new, added, removed, note=note, pair=pair, target=target)


def _keyed(
    connection: "duckdb.DuckDBPyConnection", sides: Sides, target: str
) -> TableDifference | None:
    """Compare by value, or return None if a key names several rows."""
    pair = sides.pair
    connection.execute(keyed.keyed(target, pair))
    added, removed, changed = _counts(connection, target)
    ((pairs,),) = connection.execute(keyed.matched(pair)).fetchall()
    if not _unique(sides, pairs, added, removed):
        connection.execute(f"DROP TABLE {target}")
        return None
    found = (added, removed, changed, _cells(connection, target, pair))
    return TableDifference(
        pair.name, sides.old_rows, sides.new_rows, *found, pair=pair, target=target
    )


def _hashed(
    connection: "duckdb.DuckDBPyConnection", sides: Sides, target: str
) -> TableDifference | None:
    """Count by hash, or return None if a key names several rows; the target is not needed."""
    del target
    (found,) = connection.execute(keyed.hashed(sides.pair)).fetchall()
    added, removed, changed, pairs = found
    if not _unique(sides, pairs, added, removed):
        return None
    numbers = (sides.old_rows, sides.new_rows, added, removed, changed)
    return TableDifference(sides.pair.name, *numbers)


def _counts(connection: "duckdb.DuckDBPyConnection", target: str) -> tuple[int, int, int]:
    sql = (
        "SELECT coalesce(sum(copies) FILTER (o IS NULL), 0), "  # noqa: S608 - our own name
        "coalesce(sum(copies) FILTER (n IS NULL), 0), "
        f"count(*) FILTER (o IS NOT NULL AND n IS NOT NULL) FROM {target}"
    )
    ((added, removed, changed),) = connection.execute(sql).fetchall()
    return int(added), int(removed), int(changed)


def _unique(sides: Sides, pairs: int, added: int, removed: int) -> bool:
    """Tell whether every key that both have names one row in each.

    As many pairs as rows on either side: with n rows here and m there, a key makes n times m.
    """
    return pairs == (sides.old_rows or 0) - removed == (sides.new_rows or 0) - added


def _cells(connection: "duckdb.DuckDBPyConnection", target: str, pair: Pairing) -> dict[str, int]:
    if not pair.values:
        return {}
    counts = ", ".join(
        f"count(*) FILTER (o.c{number} IS DISTINCT FROM n.c{number})"
        for number in range(len(pair.values))
    )
    sql = f"SELECT {counts} FROM {target} WHERE o IS NOT NULL AND n IS NOT NULL"  # noqa: S608
    (found,) = connection.execute(sql).fetchall()
    return {c.new: n for c, n in zip(pair.values, found, strict=True) if n}


def changes(
    connection: "duckdb.DuckDBPyConnection",
    table: TableDifference,
    most: int | None = None,
    only: tuple[How, ...] = (),
) -> Iterator[RowChange]:
    """Yield the rows of a table that differ, those that changed first, by key.

    Args:
        connection: One of its own (a cursor), for the rows are fetched as they are asked for.
        table: The table.
        most: How many rows at most.
        only: What became of them; empty: whatever did.
    """
    if table.target is None or table.pair is None or table.equal:
        return
    limit = "" if most is None else f" LIMIT {most}"
    keys = [f"d.k{number}" for number in range(len(table.pair.key))]
    order = ", ".join([_CHANGED_FIRST, *(keys or ["d.o", "d.n", "d.ox", "d.nx"])])
    listed = ", ".join([*keys, "d.o", "d.n", "d.ox", "d.nx", "d.copies"])
    told, join = origin(table.pair)
    where = f"WHERE {' OR '.join(_HOW[how] for how in only)} " if only else ""
    connection.execute(
        f"SELECT {listed}, {told} FROM {table.target} AS d {join} "  # noqa: S608 - our own names
        f"{where}ORDER BY {order}{limit}"
    )
    while page := connection.fetchmany(_PAGE):
        for row in page:
            yield from _told(table.pair, row)


def _told(pair: Pairing, found: tuple[object, ...]) -> Iterator[RowChange]:
    key = {c.new: plain(v) for c, v in zip(pair.key, found, strict=False)}
    old, new, old_rest, new_rest, copies, documents = found[len(pair.key) :]
    before, after = _values(pair, old, "old"), _values(pair, new, "new")
    named = tuple(str(each) for each in documents) if isinstance(documents, list) else ()
    how: How
    if old is None:
        how, row = "added", after | _rest(pair.come, new_rest)
    elif new is None:
        how, row = "removed", before | _rest(pair.gone, old_rest)
    else:
        yield RowChange(pair.name, "changed", key, named, after, _differing(pair, before, after))
        return
    copy = RowChange(pair.name, how, key, named, row)
    yield from (copy for _ in range(int(str(copies))))


def _differing(
    pair: Pairing, before: dict[str, Value], after: dict[str, Value]
) -> tuple[CellChange, ...]:
    return tuple(
        CellChange(column.new, before[column.old], after[column.new])
        for column in pair.values
        if not same(before[column.old], after[column.new])
    )


def _values(pair: Pairing, struct: object, side: str) -> dict[str, Value]:
    if not isinstance(struct, dict):
        return {}
    names = [column.old if side == "old" else column.new for column in pair.values]
    return {name: plain(struct[f"c{number}"]) for number, name in enumerate(names)}


def _rest(names: tuple[str, ...], struct: object) -> dict[str, Value]:
    if not isinstance(struct, dict):
        return {}
    return {name: plain(struct[f"c{number}"]) for number, name in enumerate(names)}
