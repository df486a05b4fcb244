import pytest

from audit.made import TABLE, audited, found
from claimbook_build.importing.audit import account, defects
from claimbook_build.importing.defect import DEFECTS
from claimbook_build.report.audit import words


def kind_of(audit, name):
    (kind,) = (kind for kind in audit.defects if kind.name == name)
    return kind


def column_of(audit, name):
    (column,) = (column for column in audit.columns if column.name == name)
    return column


@pytest.fixture(scope="module")
def audit(tmp_path_factory):
    return audited(tmp_path_factory.mktemp("audit")).audit


def test_every_kind_is_counted_with_its_code_and_severity(audit):
    assert [kind.name for kind in audit.defects] == [*DEFECTS]
    assert all(kind.code == DEFECTS[kind.name].code for kind in audit.defects)
    assert found(audit) == {
        "float-for-integer": 1,
        "not-a-number": 1,
        "unknown-value": 1,
        "duplicate-key": 1,
    }
    assert (audit.verdict.errors, audit.verdict.warnings, audit.verdict.waived) == (5, 0, 1)


def test_a_kind_that_the_mapping_does_not_ask_for_says_so(audit):
    never = {kind.name for kind in audit.defects if not kind.asked}
    assert {"missing-day", "decrease", "reused-source", "reversed-interval"} <= never
    assert not never & {"not-in-order", "part-above-whole", "duplicate-key", "not-a-date"}


def test_an_example_says_where_and_what_is_printed(audit):
    (example,) = kind_of(audit, "float-for-integer").examples
    assert (example.row, example.key, example.column) == (3, "2019-05-02|Upper", "boats seen")
    assert (example.place.line, example.place.column, example.printed) == (4, 18, "14.0")


def test_rows_and_numbers_add_up(audit):
    rows, numbers = audit.rows, audit.numbers
    assert rows.rows == 9 == audit.table.rows
    parts = (rows.imported, rows.in_part, rows.refused, rows.blank, rows.unread)
    assert sum(parts) == rows.rows
    assert numbers.numbers == numbers.figures + numbers.refused + numbers.unsaid


def test_the_cells_of_a_column_add_up(audit):
    for column in audit.columns:
        if column.holds:
            assert column.cells == column.empty + column.read + column.refused
    seen = column_of(audit, "boats seen")
    assert (seen.cells, seen.empty, seen.read, seen.refused) == (8, 1, 5, 2)
    assert (seen.least, seen.greatest) == (6, 12)
    day = column_of(audit, "day")
    assert (day.least, day.greatest) == ("2019-05-01", "2019-05-05")
    assert column_of(audit, "remark").ignored


def test_what_is_waived_is_told_with_its_reason_and_counts_as_nothing_else(audit):
    (excuse,) = audit.waived
    assert (excuse.name, excuse.code, excuse.count) == ("part-above-whole", "R402", 1)
    assert excuse.because.startswith("Two boats")
    assert excuse.examples[0].key == "2019-05-01|Lower"


def test_a_row_that_cannot_be_read_is_told(audit):
    (kind,) = audit.reading
    assert (kind.code, kind.severity, kind.count) == ("R001", "error", 1)
    assert kind.examples[0].place.line == 9


def test_the_table_is_known_by_its_bytes(audit):
    from hashlib import sha256

    table = audit.table
    assert table.sha256 == sha256(TABLE.encode()).hexdigest()
    assert (table.format, table.complete) == ("csv", True)
    assert (table.first_date, table.last_date) == ("2019-05-01", "2019-05-05")


def test_the_same_table_gives_the_same_audit(tmp_path, audit):
    again = audited(tmp_path).audit
    assert again.defects[0].name == audit.defects[0].name
    assert [kind.count for kind in again.defects] == [kind.count for kind in audit.defects]


def test_rows_of_their_own_names_are_columns_that_nobody_knows(tmp_path):
    rows = '[{"day": "2019-05-01", "bridge": "Upper", "boats": 3}, {"day": "2019-05-02"}]'
    audit = audited(tmp_path, rows, name="crossings.json").audit
    assert found(audit)["unknown-column"] == 1
    assert column_of(audit, "boats").holds is None
    assert column_of(audit, "bridge").cells == 1


def test_a_file_that_is_no_table_is_an_audit_with_an_error(tmp_path):
    audit = audited(tmp_path, "<html><body>404</body></html>").audit
    assert audit.verdict.errors == 1
    assert audit.rows.rows == 0
    assert [kind.code for kind in audit.reading] == ["R002"]


def test_examples_and_listed_findings_have_a_bound_and_counts_have_none(tmp_path, monkeypatch):
    monkeypatch.setattr(account, "MOST_LISTED", 30)
    monkeypatch.setattr(defects, "MOST_EXAMPLES", 20)
    head, *_ = TABLE.splitlines()
    rows = ["2019-05-01,Lower,7,9,"]
    rows += [f"2019-05-01,B{number},x,1," for number in range(100)]
    whole = audited(tmp_path, "\n".join([head, *rows, ""]))
    kind = kind_of(whole.audit, "not-a-number")
    assert (kind.count, len(kind.examples)) == (100, 20)
    assert kind.columns == {"boats seen": 100}
    assert sum(kind.spread.counts) == 100
    assert kind.printed == {"x": 100}
    assert len(whole.diagnostics) + whole.unlisted == whole.audit.verdict.errors
    assert whole.unlisted == sum(max(count - 30, 0) for count in found(whole.audit).values())


def test_what_is_found_at_the_end_is_looked_up_in_the_table(tmp_path):
    mapping = """  - columns: {boats sunk: {measure: destroyed}}
    unit: piece
    place: {column: bridge}
    aggregation: cumulative
    as_of: {column: day}
"""
    from audit.made import MAPPING

    start, end = MAPPING.index("  - columns:"), MAPPING.index("checks:")
    rules = MAPPING[:start] + mapping + MAPPING[end:]
    table = "day,bridge,boats sunk\n2019-05-01,Upper,23\n2019-05-02,Upper,21\n2019-05-03,Upper,25\n"
    rules = rules.replace("  parts: [{part: boats sunk, whole: boats seen}]\n", "")
    audit = audited(tmp_path, table, rules).audit
    (example,) = kind_of(audit, "decrease").examples
    assert (example.row, example.column, example.printed) == (2, "boats sunk", "21")
    assert example.related


# --- since an older version ----------------------------------------------------------------------
def test_nothing_is_new_in_the_same_table(tmp_path):
    audit = audited(tmp_path, since=TABLE).audit
    assert found(audit) == {}
    assert audit.verdict.errors == audit.verdict.waived == 0
    assert (audit.since.standing, audit.since.gone) == (6, 0)
    assert audit.rows.rows == 9


def test_only_what_the_older_version_has_not_is_told(tmp_path):
    mended = TABLE.replace("a lot", "10").replace("Uper", "Upper")
    newer = mended + "2019-05-06,Uppr,x,0,\n"
    audit = audited(tmp_path, newer, since=TABLE).audit
    assert found(audit) == {"unknown-value": 1, "not-a-number": 1}
    assert audit.since.gone == 2
    assert audit.since.table.path.endswith("older-crossings.csv")


def test_a_defect_excuses_one_like_it_and_no_more(tmp_path):
    double = "2019-05-03,Upper,11,2,\n"
    newer = TABLE.replace(double, double * 3)
    assert found(audited(tmp_path, newer, since=TABLE).audit) == {"duplicate-key": 2}


def test_rows_that_moved_have_no_new_defects(tmp_path):
    newer = TABLE.replace("2019-05-01,Upper", "2019-04-30,Lower,1,0,\n2019-05-01,Upper")
    assert found(audited(tmp_path, newer, since=TABLE).audit) == {}


def test_least_and_greatest_are_those_of_words_as_well(tmp_path):
    table = 'day,bridge,boats seen,boats sunk\n2019-05-01,Upper,"1,068",3\n2019-05-02,Upper,7,3\n'
    seen = column_of(audited(tmp_path, table).audit, "boats seen")
    assert (seen.least, seen.greatest) == (7, 1068)


def test_of_a_table_that_was_not_read_nothing_is_said_to_be_absent(tmp_path):
    assert not [*words.unsaid(audited(tmp_path, "").audit)]
