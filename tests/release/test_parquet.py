import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimbook_build.build.parquet import (
    ROW_GROUP_ROWS,
    ParquetError,
    numbered,
    sql_type,
    write_table,
)

ROWS = 70_000


def table_of(rows: int) -> pa.Table:
    numbers = pa.array(range(rows), pa.int64())
    return pa.table(
        {
            "figure_id": [f"fig_{number:08d}" for number in range(rows)],
            "best": pa.array([n if n % 3 else None for n in range(rows)], pa.int64()),
            "seen_date": pa.array([n % 900 for n in range(rows)], pa.int32()).cast(pa.date32()),
            "seen_utc": numbers.cast(pa.timestamp("us")),
            "measure": [("launched", "downed")[n % 2] for n in range(rows)],
            "tags": [["a", "b"][: n % 3] for n in range(rows)],
            "share": pa.array([n / 7 for n in range(rows)], pa.float64()),
            "checked": [(True, False, None)[n % 3] for n in range(rows)],
        }
    )


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return table_of(ROWS)


def metadata_of(table: pa.Table) -> dict[str, str]:
    columns = [
        {"name": field.name, "type": sql_type(field.type), "description": "x"}
        for field in table.schema
    ]
    return {"dataset": "sample", "columns": json.dumps(columns)}


def written(table: pa.Table, path: Path, **metadata: str) -> bytes:
    write_table(table, path, metadata_of(table) | metadata, ["measure", "tags"], ["figure_id"])
    return path.read_bytes()


def test_the_same_rows_give_the_same_bytes(table: pa.Table, tmp_path: Path) -> None:
    first = written(table, tmp_path / "a.parquet")
    chunked = pa.concat_tables([table.slice(0, 7), table.slice(7, 60_000), table.slice(60_007)])
    noisy = table.replace_schema_metadata({"host": "mine", "when": "now"})
    longer = pa.concat_tables([table.slice(0, 5), table]).slice(5)
    for other in (table, chunked, noisy, longer):
        assert written(other, tmp_path / "b.parquet") == first


@pytest.mark.slow
@pytest.mark.parametrize("threads", ["1", "5"])
def test_threads_zone_and_locale_do_not_matter(tmp_path: Path, threads: str) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\nfrom test_parquet import table_of, written\n"
        "written(table_of(1000), Path(sys.argv[2]))\n"
    )
    environment = {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "OMP_NUM_THREADS": threads,
        "ARROW_IO_THREADS": threads,
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
        "PYTHONHASHSEED": threads,
    }
    arguments = [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path / "a")]
    subprocess.run(arguments, env=environment, cwd="/", check=True)
    assert (tmp_path / "a").read_bytes() == written(table_of(1000), tmp_path / "b")


def test_the_profile(table: pa.Table, tmp_path: Path) -> None:
    written(table, tmp_path / "a.parquet")
    meta = pq.read_metadata(tmp_path / "a.parquet")
    assert [meta.row_group(n).num_rows for n in range(2)] == [ROW_GROUP_ROWS, ROWS - ROW_GROUP_ROWS]
    group = meta.row_group(0)
    columns = {group.column(n).path_in_schema: group.column(n) for n in range(group.num_columns)}
    assert {column.compression for column in columns.values()} == {"ZSTD"}
    assert all(column.is_stats_set for column in columns.values())
    assert all(c.has_offset_index and c.has_column_index for c in columns.values())
    for name in ("best", "seen_date", "seen_utc"):
        assert "DELTA_BINARY_PACKED" in columns[name].encodings
    for name in ("figure_id", "share"):
        assert not columns[name].has_dictionary_page
        assert set(columns[name].encodings) == {"PLAIN", "RLE"}
    for name in ("measure", "tags.list.element"):
        assert columns[name].has_dictionary_page
    assert set(meta.metadata) == {b"columns", b"dataset"}  # no ARROW:schema


FILTERED = "SELECT path_in_schema, bloom_filter_length FROM parquet_metadata(?) ORDER BY ALL"


def filters(path: Path) -> dict[str, int]:
    """Return the bytes of each column's Bloom filters, in all row groups."""
    found: dict[str, int] = {}
    for name, length in duckdb.execute(FILTERED, [str(path)]).fetchall():
        if length is not None:
            found[name] = found.get(name, 0) + length
    return found


def test_ids_of_large_tables_have_bloom_filters(table: pa.Table, tmp_path: Path) -> None:
    written(table, tmp_path / "a.parquet")
    ((name, length),) = filters(tmp_path / "a.parquet").items()
    assert name == "figure_id"
    assert ROWS * 7 / 8 < length < ROWS * 13 / 8
    asked = "FROM parquet_bloom_probe(?, 'figure_id', ?) SELECT bool_and(bloom_filter_excludes)"

    def absent(key: str) -> bool:
        found = duckdb.execute(asked, [str(tmp_path / "a.parquet"), key]).fetchall()
        return bool(found[0][0])

    assert not any(absent(f"fig_{number:08d}") for number in range(0, ROWS, 5000))
    assert sum(absent(f"fig_{number:08d}x") for number in range(0, ROWS, 1000)) > ROWS // 1000 / 2


def test_a_table_of_one_group_or_a_dictionary_needs_no_filter(
    table: pa.Table, tmp_path: Path
) -> None:
    written(table.slice(0, ROW_GROUP_ROWS - 1), tmp_path / "a.parquet")
    assert filters(tmp_path / "a.parquet") == {}
    codes, names = table.select(["measure"]), ["measure"]
    write_table(codes, tmp_path / "b.parquet", metadata_of(codes), names, names)
    assert filters(tmp_path / "b.parquet") == {}


def test_a_flipped_bit_in_a_page_is_noticed(table: pa.Table, tmp_path: Path) -> None:
    data = bytearray(written(table.slice(0, 1000), tmp_path / "a.parquet"))
    data[100] ^= 1
    (tmp_path / "a.parquet").write_bytes(data)
    with pytest.raises(OSError, match="CRC"):
        pq.read_table(tmp_path / "a.parquet", page_checksum_verification=True)


def test_columns_come_first_in_the_metadata(table: pa.Table, tmp_path: Path) -> None:
    written(table.slice(0, 1), tmp_path / "a.parquet", zeta="1", alpha="2")
    keys = duckdb.execute(
        "SELECT decode(key) FROM parquet_kv_metadata(?)", [str(tmp_path / "a.parquet")]
    ).fetchall()
    assert [key for (key,) in keys] == ["columns", "alpha", "dataset", "zeta"]


def test_rows_come_back(table: pa.Table, tmp_path: Path) -> None:
    written(table, tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").cast(table.schema).equals(table)
    engine = duckdb.read_parquet(str(tmp_path / "a.parquet"))
    assert [str(kind) for kind in engine.types] == [sql_type(f.type) for f in table.schema]
    assert engine.limit(3).fetchall()[2][5] == ["a", "b"]


def test_no_rows_and_required_fields(tmp_path: Path) -> None:
    field = pa.field("a", pa.string(), nullable=False, metadata={"PARQUET:field_id": "7"})
    table = pa.schema([field]).empty_table()
    write_table(table, tmp_path / "a.parquet", metadata_of(table))
    (read,) = pq.read_schema(tmp_path / "a.parquet")
    assert (read.nullable, read.metadata) == (False, {b"PARQUET:field_id": b"7"})
    assert duckdb.read_parquet(str(tmp_path / "a.parquet")).fetchall() == []


def test_columns_and_the_texts_of_lists_carry_their_numbers(tmp_path: Path) -> None:
    table = pa.table({"a": [1, None], "b": [["x"], None]})
    (known,) = numbered([table], {"a": 3, "b": 1, "b.element": 7})
    write_table(known, tmp_path / "a.parquet", metadata_of(table))
    found = duckdb.execute(
        "SELECT name, field_id FROM parquet_schema(?)", [str(tmp_path / "a.parquet")]
    ).fetchall()
    assert found == [("schema", None), ("a", 3), ("b", 1), ("list", None), ("element", 7)]
    for read in (pq.read_table, pl.read_parquet):
        assert pa.table(read(tmp_path / "a.parquet")).to_pylist() == table.to_pylist()
    assert duckdb.read_parquet(str(tmp_path / "a.parquet")).fetchall() == [(1, ["x"]), (None, None)]
    with pytest.raises(ParquetError, match="b has no identity"):
        list(numbered([table], {"a": 1}))


@pytest.mark.parametrize(
    "kind",
    [
        pa.int32(),
        pa.uint64(),
        pa.float32(),
        pa.decimal128(10, 2),
        pa.timestamp("ns"),
        pa.timestamp("us", "UTC"),
        pa.time64("us"),
        pa.date64(),
        pa.duration("us"),
        pa.binary(),
        pa.large_string(),
        pa.dictionary(pa.int32(), pa.string()),
        pa.list_(pa.int64()),
        pa.list_(pa.list_(pa.string())),
        pa.list_(pa.string(), 2),
        pa.struct([("a", pa.string())]),
        pa.map_(pa.string(), pa.string()),
        pa.null(),
    ],
    ids=str,
)
def test_other_types_are_refused(kind: pa.DataType, tmp_path: Path) -> None:
    table = pa.schema([("a", kind)]).empty_table()
    with pytest.raises(ParquetError, match="no release may hold"):
        write_table(table, tmp_path / "a.parquet", {"columns": "[]"})
    assert not (tmp_path / "a.parquet").exists()


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_are_finite(number: float, tmp_path: Path) -> None:
    table = pa.table({"share": [0.5, None, number]})
    with pytest.raises(ParquetError, match="share holds a number that is not finite"):
        write_table(table, tmp_path / "a.parquet", metadata_of(table))


@pytest.mark.parametrize(
    "columns",
    [None, "", "1", "[1]", '[{"name": "b", "type": "BIGINT"}]', '[{"name": "a"}]', "[]"],
)
def test_columns_must_be_described(columns: str | None, tmp_path: Path) -> None:
    metadata = {} if columns is None else {"columns": columns}
    with pytest.raises(ParquetError, match="columns"):
        write_table(pa.table({"a": [1]}), tmp_path / "a.parquet", metadata)


def test_strange_dictionary_columns(tmp_path: Path) -> None:
    table = pa.table({"a": [1]})
    with pytest.raises(ParquetError, match="not columns of the table: b"):
        write_table(table, tmp_path / "a.parquet", metadata_of(table), ["b"])
