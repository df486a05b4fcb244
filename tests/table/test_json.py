import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook_build.read.node import plain
from claimbook_build.read.strict_json import read_json
from claimbook_build.table.elements import Elements
from claimbook_build.table.ledger import Ledger
from claimbook_build.table.options import Options
from claimbook_build.table.quick_json import quick_pairs
from claimbook_build.table.row import Nested
from claimbook_build.table.table import open_table

GOOD = '{"a": 0}'


def read(tmp_path, data, name="a.json", **options):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with open_table(str(path), Options(**options)) as table:
        rows = list(table)
    assert len(rows) == table.count.yielded
    return table, rows


def found(table):
    return [(d.code, d.severity, d.place.line, d.place.column) for d in table.diagnostics]


@pytest.mark.parametrize(
    "text", ['[{"д": "я", "n": 1.5},\n  {"д": "x"}]', '[ {"д":"я","n":1.5},{"д":"x"} ]']
)
def test_cells_keep_types_and_places(tmp_path, text):
    table, rows = read(tmp_path, text)
    assert table.columns == ("д", "n")
    assert rows[0].values == ("я", 1.5)
    cell = rows[0].cells["n"]
    assert (cell.value, cell.text, cell.kind) == (1.5, "1.5", "decimal")
    second = rows[1].cells["д"].place
    line = text.split("\n")[second.line - 1]
    assert line[second.column - 1 : second.end_column - 1] == '"x"'
    assert rows[1].place.column == line.index('{"д": "x"' if "\n" in text else '{"д":"x"') + 1
    assert table.count.complete
    assert not table.diagnostics


def test_positions_hold_across_the_pieces_that_are_read(tmp_path):
    rows = [{"n": at, "t": "ї" * (at % 900)} for at in range(2_000)]
    text = json.dumps(rows, ensure_ascii=False)
    table, found_rows = read(tmp_path, text)
    assert [dict(zip(row.columns, row.values, strict=True)) for row in found_rows] == rows
    last = found_rows[-1].cells["n"].place
    assert text[last.column - 1 : last.end_column - 1] == "1999"
    assert table.count.complete


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ('{"a": 1, "a": 2}', "R001"),
        ('{"a": NaN}', "R001"),
        ('{"a": -0}', "R001"),
        ('{"a": 1 "b": 2}', "R001"),
        ('{"a": "never closed\n}', "R001"),
        ('{"a": "\\ud800"}', "R001"),
        ('{"a": 123456789012345678901234567890}', "R103"),
        ("{}", "R103"),
        ("[1]", "R103"),
        ("7", "R103"),
        ('"a"', "R103"),
        ("null", "R103"),
        ('{"": 1}', "R001"),
        ('{"a": "\\u202e"}', "R106"),
        ('{"a": ' + "[" * 100 + "]" * 100 + "}", "R001"),
        ('{"a": "a", "b": "b"}', "R107"),
        ('{"a": "' + "x" * 140_000 + '"}', "R001"),
        ("tru", "R001"),
    ],
)
def test_a_bad_row_costs_itself_alone(tmp_path, bad, code):
    table, rows = read(tmp_path, f"[{GOOD},\n {bad},\n {GOOD}]")
    assert [row.number for row in rows] == [1, 3]
    assert {finding.code for finding in table.diagnostics} == {code}
    assert {finding.place.line for finding in table.diagnostics} == {2}
    assert (table.count.refused, table.count.complete) == (1, True)
    if "\n" not in bad:
        table, rows = read(tmp_path, f"{GOOD}\n{bad}\n{GOOD}\n", "a.jsonl")
        assert [row.number for row in rows] == [1, 3]
        assert {finding.code for finding in table.diagnostics} == {code}


def test_a_list_or_an_object_in_a_cell_is_its_text_and_no_value(tmp_path):
    table, (row,) = read(tmp_path, '[{"a": [1, {"b": null}], "c": "x"}]')
    assert table.diagnostics == ()
    cell = row.cell("a")
    assert (type(cell.value), cell.text, cell.kind) == (Nested, '[1, {"b": null}]', "text")
    assert (cell.place.column, cell.place.end_column) == (8, 24)


@pytest.mark.parametrize(
    ("text", "code", "yielded"),
    [
        ('{"rows": []}', "R103", 0),
        ("", "R103", 0),
        ("7", "R103", 0),
        ("\ufeff[]", "R001", 0),
        (f"[{GOOD}", "R001", 1),
        (f"[{GOOD},", "R001", 1),
        (f"[{GOOD}] x", "R001", 1),
        (f"[{GOOD} 7]", "R001", 1),
        (f"[{GOOD}, " + '{"a": 1', "R001", 1),
        (f"[{GOOD}, " + '{"a": "' + "x" * 1_300_000, "R001", 1),
    ],
)
def test_a_list_that_is_none_or_never_ends_says_so(tmp_path, text, code, yielded):
    table, rows = read(tmp_path, text)
    assert len(rows) == yielded
    assert table.diagnostics[-1].code == code
    assert not table.count.complete


def test_a_comma_too_few_or_too_many_costs_no_row(tmp_path):
    table, rows = read(tmp_path, f"[{GOOD} {GOOD}, {GOOD},]")
    assert len(rows) == 3
    assert found(table) == [("R001", "error", 1, 11), ("R001", "error", 1, 30)]


@pytest.mark.parametrize(
    ("text", "refused"), [(f"{GOOD}\n\n{GOOD}\n", 1), (f"{GOOD}\r\n{GOOD}\r", 0)]
)
def test_lines_are_strict(tmp_path, text, refused):
    table, rows = read(tmp_path, text, "a.jsonl")
    assert len(rows) == 2
    assert table.count.refused == refused
    assert found(table)[0][:3] == ("R001", "error", 2)


def test_an_empty_file_of_lines_says_so(tmp_path):
    table, _ = read(tmp_path, "", "a.jsonl")
    assert table.diagnostics


_ODD = st.sampled_from(
    ["NaN", "-0", "1.10", "1e400", '"\\ud800"', '" x"', "[]", "01", '"\t"', '"ї"']
)
_TEXT = st.one_of(
    st.dictionaries(
        st.text(max_size=3), st.one_of(st.text(max_size=5), st.integers(), st.floats(), st.none())
    ).map(json.dumps),
    st.lists(st.tuples(st.sampled_from(["a", "b"]), _ODD), max_size=3).map(
        lambda pairs: "{" + ", ".join(f'"{key}": {value}' for key, value in pairs) + "}"
    ),
)


@given(_TEXT)
def test_what_the_quick_look_lets_past_is_what_the_strict_reader_returns(text):
    quick = quick_pairs(text.encode())
    if quick is None:
        return
    strict = read_json(text.encode(), "a.json")
    assert not strict.diagnostics
    assert strict.root is not None
    expected = plain(strict.root)
    assert dict(zip(*quick, strict=True)) == expected
    assert [type(value) for value in quick[1]] == [type(value) for value in expected.values()]


_CELLS = st.one_of(st.text(max_size=6), st.integers(), st.booleans(), st.lists(st.text(max_size=3)))


@given(st.lists(st.one_of(_CELLS, st.dictionaries(st.text(max_size=3), _CELLS))), st.booleans())
def test_elements_are_those_of_the_list(rows, plain_ascii):
    text = json.dumps(rows, ensure_ascii=plain_ascii, indent=1).encode("utf-8", "surrogatepass")
    found = [json.loads(one.data) for one in Elements(io.BytesIO(text), Ledger("a"))]
    assert found == rows
