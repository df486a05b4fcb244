import math
import re
import struct
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.columns import ColumnType
from claimbook.release.digest import BATCH_ROWS, DigestError, TableDigest, file_digest, table_digest
from claimbook_build.build.parquet import sql_type, write_table
from release.test_parquet import metadata_of

PAGE = Path(__file__).parents[2] / "docs/digest.md"
CLAIMED: dict[str, object] = {}
# The page holds the form in plain Python; it is what everything here is held to.
exec(re.findall("```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0], CLAIMED)

ROWS = BATCH_ROWS + 4_000
TYPES: dict[ColumnType, pa.DataType] = {
    "BOOLEAN": pa.bool_(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR[]": pa.list_(pa.string()),
}
TEXTS = st.text(st.characters(codec="utf-8"), max_size=5)
VALUES: dict[ColumnType, st.SearchStrategy[object]] = {
    "BOOLEAN": st.booleans(),
    "BIGINT": st.integers(-(2**63), 2**63 - 1),
    "DOUBLE": st.floats(),
    "VARCHAR": TEXTS,
    "DATE": st.dates(),
    "TIMESTAMP": st.datetimes(),
    "VARCHAR[]": st.lists(TEXTS | st.none(), max_size=3),
}


def columns_of(table: pa.Table) -> list[tuple[str, ColumnType]]:
    return [(field.name, sql_type(field.type)) for field in table.schema]


def digest(table: pa.Table, like: pa.Table | None = None) -> TableDigest:
    return table_digest([table], columns_of(table if like is None else like))


def one(values: list[object], kind: ColumnType = "VARCHAR") -> str:
    return digest(pa.table({"a": pa.array(values, TYPES[kind])})).columns["a"]


@pytest.fixture(scope="module")
def table() -> pa.Table:
    numbers = range(ROWS)
    return pa.table(
        {
            "id": [f"fig_{n:06d}" for n in numbers],
            "code": [("launched", "downed", None)[n % 3] for n in numbers],
            "best": pa.array([n if n % 5 else None for n in numbers], pa.int64()),
            "share": pa.array([n / 7 if n % 4 else None for n in numbers], pa.float64()),
            "seen_date": pa.array([n % 900 for n in numbers], pa.int32()).cast(pa.date32()),
            "seen_utc": pa.array(numbers, pa.int64()).cast(pa.timestamp("us")),
            "checked": [(True, False, None)[n % 3] for n in numbers],
            "tags": [(["a", None, "бв"][: n % 4] if n % 5 else None) for n in numbers],
        }
    )


@pytest.fixture(scope="module")
def wanted(table: pa.Table) -> TableDigest:
    return digest(table)


@pytest.mark.slow
def test_it_is_what_the_page_says(table: pa.Table, wanted: TableDigest) -> None:
    columns, rows = columns_of(table), [tuple(row.values()) for row in table.to_pylist()]
    assert CLAIMED["table_digest"](columns, rows) == wanted.digest
    assert wanted.rows == ROWS


@given(st.data(), st.sampled_from(sorted(VALUES)))
def test_any_values_are_written_as_the_page_says(data: st.DataObject, kind: ColumnType) -> None:
    values = data.draw(st.lists(VALUES[kind] | st.none(), max_size=8))
    array = pa.array([None, *values, None], TYPES[kind])
    cut = data.draw(st.integers(0, len(array)))
    pieces = pa.chunked_array([array[:cut], array[cut:]])[1:-1]
    found = digest(pa.table({"a": pieces})).columns["a"]
    assert found == CLAIMED["column_digest"](kind, values)


@pytest.mark.parametrize(
    "options",
    [
        {"compression": "none", "use_dictionary": False, "row_group_size": 999},
        {"compression": "zstd", "row_group_size": ROWS, "version": "1.0", "store_schema": False},
        {"data_page_version": "2.0", "use_byte_stream_split": ["share"], "use_dictionary": False},
        {"use_dictionary": True, "use_compliant_nested_type": False, "data_page_size": 512},
    ],
)
def test_pyarrow_in_other_ways(
    table: pa.Table, wanted: TableDigest, tmp_path: Path, options: dict[str, object]
) -> None:
    pq.write_table(table, tmp_path / "a.parquet", **options)
    assert file_digest(tmp_path / "a.parquet", columns_of(table)) == wanted


def test_our_own_writer(table: pa.Table, wanted: TableDigest, tmp_path: Path) -> None:
    write_table(table, tmp_path / "a.parquet", metadata_of(table), ["code", "tags"])
    assert file_digest(tmp_path / "a.parquet", columns_of(table)) == wanted


@pytest.mark.parametrize("options", ["", ", ROW_GROUP_SIZE 2048, PARQUET_VERSION v2, CODEC gzip"])
def test_duckdb(table: pa.Table, wanted: TableDigest, tmp_path: Path, options: str) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.register("t", table)
        connection.execute(f"COPY (FROM t ORDER BY id) TO '{path}' (FORMAT parquet{options})")
        assert file_digest(path, columns_of(table)) == wanted
        assert digest(connection.sql("FROM t ORDER BY id").to_arrow_table(), table) == wanted


@pytest.mark.parametrize("options", [{}, {"row_group_size": 5000, "use_pyarrow": False}])
def test_polars(
    table: pa.Table, wanted: TableDigest, tmp_path: Path, options: dict[str, object]
) -> None:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    frame.write_parquet(tmp_path / "a.parquet", **options)
    assert file_digest(tmp_path / "a.parquet", columns_of(table)) == wanted
    assert digest(pa.table(frame), table) == wanted  # views of strings, by Arrow's C interface
    assert digest(frame.to_arrow(), table) == wanted


def test_other_types_of_arrow_hold_the_same(table: pa.Table, wanted: TableDigest) -> None:
    wide = table.set_column(0, "id", table["id"].cast(pa.large_string()))
    wide = wide.set_column(1, "code", table["code"].dictionary_encode())
    wide = wide.set_column(5, "seen_utc", table["seen_utc"].cast(pa.timestamp("ns")))
    wide = wide.set_column(7, "tags", table["tags"].cast(pa.large_list(pa.large_string())))
    assert digest(wide, table) == wanted
    assert digest(wide.select(wide.column_names[::-1]), table) == wanted
    views = table.set_column(0, "id", table["id"].cast(pa.string_view()))
    assert digest(views, table) == wanted


def test_pieces_do_not_matter(table: pa.Table, wanted: TableDigest) -> None:
    pieces = [table[:1], table[1:1], table[1:70_000].combine_chunks(), table[69_000:][1_000:]]
    coded = [pieces[0].set_column(1, "code", pieces[0]["code"].dictionary_encode()), *pieces[1:]]
    assert table_digest(coded, columns_of(table)) == wanted


def test_what_lies_under_nulls_does_not_count() -> None:
    nulls = pa.array([False, True, False]).buffers()[1]
    valid = pa.py_buffer(bytes([~nulls.to_pybytes()[0] & 7]))
    dirty = {
        "BIGINT": pa.Array.from_buffers(
            pa.int64(), 3, [valid, pa.py_buffer(struct.pack("<3q", 1, 99, 3))]
        ),
        "VARCHAR": pa.Array.from_buffers(
            pa.string(),
            3,
            [valid, pa.py_buffer(struct.pack("<4i", 0, 1, 3, 4)), pa.py_buffer(b"axxb")],
        ),
        "VARCHAR[]": pa.ListArray.from_arrays(
            pa.array([0, 1, 2, 3], pa.int32()),
            pa.array(["a", "x", "b"]),
            mask=pa.array([False, True, False]),
        ),
    }
    clean = {"BIGINT": [1, None, 3], "VARCHAR": ["a", None, "b"], "VARCHAR[]": [["a"], None, ["b"]]}
    for kind, array in dirty.items():
        assert digest(pa.table({"a": array})).columns["a"] == one(clean[kind], kind)
        assert digest(pa.table({"a": array[1:]})).columns["a"] == one(clean[kind][1:], kind)


def test_zeros_and_numbers_that_are_none() -> None:
    assert one([0.0, -0.0], "DOUBLE") == one([-0.0, 0.0], "DOUBLE")
    odd = struct.unpack("<d", bytes.fromhex("010000000000f8ff"))[0]
    assert math.isnan(odd)
    assert one([odd], "DOUBLE") == one([math.nan], "DOUBLE") != one([None], "DOUBLE")


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("BOOLEAN", ([True, None], [None, True], [True, False], [True])),
        ("BIGINT", ([0], [None], [0, 0], [1], [-1], [])),
        ("DOUBLE", ([0.0], [None], [1.0], [5e-324], [math.inf], [-math.inf], [math.nan])),
        (
            "VARCHAR",
            (
                ["ab", "c"],
                ["a", "bc"],
                ["abc"],
                ["abc", ""],
                ["abc", None],
                ["\u00e9"],
                ["e\u0301"],
            ),
        ),
        ("DATE", ([date(1970, 1, 1)], [None], [date(1969, 12, 31)])),
        ("TIMESTAMP", ([datetime(1970, 1, 1)], [None], [datetime(1970, 1, 1, 0, 0, 0, 1)])),  # noqa: DTZ001
        ("VARCHAR[]", ([["a", "b"]], [["ab"]], [["a"], ["b"]], [[]], [None], [[None]], [[""]], [])),
    ],
)
def test_every_difference_tells(kind: ColumnType, values: tuple[list[object], ...]) -> None:
    digests = [one(each, kind) for each in values]
    assert len(set(digests)) == len(digests)


def test_the_names_types_and_order_of_columns_tell() -> None:
    tables = [
        pa.table({"a": [1], "b": [1]}),
        pa.table({"b": [1], "a": [1]}),
        pa.table({"a": [1], "c": [1]}),
        pa.table({"a": [1], "b": [1.0]}),
        pa.table({"a": [1]}),
    ]
    assert len({digest(each).digest for each in tables}) == len(tables)
    empty = {one([], kind) for kind in TYPES}
    assert len(empty) == len(TYPES)


@pytest.mark.parametrize(
    ("array", "kind", "said"),
    [
        (pa.array(["1"]), "BIGINT", "column a is string and not BIGINT"),
        (pa.array([1]), "VARCHAR", "column a is int64 and not VARCHAR"),
        (pa.array([2**63], pa.uint64()), "BIGINT", "column a: "),
        (pa.array([1], pa.timestamp("ns")), "TIMESTAMP", "column a: "),
        (pa.array([1], pa.timestamp("us", "Europe/Kyiv")), "TIMESTAMP", "and not TIMESTAMP"),
        (pa.array([[1]]), "VARCHAR[]", "and not VARCHAR[]"),
    ],
)
def test_other_columns_are_refused(array: pa.Array, kind: ColumnType, said: str) -> None:
    with pytest.raises(DigestError, match=re.escape(said)):
        table_digest([pa.table({"a": array})], [("a", kind)])


@pytest.mark.parametrize(("names", "said"), [(["b"], "no columns"), (["a", "a"], "2 columns")])
def test_columns_have_their_names(names: list[str], said: str) -> None:
    data = pa.Table.from_arrays([pa.array([1])] * len(names), names)
    with pytest.raises(DigestError, match=f"{said} have the name a"):
        digest(data, pa.table({"a": [1]}))


@pytest.mark.parametrize("data", [None, b"PAR1 but not really PAR1"])
def test_files_that_are_none(tmp_path: Path, data: bytes | None) -> None:
    if data:
        (tmp_path / "a.parquet").write_bytes(data)
    with pytest.raises(DigestError, match=r"a\.parquet: "):
        file_digest(tmp_path / "a.parquet", [("a", "BIGINT")])


def test_a_damaged_name_of_a_column_is_a_fault_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"best": [1], "other": [2]}), path, store_schema=False)
    path.write_bytes(path.read_bytes().replace(b"other", b"\xff\xfeher"))
    with pytest.raises(DigestError, match=r"a\.parquet: .*codec"):
        file_digest(path, [("best", "BIGINT")])
