import csv
import json
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.release.connect import connect
from claimbook_build.standards.spreadsheet import BOM, cell, text_of, write_spreadsheets

STARTS = "=+-@\t\r\n＝＋－＠"


@pytest.fixture(scope="module")
def folder(release, tmp_path_factory):
    made = tmp_path_factory.mktemp("csv")
    write_spreadsheets(release, made)
    return made


@pytest.mark.parametrize("start", STARTS)
def test_a_text_that_would_be_a_formula_is_made_harmless(start):
    assert cell(f"{start}1+1") == f"'{start}1+1"
    assert cell(f"'{start}1") == f"''{start}1"
    assert cell(f"1{start}1") == f"1{start}1"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (-3, "-3"),
        (-3.0, "-3"),
        (-0.25, "-0.25"),
        (1e21, "1000000000000000000000"),
        (5e-324, "5e-324"),
        (True, "true"),
        (False, "false"),
        (date(2022, 10, 10), "2022-10-10"),
        (datetime(2022, 10, 10, 8, 0, 5, tzinfo=UTC), "2022-10-10 08:00:05"),
        (["a", "b"], "a; b"),
        (["=a", "b"], "'=a; b"),
        ([], ""),
        ("'tis", "'tis"),
        ("", ""),
    ],
)
def test_a_value_as_a_cell(value, written):
    assert cell(value) == written


@given(st.text(alphabet=st.characters() | st.sampled_from(STARTS + "'")))
def test_every_text_comes_back_and_none_begins_a_formula(text):
    assert text_of(cell(text)) == text
    assert cell(text)[:1] not in set(STARTS)


def test_every_table_is_a_file_with_every_row_and_column(release, folder):
    for table in release.manifest.tables:
        data = (folder / f"{table.name}.csv").read_bytes()
        assert not data.startswith(BOM)
        assert data.endswith(b"\r\n")
        rows = list(csv.reader(data.decode().splitlines(keepends=True), strict=True))
        assert rows[0] == [column.name for column in table.columns]
        assert len(rows) == table.rows + 1
        assert {len(row) for row in rows} == {len(table.columns)}


def test_the_cells_are_the_values(release, folder):
    with connect(release) as connection:
        found = connection.execute("FROM figures_flat").fetchall()
    with (folder / "figures_flat.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    assert rows == [[cell(value) for value in row] for row in found]


def test_with_the_mark_each_file_begins_with_it(release, tmp_path):
    write_spreadsheets(release, tmp_path, bom=True)
    for path in tmp_path.glob("*.csv"):
        assert path.read_bytes().startswith(BOM)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        data = (tmp_path / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)


@pytest.mark.slow
def test_the_standard_s_tool_finds_no_fault_in_any_cell(folder, faults):
    assert faults("package", folder / "datapackage.json") == []
    assert faults("package_data", folder / "datapackage.json") == []


@pytest.mark.slow
def test_the_standard_s_tool_finds_a_changed_cell(folder, tmp_path, faults):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    path = tmp_path / "figures.csv"
    path.write_bytes(path.read_bytes().replace(b",exact,", b",exactly,", 1))
    assert any(
        "exactly" in line or "hash" in line
        for line in faults("package_data", tmp_path / "datapackage.json")
    )
