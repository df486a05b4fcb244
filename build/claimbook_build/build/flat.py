"""The wide table `figures_flat`: the view of that name, computed once and shipped as Parquet."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Self

from claimbook.columns import Column, Table
from claimbook.derive.tables import tables
from claimbook_build.views.files import view_files

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

NAME = "figures_flat"

ORDER = ("as_of_date", "figure")
"""By day: who reads the table over a network and asks about some weeks fetches those."""

_FROM = {
    **dict.fromkeys(
        ("document", "claimant_as", "speech_act", "polarity", "attribution", "hedge", "region"),
        "claims",
    ),
    **dict.fromkeys(
        ("said_at_utc", "said_at_end_utc", "said_at_date", "said_at_precision"), "claims"
    ),
    **dict.fromkeys(("origin", "proposition"), "claims"),
    **dict.fromkeys(("publisher", "published_utc", "published_end_utc"), "documents"),
    **dict.fromkeys(("t_min_utc", "t_max_utc"), "events"),
}
"""Columns that are those of another table than figures, with that table."""


def _text(name: str, description: str, *references: str, nullable: bool = True) -> Column:
    return Column(name, "VARCHAR", description, nullable=nullable, references=references)


_OWN = {
    column.name: column
    for column in (
        _text("figure", "The figure.", "figures", nullable=False),
        _text("publisher_name", "Name of the publisher; null: not printed."),
        _text("claimant", "Who states it: names joined by `; `.", nullable=False),
        Column(
            "official",
            "BOOLEAN",
            "Whether a state, one of its bodies or an office holder speaks under its own name.",
            nullable=False,
        ),
        _text("item_name", "Name of the kind of thing counted; null: not stated."),
        _text("affected_name", "Name of those whose people or things count; null: not stated."),
        _text("place", "Where: the figure's place, else its event's; null: not stated.", "places"),
        _text("place_name", "Name of the place; null: not stated."),
        _text(
            "status",
            "What became of it: the gravest of the figure's status, its claim's, and that which a "
            "link that retracts, corrects or supersedes one of them gives it.",
            nullable=False,
        ),
    )
}
"""Columns that no other table has, or that mean more here than there."""


@cache
def figures_flat_table() -> Table:
    """Return the declaration of the wide table: each column is that of the table it comes from."""
    grain = "One figure, with all that is needed to read it."
    columns = tuple(_OWN.get(name) or _borrowed(name) for name in _names())
    return Table(NAME, grain, columns, ("figure",), ORDER)


def figures_flat(built: Mapping[str, "pa.Table"]) -> "pa.Table":
    """Return the wide table, computed by its view from the tables of a release."""
    with FlatView() as view:
        return view.rows(built)


class FlatView:
    """The view of the wide table, to be asked about some tables and then about others."""

    def __enter__(self) -> Self:
        """Start the engine."""
        import duckdb

        self._connection = duckdb.connect()
        self._known: dict[str, pa.Table] = {}
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the engine."""
        self._connection.close()

    def rows(self, built: "Mapping[str, pa.Table]") -> "pa.Table":
        """Return the wide table of these tables, sorted."""
        from claimbook.derive.arrow import arrow_schema

        first = not self._known
        for name, data in built.items():
            if data is not self._known.get(name):
                self._connection.register(name, data)
        self._known = dict(built)
        if first:
            _define(self._connection)
        found = self._connection.sql(f"FROM {NAME} ORDER BY {', '.join(ORDER)}").to_arrow_table()
        return found.cast(arrow_schema(figures_flat_table()))


def copied_from(column: str) -> str:
    """Return the table of which a column of the wide table is a copy, if it is one.

    >>> copied_from("hedge"), copied_from("wording")
    ('claims', 'figures')
    """
    return _FROM.get(column, "figures")


def _borrowed(name: str) -> Column:
    return tables()[copied_from(name)].column(name)


def _names() -> tuple[str, ...]:
    """Return the columns of the view, in its order, by asking the engine about empty tables."""
    import duckdb

    with duckdb.connect() as connection:
        for table in tables().values():
            columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
            connection.execute(f"CREATE TABLE {table.name} ({columns})")
        _define(connection)
        return tuple(connection.sql(f"FROM {NAME}").columns)


def _define(connection: "duckdb.DuckDBPyConnection") -> None:
    """Execute the view files up to the one that defines the wide table."""
    for name, text in view_files().items():
        connection.execute(text)
        if name == f"view_{NAME}.sql":
            return
