from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimbook_build.table.table import open_table


def read(tmp_path, table, **options):
    path = tmp_path / "a.parquet"
    pq.write_table(table, path, **options)
    with open_table(str(path)) as found:
        rows = list(found)
    assert len(rows) == found.count.yielded
    return found, rows


def test_values_keep_their_types(tmp_path):
    moment = datetime(2022, 2, 24, 3, 30, tzinfo=UTC)
    columns = {
        "d": [date(2022, 2, 24)],
        "n": [7],
        "x": [Decimal("1.50")],
        "t": pa.array(["Київ"]).dictionary_encode(),
        "m": [moment],
        "b": [True],
        "z": pa.array([None], pa.null()),
    }
    table, rows = read(tmp_path, pa.table(columns))
    assert rows[0].values == (date(2022, 2, 24), 7, Decimal("1.50"), "Київ", moment, True, None)
    kinds = [cell.kind for cell in rows[0].cells.values()]
    assert kinds == ["date", "integer", "decimal", "text", "datetime", "boolean", "null"]
    assert rows[0].cells["x"].text == "1.50"
    assert (rows[0].cells["x"].place.line, rows[0].cells["x"].place.column) == (1, 3)
    assert table.count.complete


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (pa.array([1.0, float("nan"), 2.0]), "R103"),
        (pa.array([1.0, float("inf"), 2.0]), "R103"),
        (pa.array(["x", "a\u202eb", "y"]), "R106"),
    ],
)
def test_a_bad_row_costs_itself_alone(tmp_path, values, code):
    table, rows = read(tmp_path, pa.table({"a": [1, 2, 3], "b": values}))
    assert [row.number for row in rows] == [1, 3]
    assert [(d.code, d.place.line, d.place.column) for d in table.diagnostics] == [(code, 2, 2)]
    assert table.count.complete


@pytest.mark.parametrize(
    "columns",
    [
        {"a": [[1]]},
        {"a": [{"b": 1}]},
        {"a": [b"x"]},
        {"": [1]},
        {},
    ],
)
def test_columns_that_are_no_columns_are_refused_by_name(tmp_path, columns):
    table, rows = read(tmp_path, pa.table(columns))
    assert not rows
    assert table.diagnostics
    assert not table.count.complete


def test_what_cannot_be_kept_ends_the_reading(tmp_path):
    fine = pa.array([1], pa.timestamp("ns"))
    table, rows = read(tmp_path, pa.table({"a": fine}))
    assert not rows
    assert table.diagnostics
    long = pa.array(["x" * 600_000])
    table, rows = read(tmp_path, pa.table({"a": long}), use_dictionary=False, compression="none")
    assert not rows
    assert "600000 bytes" in table.diagnostics[0].message


def test_a_footer_that_promises_too_much_is_not_believed(tmp_path):
    columns = pa.table({"a": ["x" * 100_000] * 300})
    table, rows = read(tmp_path, columns, use_dictionary=False, compression="zstd")
    assert not rows
    assert "unpacks to" in table.diagnostics[0].message


def test_one_long_text_in_every_row_is_not_unfolded(tmp_path):
    one = pa.DictionaryArray.from_arrays(pa.array([0] * 500), pa.array(["x" * 3_000_000]))
    table, rows = read(tmp_path, pa.table({"a": one}), compression="none", store_schema=False)
    assert (tmp_path / "a.parquet").stat().st_size < 4_000_000
    assert not rows
    assert "3000000 bytes" in table.diagnostics[0].message


def test_many_batches_add_up(tmp_path):
    texts = [None if at % 7 == 0 else f"text {at % 50}" for at in range(3_000)]
    table, rows = read(tmp_path, pa.table({"a": texts, "n": list(range(3_000))}))
    assert [row.values for row in rows] == list(zip(texts, range(3_000), strict=True))
    assert table.count.complete


def test_rows_of_nulls_are_blank(tmp_path):
    table, rows = read(tmp_path, pa.table({"a": [1, None], "b": ["x", None]}))
    assert (len(rows), table.count.blank, table.count.rows) == (1, 1, 2)
