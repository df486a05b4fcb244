"""Frames for a table: good values, bad values and the ones that engines have read differently."""

import random
from datetime import date, datetime

import polars as pl

from claimbook.columns import Column, Table
from claimbook.derive.arrow import arrow_schema

TYPES = {
    "BOOLEAN": pl.Boolean,
    "BIGINT": pl.Int64,
    "DOUBLE": pl.Float64,
    "VARCHAR": pl.String,
    "DATE": pl.Date,
    "TIMESTAMP": pl.Datetime("us"),
}
LEAST, MOST = -(2**63), 2**63 - 1

# Each text was read in two ways by two engines somewhere, or is of a kind that was.
TEXTS = (
    "",
    " ",
    "\n",
    "\0",
    "1\n",
    "Київ",
    "\U0001d4da\U0001f600",
    "e\u0301",
    "\u2028",
    "it's",
    "'; --",
    "%",
    "A",
    "a",
    "NaN",
    "null",
    "x" * 201,
    "Ї" * 200,
    "Ї" * 2000,
    "Ї" * 2001,
    "https://example.org/" + "a" * 2000,
    "😀" * 80,
    "😀" * 81,
    "https://example.org/а",
    "https://example.org/a\n",
    "act_a",
    "act_a\n",
    "act_а",
    "clm_2022-10_5f",
    "doc_x-1",
    "evt_" + "a" * 200,
    "Q1",
    "Q१",
    "UA" + "1" * 17,
    "0" * 64,
    "0" * 64 + "\n",
    "2026.11.0",
    "2026.11.0\u0085",
    "n2/1",
    "en",
    "uk-UA",
    "text/html",
    "share",
)
POOLS: dict[str, tuple[object, ...]] = {
    "BOOLEAN": (True, False),
    "BIGINT": (LEAST, -1, 0, 1, 2, 6, 7, 8, MOST),
    "DOUBLE": (
        float("nan"),
        float("inf"),
        float("-inf"),
        -0.0,
        0.0,
        1.0,
        0.25,
        90.0,
        90.5,
        -180.0,
        -181.0,
        5e-324,
        1.7976931348623157e308,
    ),
    "DATE": (date(1, 1, 1), date(2022, 10, 10), date(9999, 12, 31)),
    "TIMESTAMP": (
        datetime(1, 1, 1),  # noqa: DTZ001 - columns in UTC have no zone
        datetime(2022, 10, 9, 21),  # noqa: DTZ001
        datetime(2022, 10, 9, 21, 0, 0, 1),  # noqa: DTZ001
        datetime(9999, 12, 31),  # noqa: DTZ001
    ),
    "VARCHAR": TEXTS,
}


def pool(column: Column) -> tuple[object, ...]:
    """Values for a column, the codes of its list among them."""
    codes = (*column.closed, *(code + "\n" for code in column.closed[:1]))
    return (*POOLS[column.type], *codes, None)


def frame(table: Table, rows: list[dict[str, object]]) -> pl.DataFrame:
    """A frame of these rows; what a row does not give is null."""
    return pl.DataFrame(
        {c.name: [row.get(c.name) for row in rows] for c in table.columns},
        schema={c.name: TYPES[c.type] for c in table.columns},
        strict=True,
    )


def wild_rows(table: Table, count: int, seed: int) -> list[dict[str, object]]:
    """Rows of values from the pools, few nulls and most keys different."""
    chosen = random.Random(seed)
    rows = []
    for number in range(count):
        row = {}
        for column in table.columns:
            few = column.closed and chosen.random() < 0.8
            values = column.closed if few else pool(column)
            row[column.name] = chosen.choice(values)
        if chosen.random() < 0.9:
            row |= _key(table, number)
        rows.append(row)
    return rows


def _key(table: Table, number: int) -> dict[str, object]:
    first = table.column(table.primary_key[0])
    return {first.name: f"{first.name}-{number}" if first.type == "VARCHAR" else number}


def arrow(table: Table, rows: list[dict[str, object]]):
    """The same as an Arrow table of the published types."""
    import pyarrow as pa

    names = [c.name for c in table.columns]
    nullable = pa.schema([field.with_nullable(True) for field in arrow_schema(table)])
    return pa.Table.from_pylist([{n: row.get(n) for n in names} for row in rows], nullable)
