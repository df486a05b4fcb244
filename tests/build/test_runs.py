import random
from dataclasses import replace
from itertools import pairwise

import pyarrow as pa
import pytest

from claimbook.columns import Column, Table
from claimbook.derive.arrow import arrow_schema
from claimbook_build.build.known import Known
from claimbook_build.build.parquet import ROW_GROUP_ROWS, row_groups
from claimbook_build.build.runs import Runs
from claimbook_build.build.tables import BuildError, sorted_table

COLUMNS = (
    Column("document", "VARCHAR", "x", nullable=False),
    Column("id", "BIGINT", "x", nullable=False),
    Column("note", "VARCHAR", "x"),
)
TABLE = Table("some", "x", COLUMNS, ("document", "id"), ("document", "id"))
NAMES = ("a", "aa", "a-b", "a_b", "б", "\U00010000", "\uffff")


def rows(numbers):
    columns = {
        "document": [NAMES[number % len(NAMES)] for number in numbers],
        "id": numbers,
        "note": [None if number % 3 else str(number) for number in numbers],
    }
    return sorted_table(pa.table(columns, schema=arrow_schema(TABLE)), TABLE)


def runs_of(parts, folder, table=TABLE, **sizes):
    runs = Runs(table, folder, **sizes)
    for part in parts:
        runs.add(part)
    runs.close()
    return runs


@pytest.mark.parametrize("sizes", [(1, 1), (2, 4), (7, 50), (100, 1000)])
@pytest.mark.parametrize("cuts", [[0, 500], [0, 1, 2, 250, 250, 500], list(range(0, 501, 20))])
def test_merged_runs_are_the_sorted_whole(tmp_path, sizes, cuts):
    numbers = random.Random(1).sample(range(1000), 500)
    parts = [rows(numbers[start:end]) for start, end in pairwise(cuts)]
    runs = runs_of(parts, tmp_path, chunk=sizes[0], stretch=sizes[1])
    assert pa.concat_tables(runs).equals(rows(numbers))
    assert pa.concat_tables(runs).equals(rows(numbers))  # as often as one likes
    again = list(runs.each())
    assert [part.num_rows for part in again] == [part.num_rows for part in parts]
    assert all(one.equals(other) for one, other in zip(again, parts, strict=True))


def test_runs_without_rows_are_one_empty_piece(tmp_path):
    for parts in ([], [rows([])], [rows([]), rows([])]):
        folder = tmp_path / str(len(parts))
        folder.mkdir()
        assert [piece.num_rows for piece in runs_of(parts, folder)] == [0]


@pytest.mark.parametrize("chunk", [1, 4])
@pytest.mark.parametrize("parts", [[[1, 2], [2, 3]], [[7, 9, 9]]])
def test_a_key_that_stands_twice_is_refused(tmp_path, parts, chunk):
    runs = runs_of(map(rows, parts), tmp_path, chunk=chunk, stretch=chunk)
    with pytest.raises(BuildError, match=r"some: \(document, id\) repeats"):
        list(runs)


@pytest.mark.parametrize("chunk", [1, 4])
def test_nulls_in_a_key_are_values_and_come_last(tmp_path, chunk):
    table = replace(TABLE, primary_key=("document", "note"), sort_order=("document", "note"))
    pairs = [("a", None), ("a", "1"), ("b", None), ("a", "2"), ("b", "1")]
    columns = {
        "document": [document for document, _ in pairs],
        "id": range(5),
        "note": [note for _, note in pairs],
    }
    whole = sorted_table(pa.table(columns, schema=arrow_schema(table)), table)
    assert whole["id"].to_pylist() == [1, 3, 0, 4, 2]
    parts = [whole.take([0, 2, 4]), whole.take([1, 3])]
    runs = runs_of(parts, tmp_path, table, chunk=chunk, stretch=chunk)
    assert pa.concat_tables(runs).equals(whole)
    (tmp_path / "again").mkdir()
    with pytest.raises(BuildError, match=r"some: \(document, note\) repeats"):
        list(runs_of([*parts, whole.slice(2, 1)], tmp_path / "again", table, chunk=chunk))


def test_rows_that_are_sorted_by_more_than_their_key_are_not_compared(tmp_path):
    table = replace(TABLE, primary_key=("note",))
    runs = runs_of([rows([1, 2]), rows([2])], tmp_path, table)
    assert sum(piece.num_rows for piece in runs) == 3


@pytest.mark.parametrize(
    "lengths", [[0], [5], [0, 5, 0], [ROW_GROUP_ROWS], [ROW_GROUP_ROWS + 1], [70_000] * 5]
)
def test_row_groups_do_not_depend_on_the_pieces(lengths):
    starts = [sum(lengths[:at]) for at in range(len(lengths))]
    pieces = [
        pa.table({"id": pa.array(range(start, start + length), pa.int64())})
        for start, length in zip(starts, lengths, strict=True)
    ]
    groups = list(row_groups(pieces))
    assert pa.concat_tables(groups).equals(pa.concat_tables(pieces))
    assert all(group.num_rows == ROW_GROUP_ROWS for group in groups[:-1])
    assert groups[-1].num_rows <= ROW_GROUP_ROWS
    assert groups[-1].num_rows or len(groups) == 1


def test_what_follows_from_a_value_is_computed_once():
    asked = []

    def derive(left, right):
        asked.append((left, right))
        return {"both": f"{left}{right}"}

    known = Known({"both": pa.string()}, derive)
    values = (pa.array(["a", None, "a", "b"]), pa.array([1, 1, 1, None]))
    for _ in range(2):
        assert known.columns(*values)["both"].to_pylist() == ["a1", "None1", "a1", "bNone"]
    assert sorted(asked, key=str) == [("a", 1), ("b", None), (None, 1)]
    assert (
        known.columns(pa.array([], pa.string()), pa.array([], pa.int64()))["both"].to_pylist() == []
    )
