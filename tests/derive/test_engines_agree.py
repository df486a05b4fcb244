import re
from collections.abc import Sequence
from itertools import product
from typing import Annotated

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

from claimbook.columns import Column, Table
from claimbook.derive.pandera import describe, judged_frame, validate_table
from claimbook.derive.proof import is_proved
from claimbook.derive.sql import checks_sql, ddl
from claimbook.derive.tables import column_name, tables
from claimbook.records.annotation import marker, metadata
from claimbook.records.markers import Child, Derives, Filled, Flat, Pointer, Unpublished
from claimbook.records.registry import RECORDS
from claimbook.rules.r401_bounds import in_order
from derive.frames import frame, pool, wild_rows

STRICT = ConfigDict(strict=True, allow_inf_nan=False)
ENDS = ["\n", "\r\n", "\u2028", "\u0085", "\0", " ", "a", "Ї", "😀"]
PATTERNS = sorted({c.pattern for t in tables().values() for c in t.columns if c.pattern})


def by_pandera(table: Table, data: pl.DataFrame) -> dict[str, set[tuple]]:
    found = judged_frame(data, table, most_keys=data.height)
    assert found == validate_table(data, table, most_keys=data.height)
    assert is_proved(data, table) == (not found)
    return {problem.check: set(problem.keys) for problem in found}


def by_duckdb(table: Table, data: pl.DataFrame) -> dict[str, set[tuple]]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.register(table.name, data.to_arrow())
        found = {
            check: set(connection.execute(query).fetchall())
            for check, query in checks_sql(table).items()
        }
    return {check: keys for check, keys in found.items() if keys}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", tables())
def test_pandera_and_sql_find_the_same_rows(name, seed):
    table = tables()[name]
    data = frame(table, wild_rows(table, 150, seed))
    assert by_pandera(table, data) == by_duckdb(table, data)


@pytest.mark.slow
def test_the_wild_rows_break_every_check():
    missed = []
    for table in tables().values():
        rows = wild_rows(table, 1500, 3)
        rows += [*rows[:20], {}]
        missed += [
            (table.name, check)
            for check in checks_sql(table).keys() - by_duckdb(table, frame(table, rows)).keys()
        ]
    assert missed == []


@pytest.mark.parametrize("name", tables())
def test_both_engines_have_the_same_checks(name):
    table = tables()[name]
    pandera = {line.strip() for line in describe(table) if "|" in line.split(":")[0]}
    sql = {name for name in checks_sql(table) if not name.endswith(("|not_null", "primary_key"))}
    assert pandera == sql


def plain_fields():
    for model in RECORDS:
        for name, field in model.model_fields.items():
            if any(marker(field, kind) for kind in (Child, Derives, Flat, Pointer, Unpublished)):
                continue
            if any(isinstance(part, AfterValidator) for part in _parts(field)):
                continue  # a grammar, which only the model knows
            yield pytest.param(model, name, id=f"{model.__name__}.{name}")


def _parts(field):
    for part in metadata(field):
        yield from getattr(part, "metadata", (part,))


@pytest.mark.parametrize(("model", "name"), list(plain_fields()))
def test_models_and_tables_judge_a_value_alike(model, name):
    field = model.model_fields[name]
    whole = tables()[model.TABLE.table]
    column = whole.column(column_name(whole.name, name))
    values = pool(column)
    if marker(field, Filled):  # left out in the file, filled in the table
        values = values[:-1]
    adapter = TypeAdapter(Annotated[field.annotation, "", *field.metadata], config=STRICT)
    wrong = {(n,) for n, value in enumerate(values) if not _valid(adapter, value)}
    table, data = numbered(column, values)
    assert set().union(*by_duckdb(table, data).values()) == wrong
    assert set().union(*by_pandera(table, data).values()) == wrong


def numbered(column: Column, values: Sequence[object]) -> tuple[Table, pl.DataFrame]:
    key = Column("row", "BIGINT", "Number of the row.", nullable=False)
    table = Table("one", "A value.", (key, column), ("row",), ("row",))
    return table, frame(table, [{"row": n, column.name: v} for n, v in enumerate(values)])


def _valid(adapter, value):
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("pattern", PATTERNS)
@given(data=st.data())
@settings(deadline=None, max_examples=20)
def test_four_engines_read_a_pattern_alike(pattern, data):
    texts = data.draw(
        st.lists(
            st.from_regex(pattern, fullmatch=True)
            | st.from_regex(pattern)
            | st.builds(str.__add__, st.from_regex(pattern, fullmatch=True), st.sampled_from(ENDS))
            | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
            min_size=1,
            max_size=20,
        )
    )
    python = [re.fullmatch(pattern, text) is not None for text in texts]
    wrong = {(n,) for n, good in enumerate(python) if not good}
    adapter = TypeAdapter(Annotated[str, Field(pattern=f"^{pattern}$")], config=STRICT)
    assert {(n,) for n, text in enumerate(texts) if not _valid(adapter, text)} == wrong
    table, rows = numbered(Column("text", "VARCHAR", "A text.", pattern=pattern), texts)
    assert by_duckdb(table, rows).get("text|pattern", set()) == wrong
    assert by_pandera(table, rows).get("text|pattern", set()) == wrong


def test_r401_of_records_is_r401_of_rows():
    bounds = list(product((None, -1, 0, 1), repeat=3))
    table = tables()["figures"]
    rows = [
        {"id": f"fig_{n}", "low": low, "best": best, "high": high}
        for n, (low, best, high) in enumerate(bounds)
    ]
    wrong = {(f"fig_{n}",) for n, bound in enumerate(bounds) if not in_order(*bound)}
    data = frame(table, rows)
    assert by_duckdb(table, data)["R401|bounds"] == wrong
    assert by_pandera(table, data)["R401|bounds"] == wrong


@pytest.mark.parametrize("name", tables())
def test_duckdb_takes_the_declaration(name):
    table = tables()[name]
    with duckdb.connect() as connection:
        connection.execute(ddl(table))
        rows = connection.execute(
            "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()"
            " WHERE NOT internal ORDER BY column_index"
        ).fetchall()
    assert rows == [(c.name, c.type, c.nullable, c.description) for c in table.columns]
