from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.diagnostic import Place
from claimbook_build.importing.between.between import Between
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.names import Looked
from importing.between_rows import counted, days, found, mapping, reading, table, told

NAMED = mapping("name_text", key=("name_text",))


@given(st.lists(st.none() | st.sampled_from(["a", "b", "c|d", "", "é", "e\u0301"]), max_size=12))
def test_the_doubles_are_those_of_a_set(names):
    rows = [{"name_text": name} for name in names]
    known, doubles = set(), []
    for number, name in enumerate(names, 1):
        if name is not None and name in known:
            doubles.append(number)
        known.add(name)
    findings = found(NAMED, rows)
    assert [finding.row for finding in findings] == doubles
    for finding in findings:
        (first,) = finding.related
        assert first.place.line == names.index(finding.key) + 2


def day_rows(*offsets):
    return table("day", *((day,) for day in days(*offsets)))


@pytest.mark.parametrize(
    ("offsets", "rows"),
    [
        ((0, 1, 1, 2), []),
        ((5, 6, 1, 7, 8), [3]),
        ((5, 9, 6, 7), [3]),
        ((3, 2, 1), [2, 3]),
    ],
)
def test_a_row_is_held_to_the_one_above_it(offsets, rows):
    findings = found(mapping(key=("day",), checks={"order": "day"}), day_rows(*offsets))
    assert [one.row for one in findings if one.defect == "not-in-order"] == rows


def test_rows_are_in_the_order_of_numbers_and_texts_too():
    form = mapping("dead name_text", checks={"order": "dead"})
    rows = table("day dead name_text", *zip(days(0, 1, 2), (9, None, 10), "bac", strict=True))
    assert told(found(form, rows)) == []
    form = mapping("dead name_text", checks={"order": "name_text"})
    assert told(found(form, rows)) == [("not-in-order", 2, "name_text")]


@pytest.mark.parametrize("turned", [False, True])
def test_each_missing_day_is_told_whatever_the_order(turned):
    rows = day_rows(0, 1, 3, 7, 7)[:: -1 if turned else 1]
    findings = [
        one for one in found(mapping(checks={"daily": "day"}), rows) if one.defect == "missing-day"
    ]
    assert [one.key for one in findings] == days(2, 4, 5, 6)
    assert findings[0].message == "2019-05-03 has no row"
    assert findings[1].message.endswith(": 3 days from 2019-05-05 to 2019-05-07 have none")
    assert [one.row for one in findings] == [3, *[1 if turned else 4] * 3]


def test_a_date_behind_the_tables_own_is_no_end_of_it():
    form = mapping(checks={"daily": "day"})
    ahead = TableFinding("future-date", 2, "day", None, Place("table.csv"), "too late")
    between = Between(form)
    for number, (day, faults) in enumerate(zip(days(0, 900), ((), (ahead,)), strict=True), 1):
        assert not list(between.see(reading(number, form, {"day": day}, faults)))
    assert not list(between.close())


def test_months_are_no_days_of_a_daily_table():
    rows = table("day", ("2019-05-01",), ("2019-08",), ("2019-05-02",))
    assert told(found(mapping(checks={"daily": "day"}), rows)) == []


def test_a_part_above_its_whole_is_told_once_a_pair_and_row():
    figures = (
        *counted("sent", aggregation="increment"),
        *counted("stopped", aggregation="increment", of_which="sent"),
    )
    checks = {"parts": [{"part": "stopped", "whole": "sent"}, {"part": "lost", "whole": "sent"}]}
    form = mapping("sent stopped lost", figures=figures, checks=checks)
    rows = table(
        "day sent stopped lost",
        *zip(days(0, 1, 2), (5, 5, None), (5, 6, 9), (1, 7, 1), strict=True),
    )
    findings = found(form, rows)
    assert told(findings) == [("part-above-whole", 2, "stopped"), ("part-above-whole", 2, "lost")]
    assert findings[0].message == "`stopped` is 6, of 5 `sent`"


SAME = mapping("sent stopped", checks={"same": [{"part": "stopped", "whole": "sent"}]})


@pytest.mark.parametrize(
    ("pairs", "tells"),
    [
        ([(0, 0), *((n, n) for n in range(1, 6)), (None, 3)], True),
        ([(n, n) for n in range(1, 5)], False),
        ([*((n, n) for n in range(1, 9)), (5, 4)], False),
        ([*((n, n) for n in range(1, 9)), (5, 0)], False),
    ],
)
def test_a_part_that_is_always_its_whole_is_told_of_the_table(pairs, tells):
    rows = table(
        "day sent stopped",
        *((day, *pair) for day, pair in zip(days(*range(len(pairs))), pairs, strict=True)),
    )
    assert told(found(SAME, rows)) == [("always-equal", 0, "stopped")] * tells


def test_a_total_is_told_that_stands_beside_its_parts():
    totals = {"column": "where_text", "whole": ["all"], "alike": ["day", "item_text"]}
    form = mapping(
        "where_text item_text", key=("day", "where_text", "item_text"), checks={"totals": totals}
    )
    first, second = days(0, 1)
    rows = table(
        "day where_text item_text",
        (first, "north", "drone"),
        (first, "all", "missile"),
        (second, "all", "drone"),
        (first, "all", "drone"),
        (first, "south", "drone"),
        (first, None, "missile"),
        (second, "all", None),
    )
    findings = found(form, rows)
    assert told(findings) == [("overlapping-totals", 4, "where_text")]
    assert findings[0].message == "the total stands beside 2 rows of what it sums up"
    assert findings[0].related[0].place.line == 2
    del rows[1]["item_text"], rows[5]["item_text"]
    rows[5]["where_text"] = "north"
    assert told(found(form, rows)) == [("overlapping-totals", row, "where_text") for row in (2, 4)]


def test_several_places_in_one_cell_are_a_part_of_the_total():
    totals = {"column": "where_text", "whole": ["all"], "alike": ["day"]}
    form = mapping("where_text", key=("day", "where_text"), checks={"totals": totals})
    several = TableFinding("several-values", 2, "where_text", None, Place("table.csv"), "two")
    whole, parts = (reading(n, form, {"day": days(0)[0], "where_text": "all"}) for n in (1, 2))
    parts = replace(
        parts,
        row=parts.row._replace(values=(days(0)[0], "north and south")),
        values={"day": parts.values["day"]},
        findings=(several,),
        key=None,
    )
    between = Between(form)
    assert not [one for row in (whole, parts) for one in between.see(row)]
    assert told(between.close()) == [("overlapping-totals", 1, "where_text")]


def test_what_cannot_be_read_is_a_place_and_a_kind_of_its_own_beside_a_total():
    totals = {"column": "where_text", "whole": ["all"], "alike": ["day", "item_text"]}
    key = ("where_text", "item_text")
    form = mapping("where_text item_text", key=key, checks={"totals": totals})
    between, day = Between(form), days(0)[0]
    rows = [("all", "kite"), ("nrth", "kite"), ("all", "glider"), ("north", "balloon")]
    for number, (where, item) in enumerate(rows, 1):
        values = {"day": day, "where_text": where, "item_text": item}
        unknown = [
            TableFinding("unknown-value", number, name, None, Place("table.csv"), "unknown")
            for name in ("where_text", "item_text")
        ]
        row = reading(number, form, values, unknown)
        known = {name: row.values[name] for name in ("day", "where_text") if values[name] != "nrth"}
        assert not list(between.see(replace(row, values=known)))
    assert told(between.close()) == [("overlapping-totals", 1, "where_text")]


def test_a_total_of_one_model_sums_up_none_of_another_with_its_code():
    totals = {"column": "where_text", "whole": ["all"], "alike": ["item_text"]}
    form = mapping("where_text item_text", key=("day",), checks={"totals": totals})
    drones = [Looked("itm_drone", model) for model in ("Lancet", "Lancet", "Kub")]
    rows = zip(days(0, 1, 2), ("all", "north", "all"), drones, strict=True)
    findings = found(form, table("day where_text item_text", *rows))
    assert told(findings) == [("overlapping-totals", 1, "where_text")]


@pytest.mark.parametrize(("days_apart", "rows"), [(None, [3, 6]), (4, [6]), (9, [])])
def test_a_source_of_rows_days_apart_is_told_once(days_apart, rows):
    source = {"column": "from_text", "date": "day", "days": days_apart}
    form = mapping("from_text n", key=("n",), checks={"source": source})
    dates = days(0, 1, 2, 9, 10, 5)
    names = ("a", "a", "a", "b", "b", "c")
    lines = [*zip(dates, names, range(6), strict=True), (days(0)[0], "c", 6)]
    findings = found(form, table("day from_text n", *lines))
    assert told(findings) == [("reused-source", row, "from_text") for row in rows]


def test_a_waiver_excuses_what_it_names_and_one_for_nothing_is_known():
    waive = [
        {"rule": "R404", "because": "The source lowered it", "row": days(1)[0], "column": "dead"},
        {"rule": "R306", "because": "Nothing was published", "row": days(2)[0]},
        {"rule": "R404", "because": "No such thing at all", "row": days(1)[0], "column": "day"},
    ]
    form = mapping("dead", figures=counted("dead"), checks={"daily": "day"}, waive=waive)
    between = Between(form)
    rows = table("day dead", *zip(days(0, 1, 3), (9, 8, 7), strict=True))
    for number, row in enumerate(rows, 1):
        assert not list(between.see(reading(number, form, row)))
    findings = list(between.close())
    assert [(one.defect, one.key, one.waived) for one in findings] == [
        ("missing-day", days(2)[0], "Nothing was published"),
        ("decrease", days(1)[0], "The source lowered it"),
        ("decrease", days(3)[0], None),
    ]
    assert [one.is_error for one in findings] == [False, False, True]
    assert between.waive.unused() == (form.waive[2],)


def test_a_table_given_up_half_way_leaves_no_file_open():
    between = Between(NAMED)
    between.see(reading(1, NAMED, {"name_text": "a"}))
    del between


@pytest.mark.parametrize(
    ("offsets", "rows"),
    [
        ((*range(12), 9000), [13]),
        ((9000, *range(12)), [1]),
        ((*range(12), 100), []),
        ((*range(5), 9000), []),
        (tuple(range(0, 6000, 500)), []),
    ],
)
def test_a_day_far_behind_all_others_is_told_and_makes_no_gap(offsets, rows):
    form = mapping(key=("day",), checks={"daily": "day"} if rows else None)
    findings = found(form, day_rows(*offsets))
    assert told(findings) == [("future-date", row, "day") for row in rows]
