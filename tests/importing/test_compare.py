import csv
import io
import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook.dataset import Dataset
from claimbook.mapping.mapping import Mapping
from claimbook_build.check.shape import shape
from claimbook_build.importing.compare.compare import TableComparison
from claimbook_build.importing.compare.difference import HOWS
from claimbook_build.importing.mapping_file import MappingFile
from claimbook_build.read.strict_yaml import read_yaml
from claimbook_build.report.table_diff import json as table_json
from claimbook_build.report.table_diff import markdown, text

MAPPING = """id: shells
description: Shells fired a day at each of two places
licence: MIT
origin: observers
slug: shells
key: [day, place]
month_of: day
columns:
  day: {holds: date, required: true}
  place: {holds: text, required: true}
  shells: {holds: count, missing: [n/a]}
  drones: {holds: count}
  note: {ignored: It is nobody's number}
claim:
  claimants: [act_velmaria]
  speech_act: asserts
  proposition: So many shells were fired on a day
  said_at: {column: day}
figures:
  - columns:
      shells: {}
      drones: {}
    measure: missiles_launched
    unit: munition
checks: {order: day}
"""
COLUMNS = ("day", "place", "shells", "drones", "note")
ROWS = [[f"2019-05-{day:02}", place, "7", "1", "x"] for day in range(1, 9) for place in "pq"]


def _file():
    mapping = shape(Mapping, read_yaml(MAPPING.encode(), "shells.yaml").root)
    assert isinstance(mapping, Mapping), mapping
    return MappingFile(mapping, Dataset(()), (), {})


FILE = _file()


def _csv(path, rows, columns=COLUMNS):
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([columns, *rows])
    path.write_text(written.getvalue(), "utf-8")
    return str(path)


def _edited(at, column, value):
    return [
        [
            value if (row, name) == (at, column) else cell
            for name, cell in zip(COLUMNS, cells, strict=True)
        ]
        for row, cells in enumerate(ROWS)
    ]


@pytest.fixture
def compared(tmp_path):
    """Return what compares rows, of CSV, with `ROWS`."""

    def compare(rows, columns=COLUMNS, old=ROWS):
        before, after = _csv(tmp_path / "a.csv", old), _csv(tmp_path / "b.csv", rows, columns)
        return TableComparison(before, after, FILE)

    return compare


def _told(found):
    return {how: [(row.key, *row.cells) for row in found.rows(how)] for how in HOWS}


def test_versions_that_say_the_same_are_equal(compared):
    with compared(ROWS) as found:
        assert found.equal
        assert found.same == len(ROWS)
        assert "no difference" in "".join(text.report(found))


def test_a_changed_cell_is_told_with_both_places(compared):
    with compared(_edited(3, "shells", "82")) as found:
        ((key, cell),) = _told(found)["changed"]
        assert (key, cell.column, cell.old, cell.new) == ("2019-05-02|q", "shells", "7", "82")
        assert (cell.old_spot.line, cell.new_spot.line) == (5, 5)
        assert (cell.old_spot.column, cell.new_spot.end_column) == (14, 16)
        assert (found.numbers.changed, found.cells[0].higher) == (1, 1)
        assert not found.equal


@pytest.mark.parametrize(
    ("column", "value", "how"), [("drones", "", "removed"), ("shells", "n/a", "removed")]
)
def test_an_emptied_cell_is_a_number_gone(compared, column, value, how):
    with compared(_edited(3, column, value)) as found:
        assert getattr(found.numbers, how) == 1
        assert found.cells[0].emptied == 1


def test_what_is_not_read_is_compared_as_it_is_printed(compared):
    with compared(_edited(3, "note", "y")) as found:
        assert [cell.column for _, cell in _told(found)["changed"]] == ["note"]
        assert found.numbers.changed == 0


def test_a_cell_that_cannot_be_read_is_compared_as_it_is_printed_and_a_new_defect(compared):
    with compared(_edited(3, "shells", "x")) as found:
        ((_, cell),) = _told(found)["changed"]
        assert cell.new == "x"
        (defect,) = found.defect_changes("added")
        assert (defect.name, defect.key, defect.column) == (
            "not-a-number",
            "2019-05-02|q",
            "shells",
        )
        assert [(c.name, c.old, c.new, c.added) for c in found.defects] == [
            ("not-a-number", 0, 1, 1)
        ]


def test_a_defect_of_both_versions_is_no_difference(compared):
    rows = _edited(3, "shells", "x")
    with compared(rows, old=rows) as found:
        assert found.equal
        assert (found.defects[0].old, found.defects[0].new) == (1, 1)
        assert [*found.defect_changes("added"), *found.defect_changes("removed")] == []


def test_columns_that_came_and_went_change_no_row(compared):
    columns = (*COLUMNS[:3], "mines", "note")
    with compared(ROWS, columns) as found:
        assert [(c.how, c.name, c.values, c.known) for c in found.columns] == [
            ("removed", "drones", len(ROWS), True),
            ("added", "mines", len(ROWS), False),
        ]
        assert found.same == len(ROWS)
        assert not found.equal


def test_the_same_value_in_other_letters_is_no_change(tmp_path):
    old = _csv(tmp_path / "a.csv", ROWS)
    rows = [
        dict(zip(COLUMNS, [*row[:2], int(row[2]), int(row[3]), row[4]], strict=True))
        for row in ROWS
    ]
    (tmp_path / "b.json").write_text(json.dumps(rows), "utf-8")
    with TableComparison(old, str(tmp_path / "b.json"), FILE) as found:
        assert found.equal
        assert found.same == len(ROWS)


def test_rows_with_one_key_are_compared_in_their_order(compared):
    old = [*ROWS, ["2019-05-08", "q", "9", "9", "z"]]
    new = [*ROWS[:-1], ["2019-05-08", "q", "8", "1", "x"], old[-1]]
    with compared(new, old=old) as found:
        ((key, cell),) = _told(found)["changed"]
        assert (key, cell.old, cell.new) == ("2019-05-08|q", "7", "8")
        assert found.doubles == [1, 1]
        assert "the first is compared" in "".join(text.report(found))


def test_rows_without_a_key_are_matched_by_all_that_is_printed(compared):
    old = [*ROWS, ["", "q", "9", "9", "z"], ["", "q", "1", "1", "z"]]
    with compared(old[:-1], old=old) as found:
        assert found.counts.total() == 1
        (row,) = found.rows("removed")
        assert (row.key, row.values["shells"]) == (None, "1")


def test_a_table_that_breaks_off_is_never_equal(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('day,place,shells,drones,note\n2019-05-01,p,7,1,"x\n', "utf-8")
    with TableComparison(str(path), str(path), FILE) as found:
        assert not found.equal
        assert "not be read to its end" in "".join(text.report(found))


CELL = st.sampled_from(["", "3", "82", "x", "n/a", "2019-06-01", "ы"])
EDIT = st.one_of(
    st.tuples(st.just("cell"), st.integers(0, 15), st.sampled_from(COLUMNS[2:]), CELL),
    st.tuples(st.just("drop"), st.integers(0, 15)),
    st.tuples(st.just("add"), st.integers(10, 28), st.sampled_from("pq")),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(EDIT, max_size=8), st.randoms(use_true_random=False))
def test_random_edits_are_what_is_told(tmp_path_factory, edits, random):
    rows = {(row[0], row[1]): [*row] for row in ROWS}
    keys = [*rows]
    for kind, at, *rest in edits:
        if kind == "cell" and keys[at] in rows:
            rows[keys[at]][COLUMNS.index(rest[0])] = rest[1]
        elif kind == "drop":
            rows.pop(keys[at], None)
        elif kind == "add":
            rows[f"2019-05-{at}", rest[0]] = [f"2019-05-{at}", rest[0], "5", "5", "n"]
    order = [*rows.values()]
    random.shuffle(order)
    folder = tmp_path_factory.mktemp("edits")
    before, after = _csv(folder / "a.csv", ROWS), _csv(folder / "b.csv", order)
    with TableComparison(before, after, FILE) as found:
        told = {
            how: {row.key: {c.column: (c.old, c.new) for c in row.cells} for row in found.rows(how)}
            for how in HOWS
        }
    was = {(row[0], row[1]): row for row in ROWS}
    assert told["added"].keys() == {"|".join(key) for key in rows.keys() - was.keys()}
    assert told["removed"].keys() == {"|".join(key) for key in was.keys() - rows.keys()}
    meant = {}
    for key in rows.keys() & was.keys():
        pairs = zip(
            COLUMNS, map(_none, COLUMNS, was[key]), map(_none, COLUMNS, rows[key]), strict=True
        )
        cells = {name: (old, new) for name, old, new in pairs if old != new}
        if cells:
            meant["|".join(key)] = cells
    assert told["changed"] == meant


def _none(column, cell):
    return None if cell == "" or (column == "shells" and cell == "n/a") else cell


def test_the_formats_say_the_same_and_nothing_acts(compared):
    rows = _edited(3, "note", "<b>|")[1:]
    rows[4][2] = "x"
    with compared([*rows, ["2019-05-30", "p", "1", "1", "##[error]"]]) as found:
        data = json.loads("".join(table_json.report(found)))
        shown, page = "".join(text.report(found)), "".join(markdown.report(found))
        short = "".join(markdown.report(found, most=400))
    jsonschema.validate(data, table_json.json_schema())
    assert data["counts"] == {"added": 1, "removed": 1, "changed": 2, "same": 13, "rewritten": 0}
    assert [row["how"] for row in data["rows"]] == ["changed", "changed", "removed", "added"]
    assert "##[" not in shown + page
    assert "<b>" not in page
    assert "2 rows changed, 1 row removed, 1 row added, 1 defect new" in shown
    assert short.endswith("has all.\n")
