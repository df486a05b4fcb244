import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.diagnostic import Place
from claimbook_build.importing import sorted_runs
from claimbook_build.importing.between.between import Between
from claimbook_build.importing.finding import TableFinding
from importing.between_rows import counted, days, found, mapping, reading, table, told

DEAD = mapping("dead", figures=counted("dead"))


def course(*numbers):
    return table("day dead", *zip(days(*range(len(numbers))), numbers, strict=True))


@pytest.mark.parametrize(
    ("numbers", "falls", "advice"),
    [
        ((100, 110, 90, 120, 130), [3], "look up 90: without it"),
        ((100, 110, 190, 120, 130), [4], "look up 190 on 2019-05-03: without it"),
        ((100, 110, 105, 120), [3], "either 105 is too low or 110 on 2019-05-02 too high"),
        ((100, 110, 90), [3], None),
        ((100, 110, 110, 109, 109, 130), [4], None),
        ((100, 110, None, 105, 120), [4], "either 105"),
        ((100, 90, 80), [2, 3], None),
        ((100, 100, 200), [], None),
    ],
)
def test_a_fall_is_told_once_where_it_happens(numbers, falls, advice):
    findings = found(DEAD, course(*numbers))
    assert told(findings) == [("decrease", row, "dead") for row in falls]
    if advice is not None:
        assert findings[0].help.startswith(advice)


def test_a_fall_says_what_stood_before_and_after_it():
    one, *_ = found(DEAD, course(100, 110, 90, 120))
    assert one.message == "`dead` falls to 90: it was 110 on 2019-05-02"
    assert (one.key, one.place.line, one.place.column) == ("2019-05-03", 4, 20)
    assert [(other.place.line, other.message) for other in one.related] == [
        (3, "the number before, 110 on 2019-05-02"),
        (5, "the number after, 120 on 2019-05-04"),
    ]


@pytest.mark.parametrize(
    ("numbers", "leaps"),
    [
        ((110, 1120, 1130), [("leap", 2, "dead")]),
        ((110, 1200, 130, 140), [("decrease", 3, "dead")]),
        ((110, 1200, 1199, 1210), [("leap", 2, "dead"), ("decrease", 3, "dead")]),
        ((1000, 5100, 100, 110), [("decrease", 3, "dead")]),
        ((1100, 120, 1130), [("decrease", 2, "dead")]),
        ((20, 1200), []),
    ],
)
def test_a_leap_is_told_and_what_mends_it_is_none(numbers, leaps):
    assert told(found(DEAD, course(*numbers))) == leaps


def test_a_level_may_fall_and_leaps_either_way():
    form = mapping("dead", figures=counted("dead", aggregation="level"))
    assert told(found(form, course(1100, 900, 120, 130))) == [("leap", 3, "dead")]
    assert told(found(form, course(1100, 120, 1130))) == [("leap", 2, "dead")]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40).map(sorted), st.randoms())
def test_the_order_of_rows_makes_no_falls(numbers, chance):
    rows = course(*numbers)
    chance.shuffle(rows)
    assert "decrease" not in {finding.defect for finding in found(DEAD, rows)}


@pytest.mark.parametrize("rising", [("dead",), ()])
def test_many_shuffled_rows_are_followed_on_disk(monkeypatch, rising):
    monkeypatch.setattr(sorted_runs, "_RUN", 16)
    form = mapping("dead", figures=() if rising else counted("dead"), checks={"rising": rising})
    rows = course(*range(200))
    rows[120]["dead"] = 0
    random.Random(7).shuffle(rows)
    assert [one.key for one in found(form, rows)] == [days(120)[0]]


def test_a_row_of_a_year_too_early_stands_out_at_the_next_day_of_that_year():
    rows = [
        {"day": day, "dead": n, "hurt": n}
        for n, day in enumerate(("2018-12-30", "2019-01-01", "2019-01-02", "2019-12-31"), 5)
    ]
    form = mapping("dead hurt", figures=counted("dead", "hurt"), checks={"order": "day"})
    rows.append({"day": "2019-01-01", "dead": 12, "hurt": 12})
    assert told(found(form, rows)) == [
        ("not-in-order", 5, "day"),
        ("duplicate-key", 5, None),
        ("decrease", 3, "dead"),
        ("decrease", 3, "hurt"),
    ]


def test_a_row_of_a_year_too_late_falls_itself():
    rows = course(100, 110, 120, 130)
    rows.insert(1, {"day": days(3)[0], "dead": 105})
    assert told(found(DEAD, rows)) == [("duplicate-key", 5, None), ("decrease", 2, "dead")]


def test_counts_of_different_subjects_are_not_compared():
    columns = "day where_text dead"
    place = {"place": {"column": "where_text"}}
    figures = counted("dead", **place)
    form = mapping("where_text dead", key=("day", "where_text"), figures=figures)
    first, second = days(0, 1)
    rows = table(columns, (first, "a", 90), (first, "b", 10), (second, "b", 20), (second, "a", 80))
    assert told(found(form, rows)) == [("decrease", 4, "dead")]


def test_only_cells_that_state_a_count_are_compared():
    figures = counted(
        "dead",
        aggregation={"column": "how_text"},
        zero="nothing",
        when={"column": "who_text", "among": ["all"]},
    )
    form = mapping("dead how_text who_text", figures=figures)
    rows = table(
        "day dead how_text who_text",
        (days(0)[0], 100, "cumulative", "all"),
        (days(1)[0], 50, "increment", "all"),
        (days(2)[0], 0, "cumulative", "all"),
        (days(3)[0], 60, "cumulative", "some"),
        (days(4)[0], "more than 90", "cumulative", "all"),
    )
    assert told(found(form, rows)) == [("decrease", 5, "dead")]


def test_times_of_one_day_are_in_order():
    rows = table("day dead", ("2019-05-01T06:00+03:00", 10), ("2019-05-01T18:30+03:00", 9))
    assert told(found(DEAD, rows)) == [("decrease", 2, "dead")]


COPIES = mapping("dead hurt lost", checks={"copies": True})


@pytest.mark.parametrize(
    ("rows", "copies"),
    [
        (((1, 2, 3), (1, 2, 3), (1, 2, 4)), [2]),
        (((1, 2, 3), None, (1, 2, 3)), []),
        (((0, 0, 0), (0, 0, 0)), []),
        (((1, 2, None), (1, 2, None)), []),
        (((1, 2, 3), (1, 2, None)), []),
    ],
)
def test_a_row_of_the_day_before_is_told(rows, copies):
    lines = [(day, *row) for day, row in zip(days(*range(len(rows))), rows, strict=True) if row]
    findings = found(COPIES, table("day dead hurt lost", *lines))
    assert told(findings) == [("copied-row", row, None) for row in copies]


HOLES = mapping("dead hurt", figures=counted("dead", "hurt"), checks={"daily": "day"})


def test_a_number_that_is_left_out_between_two_is_told_and_what_begins_or_ends_is_none():
    one, *rest = days(*range(7))
    rows = table(
        "day dead hurt",
        (one, 3, None),
        (rest[0], 3, None),
        (rest[1], None, None),
        (rest[2], "", 5),
        (rest[3], 4, None),
        (rest[4], 5, 6),
        (rest[5], 6, None),
    )
    holes = (3, "dead"), (4, "dead"), (5, "hurt")
    missing = [("missing-number", *hole) for hole in holes]
    assert told(found(HOLES, rows)) == missing
    del rows[2]["dead"]
    assert told(found(HOLES, rows)) == missing


def test_a_number_long_before_a_count_begins_makes_no_holes():
    dead = [1, 2, 3, None, 4, 5, 6]
    hurt = [None, 9, None, None, 8, None, 9]
    rows = table("day dead hurt", *zip(days(*range(7)), dead, hurt, strict=True))
    wanted = [("missing-number", 4, "dead"), ("decrease", 5, "hurt"), ("missing-number", 6, "hurt")]
    assert sorted(told(found(HOLES, rows))) == sorted(wanted)


def test_a_number_under_a_misspelt_name_is_told_for_its_name_alone():
    rows = table("day dead hurt", *((day, 3, 4) for day in days(0, 1, 2)))
    rows[1]["wounded"] = rows[1].pop("hurt")
    rows[1]["daed"] = rows[1].pop("dead")
    between = Between(HOLES)
    for number, row in enumerate(rows, 1):
        known = {name: value for name, value in row.items() if name in HOLES.columns}
        seen = reading(number, HOLES, known)
        names = [name for name in row if name not in known]
        strange = [
            TableFinding("unknown-column", number, name, None, Place("table.csv"), "unknown")
            for name in names
        ]
        list(between.see(replace(seen, findings=tuple(strange))))
    assert told(between.close()) == [("missing-number", 2, "hurt")]


def test_a_day_far_behind_all_others_falls_below_nothing():
    dates = [*days(*range(12)), "2091-05-07"]
    rows = table("day dead", *zip(dates, [*range(100, 112), 106], strict=True))
    assert told(found(DEAD, rows)) == [("future-date", 13, "day")]
