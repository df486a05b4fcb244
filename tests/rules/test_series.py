import pytest

from rules.machine import PATH, airstrikes, claim

DG = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
DOCUMENT = "seeds/documents/doc_digest-2019-05-14.yaml"
NAMED = "daily_series: what_you_need_to_know\n"
PAGE = {
    "measure": "missile_strikes",
    "unit": "strike",
    "affected": "act_velmaria",
    "evidence": ["2321-2341"],
}


@pytest.fixture
def broken(broken_whole):
    return broken_whole


def day(key, period, wording="13", **fields):
    """Return the line of a day: two numbers under names of their own."""
    numbers = {"period": period, "aggregation": "snapshot"}
    # A place parts these rows from what the digest itself says of the day.
    where = {"place": "plc_kremavets"}
    return claim(
        key, airstrikes(wording, **numbers, **where), {**PAGE, "wording": "7", **numbers, **where},
        **fields,
    )  # fmt: skip


def counts(broken, code, *lines, changes=()):
    return [(f.record, f.message) for f in broken(code, *changes, **{PATH: "".join(lines)})]


NAME = "in `what_you_need_to_know`, "


@pytest.mark.parametrize(
    ("periods", "messages"),
    [
        (("2019-05-01", "2019-05-02", "2019-05-03"), []),
        (("2019-05-01", "2019-05-03"), ["2019-05-02 has no number of `airstrikes`"]),
        (
            ("2019-05-01", "2019-05-05"),
            ["3 days from 2019-05-02 to 2019-05-04 have no number of `airstrikes`"],
        ),
        (("2019-05-01", "2019-05-01"), ["2019-05-01 has two numbers of `airstrikes`"]),
        (("2019-05-01/2019-05-03", "2019-05-04"), []),
        (
            ("2019-05-01/2019-05-03", "2019-05-03"),
            ["2019-05-03 has two numbers of `airstrikes`"],
        ),
        (("2019-05-03", "2019-05-02", "2019-05-01"), []),
        (("2019-05-01", "2019-05-02/.."), []),
        (("2019-05-31", "2019-06-01"), []),
    ],
)
def test_a_day_stands_once(broken, periods, messages):
    lines = [day(f"day-{'abc'[at]}", period) for at, period in enumerate(periods)]
    found = counts(broken, "R306", *lines)
    assert [message for _, message in found] == [NAME + message for message in messages]


def test_both_places_are_shown_and_a_row_is_told_of_once(broken):
    found = broken("R306", **{PATH: day("a", "2019-05-01") + day("b", "2019-05-03")})
    assert [(f.record, f.place.line) for f in found] == [("fig_2019-05_b-0", 2)]
    assert [(r.message, r.place.line) for r in found[0].related] == [("the one before", 1)]


def test_a_series_is_only_what_was_declared_one(broken):
    lines = [day("a", "2019-05-01"), day("b", "2019-05-03"), day("c", "2019-05-02")]
    undeclared = [(DOCUMENT, NAMED, "")]
    assert counts(broken, "R306", *lines, changes=undeclared) == []
    assert counts(broken, "R308", *lines, changes=undeclared) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"region": "title"},
        {"status": "withdrawn"},
        {"claimants": ["act_citadel"]},
        {"document": "doc_vd-2019-05-10-army-group"},
    ],
)
def test_headlines_other_voices_and_what_was_taken_back_are_not_of_the_row(broken, fields):
    lines = [day("a", "2019-05-01"), day("b", "2019-05-01", **fields)]
    assert counts(broken, "R306", *lines) == []


def test_two_numbers_of_a_day_may_be_joined(broken):
    lines = [day("a", "2019-05-01"), day("b", "2019-05-01", "15")]
    answers = {"responds_to": [{"claim": "clm_2019-05_a", "stance": "retracts"}]}
    assert counts(broken, "R306", *lines)
    assert not counts(broken, "R306", lines[0], day("b", "2019-05-01", "15", **answers))


def test_a_gap_that_the_source_left_is_waived_where_it_ends(broken):
    waive = {"waive": [{"rule": "R306", "because": "Nothing was published that day"}]}
    row = {"period": "2019-05-01", "place": "plc_kremavets"}
    lines = claim("a", airstrikes("13", **row)) + claim(
        "b", airstrikes("14", **{**row, "period": "2019-05-03"}, **waive)
    )
    assert not broken("R306", **{PATH: lines})
    assert not broken("R900", **{PATH: lines})


def test_running_counts_stand_for_the_day_as_of_which_they_hold(broken):
    def running(key, as_of, **fields):
        return claim(
            key, airstrikes("13", aggregation="cumulative", as_of=as_of,
                            period="2019-01-23/2019-05-14", **fields)
        )  # fmt: skip

    assert not counts(broken, "R306", running("a", "2019-05-01"), running("b", "2019-05-02"))
    assert counts(broken, "R306", running("a", "2019-05-01"), running("b", "2019-05-03"))
    hours = running("a", "2019-05-01T08+03:00"), running("b", "2019-05-01T20+03:00")
    assert counts(broken, "R306", *hours)


def test_what_is_not_dated_stands_for_the_day_it_was_said_or_published(broken):
    figure = airstrikes("13", place="plc_kremavets")
    said = claim("b", figure, said_at="2019-05-12")
    found = broken("R306", **{PATH: claim("a", figure) + said})
    assert [f.message for f in found] == [f"{NAME}2019-05-13 has no number of `airstrikes`"]
    assert found[0].place.line == 1


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("2019-05-01", "2019-05-02"), []),
        (("2019-05-02", "2019-05-01"), ["b"]),
        (("2019-05-02", "2019-05-03", "2019-05-01"), ["c"]),
        (("2019-05-01", "2019-05-03", "2019-05-02"), ["c"]),
        (("2019-05-02", "2019-05-02"), []),
    ],
)
def test_days_are_written_in_their_order(broken, days, found):
    lines = [day("abc"[at], period) for at, period in enumerate(days)]
    assert [r for r, _ in counts(broken, "R308", *lines)] == [f"fig_2019-05_{k}-0" for k in found]


def test_months_of_one_program_are_one_order_and_other_files_none(broken):
    may, june = day("a", "2019-06-02"), day("b", "2019-06-01")
    found = broken("R308", **{PATH: may, PATH.replace("-05", "-06"): june})
    assert [(f.record, f.place.path) for f in found] == [
        ("fig_2019-05_b-0", "dataset/machine/robot/2019-06.jsonl")
    ]
    other = "dataset/machine/scraper/2019-05.jsonl"
    assert not broken("R308", **{PATH: may, other: june})
