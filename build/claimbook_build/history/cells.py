"""SQL that turns what differs between two releases into rows of `changes`: one a value."""

from dataclasses import dataclass

from claimbook.release.diff.pairing import Pairing, Shared
from claimbook.sql_text import quoted_text
from claimbook_build.history.row_form import record, row_key, text

NEWS = ("table_name", "row_key", "change", "field", "old", "new", "record")
"""The columns of what a release changes, before its version and the reasons are known."""


@dataclass(frozen=True, slots=True)
class Differing:
    """What differs of one table.

    Attributes:
        pair: What was compared with what.
        target: The engine's table of what differs; see `claimbook.release.diff.keyed`.
        key: The columns of the primary key in their order, as they are called now or at last.
        types: The types of columns that one side has alone, by name.
    """

    pair: Pairing
    target: str
    key: tuple[str, ...]
    types: dict[str, str]


def added(differing: Differing) -> str:
    """Return SQL for the rows that came: one each."""
    return f"{_head(differing, 'added', 'NULL, NULL, NULL')} WHERE d.o IS NULL"


def changed(differing: Differing) -> str:
    """Return SQL for the rows that both have: one for each value that differs."""
    cells = [
        f"{{'field': {quoted_text(column.new)}, 'old': {text(f'd.o.c{at}', _type(column))}, "
        f"'new': {text(f'd.n.c{at}', _type(column))}, "
        f"'differs': d.o.c{at} IS DISTINCT FROM d.n.c{at}}}"
        for at, column in enumerate(differing.pair.values)
    ]
    if not cells:
        return f"{_head(differing, 'changed', 'NULL, NULL, NULL')} WHERE false"
    both = "d.o IS NOT NULL AND d.n IS NOT NULL"
    return f"{_each(differing, 'changed', cells, both)} WHERE cell.differs"


def removed(differing: Differing) -> str:
    """Return SQL for the rows that went: one for each value that was not null."""
    pair = differing.pair
    values = [(column.old, f"d.k{at}", _type(column)) for at, column in enumerate(pair.key)]
    values += [(column.old, f"d.o.c{at}", _type(column)) for at, column in enumerate(pair.values)]
    values += [(name, f"d.ox.c{at}", differing.types[name]) for at, name in enumerate(pair.gone)]
    cells = [
        f"{{'field': {quoted_text(name)}, 'old': {text(value, kind)}, "
        "'new': CAST(NULL AS VARCHAR)}"
        for name, value, kind in values
    ]
    return f"{_each(differing, 'removed', cells, 'd.n IS NULL')} WHERE cell.old IS NOT NULL"


def _each(differing: Differing, change: str, cells: list[str], where: str) -> str:
    """Return SQL that makes a row of each cell, still to be filtered."""
    inner = (
        f"SELECT {_row(differing)}, unnest([{', '.join(cells)}]) AS cell "  # noqa: S608
        f"FROM {differing.target} AS d WHERE {where}"
    )
    return (
        f"SELECT {quoted_text(differing.pair.name)}, row_key, '{change}', "  # noqa: S608 - our names
        f"cell.field, cell.old, cell.new, record FROM ({inner})"
    )


def _head(differing: Differing, change: str, cell: str) -> str:
    return (
        f"SELECT {quoted_text(differing.pair.name)}, row_key, '{change}', {cell}, record "  # noqa: S608
        f"FROM (SELECT *, {_row(differing)} FROM {differing.target}) AS d"
    )


def _row(differing: Differing) -> str:
    """Return SQL for the key of a row and the record it belongs to."""
    order = [column.new for column in differing.pair.key]
    places = [f"k{order.index(name)}" for name in differing.key]
    owner = record(differing.pair.name, differing.key, places)
    return f"{row_key(places)} AS row_key, {owner} AS record"


def _type(column: Shared) -> str:
    return column.compared_as or column.type
