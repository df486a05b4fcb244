import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook_build.table.options import Options
from claimbook_build.table.record import Misquoted, cell_spans
from claimbook_build.table.table import open_table


def read(tmp_path, data, name="a.csv", **options):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with open_table(str(path), Options(**options)) as table:
        rows = list(table)
    count = table.count
    assert len(rows) == count.yielded
    assert [row.number for row in rows] == sorted({row.number for row in rows})
    return table, rows


def found(table):
    return [(d.code, d.severity, d.place.line, d.place.column) for d in table.diagnostics]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b\n\xca,1\n", "name its encoding"),
        (b"Losses of May\na,b\n1,2\n", "how many lines to pass over"),
        (b"a,b\n1,2,3\n", "quote a cell"),
    ],
)
def test_help_says_what_to_name(tmp_path, data, said):
    table, _ = read(tmp_path, data)
    assert said in table.diagnostics[0].help


def test_whoever_named_another_format_is_told_so(tmp_path):
    table, _ = read(tmp_path, '{"a": 1}\n', "a.jsonl", format="csv")
    assert table.diagnostics[0].message == "csv was expected, and its content is jsonl"
    table, _ = read(tmp_path, '{"a": 1}\n')
    assert table.diagnostics[0].message == "the file is called csv, and its content is jsonl"


def test_cells_keep_what_was_printed_and_where(tmp_path):
    table, rows = read(
        tmp_path, '\ufeffdate,note\r\n2022-02-24,"two\r\nlines"\r\n2022-02-25,"a ""b"""\n'
    )
    assert table.columns == ("date", "note")
    note = rows[1].cells["note"]
    assert (note.value, note.text, note.kind, note.row) == ('a "b"', 'a "b"', "text", 2)
    assert (note.place.line, note.place.column, note.place.end_column) == (4, 12, 21)
    assert (rows[0].place.line, rows[0].place.end_line) == (2, 3)
    assert rows[0].cells["note"].value == "two\r\nlines"
    assert rows[0].cell("nothing") is None
    assert found(table) == [("R106", "warning", 2, 17)]
    assert table.count.complete


@pytest.mark.parametrize(
    ("data", "options", "columns"),
    [
        ("a;b\n1;2\n", {}, ("a", "b")),
        ("a\tb\n1\t2\n", {}, ("a", "b")),
        ('"a,x";b\n1;2\n', {}, ("a,x", "b")),
        ("a|b\n1|2\n", {"delimiter": "|"}, ("a", "b")),
        ("a\n1\n", {}, ("a",)),
        ("Losses, all\n\na,b\n1,2\n", {"skip": 2}, ("a", "b")),
        ("1,2\n3,4\n", {"columns": ("a", "b")}, ("a", "b")),
    ],
)
def test_the_header_tells_the_delimiter_and_the_columns(tmp_path, data, options, columns):
    table, rows = read(tmp_path, data, **options)
    assert table.columns == columns
    assert rows[0].values[0] == "1"
    assert not table.diagnostics
    assert table.count.passed_over == options.get("skip", 0)


def test_an_encoding_is_never_guessed(tmp_path):
    data = "місто,число\nКиїв,1\nЛьвів,2\n".encode("cp1251")
    table, rows = read(tmp_path, data)
    assert not rows
    assert found(table)[0] == ("R001", "error", 1, 1)
    table, rows = read(tmp_path, data, encoding="cp1251")
    assert [row.values[0] for row in rows] == ["Київ", "Львів"]
    assert rows[0].cells["число"].place.column == 6


@pytest.mark.parametrize(
    ("bad", "code", "at"),
    [
        (b"1,2,3\n", "R001", (3, 1)),
        (b"1\n", "R001", (3, 1)),
        (b"1,x\xffy\n", "R001", (3, 4)),
        (b"1,x\0y\n", "R001", (3, 4)),
        (b'1,x"y\n', "R001", (3, 4)),
        (b'1,"x"y\n', "R001", (3, 6)),
        (b"1,x\ry\n", "R001", (3, 4)),
        (b"a,b\n", "R107", (3, 1)),
        (b"A,B\n", "R107", (3, 1)),
        (b"#date,#affected\n", "R107", (3, 1)),
        ("1,x\u202ey\n".encode(), "R106", (3, 4)),
        (b"1,x\xef\xbf\xbdy\n", "R106", (3, 4)),
        (b"1," + b"x" * 140_000 + b"\n", "R001", (3, 1)),
    ],
)
def test_a_bad_row_costs_itself_alone(tmp_path, bad, code, at):
    table, rows = read(tmp_path, b"a,b\n0,0\n" + bad + b"9,9\n")
    assert [row.values for row in rows] == [("0", "0"), ("9", "9")]
    assert [row.number for row in rows] == [1, 3]
    assert found(table) == [(code, "error", *at)]
    assert (table.count.refused, table.count.complete) == (1, True)


def test_blank_lines_are_counted(tmp_path):
    table, rows = read(tmp_path, "a,b\n1,2\n\n3,4\n\n")
    assert [row.number for row in rows] == [1, 3]
    assert (table.count.blank, table.count.rows) == (2, 4)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("", 1),
        ("\na,b\n1,2\n", 1),
        ("a,a\n1,2\n", 1),
        ("a,\n1,2\n", 1),
        ('a,"b\n1,2\n', 1),
        ("a,b;c\n1,2;3\n", 1),
        ('a,b\n1,2\n"3,4\n5,6\n', 3),
        ("a,b\n1,2\n" + "x" * 1_100_000, 3),
        ('a,b\n1,2\n"' + "x\n" * 600_000, 3),
    ],
)
def test_what_leaves_nothing_readable_behind_it_ends_the_reading(tmp_path, data, line):
    table, rows = read(tmp_path, data)
    assert table.diagnostics[-1].code == "R001"
    assert table.diagnostics[-1].place.line == line
    assert not table.count.complete
    assert len(rows) == (line > 1)


def test_findings_have_an_end_and_rows_are_still_counted(tmp_path):
    table, rows = read(tmp_path, "a,b\n1,2\n" + "1\n" * 10_050)
    assert len(rows) == 1
    assert len(table.diagnostics) == 10_002
    assert not table.count.complete
    table, rows = read(tmp_path, "a,b\n" + "1, 2\n" * 10_050)
    assert len(rows) == 10_050
    assert "50 more" in table.diagnostics[-1].message
    assert table.count.complete


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Losses of May\n\na,b\n1,2\n", "the header has 1 cell, the rows below have 2"),
        ("Losses, in May\na,b,c\n1,2,3\n4,5,6\n", "the header has 2 cells, the rows below have 3"),
        ("Losses of May,,\na,b,c\n1,2,3\n", "one name for 3 columns"),
        ("a,,b\n1,2,3\n", "column 2 has no name in the header: without"),
    ],
)
def test_a_title_in_place_of_the_header_is_told_once(tmp_path, text, message):
    table, rows = read(tmp_path, text)
    assert not rows
    told = [d.message for d in table.diagnostics if d.severity == "error"]
    assert [each[: len(message)] for each in told] == [message]
    assert not table.count.complete


@pytest.mark.parametrize("text", ["1,2,3\n1,2,3\n1,2\n", "1,2,3\n\n1\n1,2,3\n", "1\n1,2,3\n"])
def test_first_rows_of_other_widths_are_refused_one_by_one(tmp_path, text):
    table, rows = read(tmp_path, f"a,b\n{text}")
    odd = [line for line in text.splitlines() if line and line != "1,2"]
    assert [d.code for d in table.diagnostics] == ["R001"] * len(odd)
    assert (table.count.refused, table.count.complete) == (len(odd), True)
    assert table.count.rows == len(text.splitlines())
    assert len(rows) == text.count("1,2\n")


def test_a_first_row_of_another_width_keeps_its_number_and_is_told_of_before_what_follows(tmp_path):
    table, _ = read(tmp_path, "a,b\n1,2,3\n\n1,2\n")
    assert [row for row, _ in table.found] == [1]
    table, _ = read(tmp_path, 'a,b\n1,2,3\n"1,2\n')
    assert [(row, d.place.line) for row, d in table.found] == [(1, 2), (0, 3)]
    assert table.count.refused == 2


@given(st.text(alphabet='ab",;\n\r', max_size=30), st.sampled_from(",;"))
def test_places_agree_with_the_standard_library(text, delimiter):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    spans = cell_spans(text, delimiter)
    try:
        values = list(reader)
    except csv.Error:
        return
    if len(values) == 1 and values[0] and not isinstance(spans, Misquoted):
        raw = [text[start:end] for start, end in spans]
        bare = [t[1:-1].replace('""', '"') if t.startswith('"') else t for t in raw]
        assert bare == values[0]
