"""The wide table `figures_flat`: the view of that name, computed once and shipped as Parquet."""

from typing import TYPE_CHECKING

from claimbook.columns import Column, Table
from claimbook.derive.tables import tables
from claimbook_build.views.files import view_files

if TYPE_CHECKING:
    import pyarrow as pa

_FROM: dict[str, str] = {
    "document": "claims",
    "publisher": "documents",
    "claimant_as": "claims",
    "speech_act": "claims",
    "attribution": "claims",
    "hedge": "claims",
    "region": "claims",
    "said_at_utc": "claims",
    "said_at_end_utc": "claims",
    "said_at_date": "claims",
    "said_at_precision": "claims",
    "origin": "claims",
    "proposition": "claims",
    "published_utc": "documents",
    "published_end_utc": "documents",
    "t_min_utc": "events",
    "t_max_utc": "events",
}
"""Columns that are those of another table than figures."""

_OWN: dict[str, Column] = {
    column.name: column
    for column in (
        Column("figure", "VARCHAR", "The figure.", nullable=False, references=("figures",)),
        Column("publisher_name", "VARCHAR", "Name of the publisher; null: not printed."),
        Column("claimant", "VARCHAR", "Who states it: names joined by `; `.", nullable=False),
        Column("official", "BOOLEAN", "Whether a state, one of its bodies or an office holder speaks.", nullable=False),
        Column("item_name", "VARCHAR", "Name of the kind of thing counted; null: not stated."),
        Column("affected_name", "VARCHAR", "Name of those whose people or things are counted; null: not stated."),
        Column("place", "VARCHAR", "Where: the figure's place, else its event's; null: not stated.", references=("places",)),
        Column("place_name", "VARCHAR", "Name of the place; null: not stated."),
        Column("status", "VARCHAR", "What became of the figure, or of its claim.", nullable=False),
    )
}


def _columns() -> tuple[Column, ...]:
    found = []
    for name in _names():
        own = _OWN.get(name)
        found.append(own or tables()[_FROM.get(name, "figures")].column(name))
    return tuple(found)


def _names() -> tuple[str, ...]:
    """Return the columns of the view, in its order, by asking the engine about empty tables."""
    import duckdb

    with duckdb.connect() as connection:
        for table in tables().values():
            cells = ", ".join(f'CAST(NULL AS {c.type}) AS "{c.name}"' for c in table.columns)
            connection.execute(f"CREATE VIEW {table.name} AS SELECT {cells} WHERE false")  # noqa: S608
        for name, text in view_files().items():
            connection.execute(text)
            if name == "view_figures_flat.sql":
                break
        rows = connection.execute("DESCRIBE figures_flat").fetchall()
    return tuple(row[0] for row in rows)


def figures_flat_table() -> Table:
    """Return the declaration of the wide table: each column is that of the table it comes from."""
    return Table("figures_flat", "One figure, with all that is needed to read it.", _columns(), ("figure",), ("figure",))


def figures_flat(built: dict[str, "pa.Table"]) -> "pa.Table":
    """Return the wide table, computed by its view from the tables of a release."""
    import duckdb
    from claimbook.derive.arrow import arrow_schema

    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, data in built.items():
            connection.register(name, data)
        for name, text in view_files().items():
            connection.execute(text)
            if name == "view_figures_flat.sql":
                break
        found = connection.sql("SELECT * FROM figures_flat ORDER BY figure").to_arrow_table()
    return found.cast(arrow_schema(figures_flat_table()))
