from datetime import date, datetime, time

import pytest

from claimbook_build.table.excel.serial import from_serial, shows_date
from claimbook_build.table.options import Options
from claimbook_build.table.table import open_table
from workbook_files import cell, packed, parts, sheet, text_row, workbook

HEAD = text_row(1, "date", "tank")


def read(tmp_path, data, **options):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with open_table(str(path), Options(**options)) as table:
        rows = list(table)
    assert len(rows) == table.count.yielded
    return table, rows


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


def test_cells_keep_type_text_and_place(tmp_path):
    first = row(
        2,
        cell("A2", 44616, style=1),
        cell("B2", "80", formula="40*2"),
    )
    second = row(4, cell("A4", 0, "s"), cell("B4", 1, "b"))
    table, rows = read(tmp_path, workbook(HEAD, first, row(3), second, strings=("Київ &amp; x",)))
    assert table.columns == ("date", "tank")
    assert [one.values for one in rows] == [(date(2022, 2, 24), 80), ("Київ & x", True)]
    day, tank = rows[0].cells.values()
    assert (day.text, day.kind, day.sheet, day.formula) == ("44616", "date", "S1!A2", False)
    assert (tank.text, tank.sheet, tank.formula) == ("80", "S1!B2", True)
    assert (tank.place.line, tank.place.column) == (2, 2)
    assert [(d.code, d.severity, d.place.line) for d in table.diagnostics] == [
        ("R103", "warning", 2)
    ]
    assert (table.count.blank, table.count.complete) == (1, True)
    assert rows[1].number == 3


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (cell("B2", "#DIV/0!", "e"), "R103"),
        (cell("B2", "x"), "R103"),
        (cell("B2", "1e999"), "R103"),
        (cell("B2", "12345678901234567"), "R103"),
        (cell("B2", -(2**53)), "R103"),
        (cell("B2", None, formula="A1"), "R103"),
        (cell("B2", 9, "s"), "R103"),
        (cell("B2", 60, style=1), "R103"),
        (cell("B2", -5, style=1), "R103"),
        (cell("B2", "2022-02-30", "d"), "R103"),
        (cell("B2", 2, "b"), "R103"),
        (cell("B2", "x\u202ey", "inlineStr"), "R106"),
        (cell("D2", 5), "R001"),
    ],
)
def test_a_bad_row_costs_itself_alone(tmp_path, bad, code):
    good = row(3, cell("A3", 1), cell("B3", 2))
    table, rows = read(tmp_path, workbook(HEAD, row(2, cell("A2", 1), bad), good))
    assert [one.values for one in rows] == [(1, 2)]
    assert [finding.code for finding in table.diagnostics] == [code]
    assert table.diagnostics[0].message.startswith("S1!")
    assert (table.count.refused, table.count.complete) == (1, True)


def test_a_repeated_header_and_merged_cells_are_refused(tmp_path):
    merged = '<mergeCells count="1"><mergeCell ref="B3:B4"/></mergeCells>'
    rows = [row(n, cell(f"A{n}", n), cell(f"B{n}", n)) for n in (3, 4, 5)]
    again = text_row(2, "date", "tank")
    table, found = read(tmp_path, workbook(HEAD, again, *rows, behind=merged))
    assert [one.values for one in found] == [(5, 5)]
    assert [d.code for d in table.diagnostics] == ["R107", "R103", "R103"]


def test_texts_are_joined_of_their_runs_and_great_numbers_kept(tmp_path):
    runs = '<c r="A2" t="inlineStr"><is><r><t>80 </t></r><r><t>tanks</t></r></is></c>'
    great = cell("B2", 2**53 - 1)
    table, rows = read(tmp_path, workbook(HEAD, row(2, runs, great)))
    assert [one.values for one in rows] == [("80 tanks", 2**53 - 1)]
    assert not table.diagnostics


def test_rows_above_the_header_are_passed_over(tmp_path):
    rows = (text_row(1, "All losses"), text_row(3, "a"), row(4, cell("A4", 1)))
    table, found = read(tmp_path, workbook(*rows), skip=2)
    assert (table.columns, found[0].values, table.count.passed_over) == (("a",), (1,), 1)
    table, found = read(tmp_path, workbook(row(1, cell("B1", 1))), columns=("x", "y"))
    assert found[0].values == (None, 1)


def test_a_title_in_place_of_the_header_is_told_once(tmp_path):
    rows = (text_row(1, "All losses"), row(2), text_row(3, "a", "b"), text_row(4, "c", "d"))
    table, found = read(tmp_path, workbook(*rows))
    assert not found
    assert [(d.code, d.place.line) for d in table.diagnostics] == [("R001", 1)]
    assert "--skip" in table.diagnostics[0].help


def test_of_several_sheets_one_is_named(tmp_path):
    book = packed(parts(sheet(HEAD), sheet(text_row(1, "b"), row(2, cell("A2", 7)))))
    table, rows = read(tmp_path, book)
    assert "`S1`, `S2`" in table.diagnostics[0].help
    table, rows = read(tmp_path, book, sheet="S2")
    assert rows[0].cells["b"].sheet == "S2!A2"
    table, rows = read(tmp_path, book, sheet="S3")
    assert not rows
    assert table.diagnostics


def test_the_calendar_of_1904(tmp_path):
    day = row(2, cell("A2", 43154, style=1))
    _, rows = read(tmp_path, workbook(text_row(1, "d"), day, book='<workbookPr date1904="1"/>'))
    assert rows[0].values == (date(2022, 2, 24),)


@pytest.mark.parametrize(
    ("serial", "value"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (60, None),
        (61, date(1900, 3, 1)),
        (44616.25, datetime.fromisoformat("2022-02-24T06:00")),
        (0.25, time(6)),
        (2_958_465, date(9999, 12, 31)),
        (2_958_466, None),
        (-1, None),
        (0.9999999999, None),
    ],
)
def test_serial_numbers(serial, value):
    assert from_serial(serial, since_1904=False) == value


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", False),
        ("#,##0.00", False),
        ('0" days"', False),
        ("[Red]0", False),
        ("[$-409]d mmm yyyy", True),
        ("[h]:mm", False),
        ("hh:mm", True),
        ("\\d0", False),
        ('yyyy"-"mm', True),
    ],
)
def test_formats_that_show_dates(code, shown):
    assert shows_date(164, code) is shown
