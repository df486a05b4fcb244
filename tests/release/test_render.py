import csv
import io
import json
import unicodedata
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.release.render import (
    RenderError,
    arrow_bytes,
    parquet_bytes,
    render_csv,
    render_json,
    render_jsonl,
)
from claimbook.release.result import Cell, QueryResult, ResultColumn
from claimbook.release.text_table import render_table, visible

TEXT = st.text(max_size=20)
NUMBERS = st.integers() | st.floats(allow_nan=False) | st.decimals(allow_nan=False, places=3)
CELLS = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


def one(*cells: Cell, kind: str = "VARCHAR", name: str = "a") -> QueryResult:
    return QueryResult((ResultColumn(name, kind),), tuple((cell,) for cell in cells))


def of(kinds: dict[str, str], *rows: tuple[Cell, ...]) -> QueryResult:
    return QueryResult(tuple(ResultColumn(*pair) for pair in kinds.items()), rows)


def test_a_table() -> None:
    result = of({"name": "VARCHAR", "best": "BIGINT"}, ("дрони", 84), (None, None), ("無人", -1))
    assert render_table(result) == (
        "┌───────┬──────┐\n"
        "│ name  │ best │\n"
        "├───────┼──────┤\n"
        "│ дрони │   84 │\n"
        "│ -     │    - │\n"
        "│ 無人  │   -1 │\n"
        "└───────┴──────┘\n"
    )


def test_long_text_is_wrapped_and_nothing_is_lost() -> None:
    words = "Nobody reads a cell that is cut in two where the figure stands, 56 of 84 say"
    result = of({"id": "VARCHAR", "note": "VARCHAR"}, ("fig_a", words))
    table = render_table(result, width=40)
    assert max(len(line) for line in table.splitlines()) <= 40
    shown = [line.split("│")[2] for line in table.splitlines() if line.startswith("│")]
    assert " ".join(" ".join(shown).split()) == f"note {words}"
    assert "fig_a" in table


def test_many_columns_become_blocks() -> None:
    result = of({f"column_{n}": "VARCHAR" for n in range(12)}, ("value " * 9,) * 12, (None,) * 12)
    table = render_table(result, width=60)
    assert table.startswith("── row 1 ──")
    assert "── row 2 ──" in table
    assert table.count("column_11") == 2
    assert max(len(line) for line in table.splitlines()) <= 60


def test_no_rows() -> None:
    assert render_table(one()) == "┌───┐\n│ a │\n├───┤\n└───┘\n"
    assert render_csv(one()) == "a\r\n"
    assert render_json(one()) == "[]\n"
    assert render_jsonl(one()) == ""


def test_lines_of_a_cell_stay_in_their_column() -> None:
    assert "│ one │\n│ two │\n" in render_table(one("one\ntwo"))


HOSTILE = ["\x1b[31mred", "\x07", "\r overwritten", "\u202egnp.exe", "\u200b", "\x9b31m", "\ue000"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_shows_what_would_act(text: str) -> None:
    for result in (one(text), one([text]), one({text: text}), one(1, name=text)):
        assert text[0] not in render_table(result).replace("\n", "")


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_json_escapes_what_would_act(text: str) -> None:
    array, lines = render_json(one(text)), render_jsonl(one(1, name=text))
    assert text[0] not in array
    assert text[0] not in lines
    assert json.loads(array) == [{"a": text}]
    assert json.loads(lines) == {text: 1}


def shows(text: str) -> bool:
    return all(each.isprintable() or unicodedata.category(each) == "Zs" for each in text)


@given(TEXT)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert shows(visible(text))


@given(st.lists(CELLS, max_size=4), st.integers(1, 200))
def test_any_answer_fits_into_a_table(cells: list[Cell], width: int) -> None:
    for line in render_table(one(*cells), width).split("\n"):
        assert shows(line)


@given(st.lists(CELLS, max_size=4))
def test_json_is_json(cells: list[Cell]) -> None:
    read = json.loads(render_json(one(*cells)), parse_constant=pytest.fail)
    assert len(read) == len(cells)
    assert [json.loads(line) for line in render_jsonl(one(*cells)).splitlines()] == read


@given(st.lists(TEXT | st.none(), max_size=4), st.lists(TEXT, max_size=4))
def test_csv_comes_back(first: list[str | None], second: list[str]) -> None:
    rows = tuple(zip(first, second, strict=False))
    rendered = render_csv(of({"a": "VARCHAR", "b": "VARCHAR"}, *rows))
    read = list(csv.reader(io.StringIO(rendered, newline=""), strict=True))
    assert read == [["a", "b"], *[[a or "", b] for a, b in rows]]


def test_csv_tells_null_from_nothing() -> None:
    assert render_csv(of({"a": "VARCHAR", "b": "VARCHAR"}, (None, ""))) == 'a,b\r\n,""\r\n'


def test_values_in_csv() -> None:
    cells = (
        True,
        10**30,
        0.1,
        float("nan"),
        Decimal("1.10"),
        ["a", None],
        {"b": 1.5},
        "2022-10-10",
    )
    kinds = {f"c{n}": "VARCHAR" for n in range(len(cells))}
    row = render_csv(of(kinds, cells)).splitlines()[1]
    assert row == f'true,{10**30},0.1,NaN,1.10,"[""a"", null]","{{""b"": 1.5}}",2022-10-10'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_formulas_are_disarmed_for_spreadsheets_only(text: str) -> None:
    assert "'" not in render_csv(one(text))
    assert f"'{text}" in render_csv(one(text), spreadsheet=True)
    assert f"'{text}" in render_csv(one(name=text), spreadsheet=True)


def test_numbers_are_no_formulas() -> None:
    assert render_csv(one(-5, kind="BIGINT"), spreadsheet=True) == "a\r\n-5\r\n"


def test_json_keeps_digits() -> None:
    result = one(
        2**70, Decimal("1.10"), float("inf"), float("-inf"), [float("nan"), Decimal("2.50")]
    )
    lines = render_jsonl(result).splitlines()
    assert lines == [
        f'{{"a": {2**70}}}',
        '{"a": 1.10}',
        '{"a": "Infinity"}',
        '{"a": "-Infinity"}',
        '{"a": ["NaN", 2.50]}',
    ]


def test_repeated_names_are_kept_apart_in_json() -> None:
    columns = tuple(ResultColumn(name, "BIGINT") for name in ("a", "a", "a_1", "a"))
    read = json.loads(render_jsonl(QueryResult(columns, ((1, 2, 3, 4),))))
    assert sorted(read.values()) == [1, 2, 3, 4]


def test_arrow_and_parquet() -> None:
    table = pa.table({"a": [1, None], "b": [["x"], []]})
    with pa.ipc.open_stream(arrow_bytes(table)) as stream:
        assert stream.read_all().equals(table)
    assert pq.read_table(io.BytesIO(parquet_bytes(table))).equals(table)


def test_what_parquet_cannot_say() -> None:
    spans = pa.array([(1, 2, 3)], pa.month_day_nano_interval())
    with pytest.raises(RenderError, match="cast the column"):
        parquet_bytes(pa.table({"a": spans}))
