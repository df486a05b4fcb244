from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.counted import Counted
from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.rules import r404_course
from claimbook.values.wording import parse_wording
from rules.machine import PATH, airstrikes, claim

DOCUMENT = "seeds/documents/doc_digest-2019-05-14.yaml"
ROW = ("airstrikes", "missile_strikes", "drone_strikes")


@pytest.fixture
def broken(broken_whole):
    return broken_whole


def course(*numbers, **fields):
    """Return lines of one count: each number with the day as of which it holds."""
    return [
        claim(f"n-{'abc'[at]}", running(wording, as_of=day, **dict(*more)), **fields)
        for at, (day, wording, *more) in enumerate(numbers)
    ]


def running(wording, **fields):
    return airstrikes(wording, **{"aggregation": "cumulative", **fields})


def found(broken, lines, *changes):
    said = broken("R404", *changes, **{PATH: "".join(lines)})
    return [(f.severity, f.record.removeprefix("fig_2019-05_n-")[0], f.message) for f in said]


UNDECLARED = (DOCUMENT, "daily_series: what_you_need_to_know\n", "")


def falls(key, now, before):
    return ("error", key, f"the count falls to {now}: it was {before} before")


@pytest.mark.parametrize("changes", [(), (UNDECLARED,)])
@pytest.mark.parametrize(
    ("numbers", "findings"),
    [
        ([("2019-05-01", "300"), ("2019-05-02", "310")], []),
        ([("2019-05-01", "300"), ("2019-05-02", "300")], []),
        ([("2019-05-01", "300"), ("2019-05-02", "290")], [falls("b", "290", "300")]),
        ([("2019-05-02", "300"), ("2019-05-01", "310")], [falls("a", "300", "310")]),
        ([("2019-05-01", "300"), ("2019-05-01", "290")], []),
        ([("2019-05-01T08+03:00", "300"), ("2019-05-01T20+03:00", "290")],
         [falls("b", "290", "300")]),
        ([("2019-05-01T08+03:00", "300"), ("2019-05-01", "290")], []),
        ([("2019-05-01", "at least 300"), ("2019-05-02", "up to 290")],
         [falls("b", "up to 290", "at least 300")]),
        ([("2019-05-01", "300"), ("2019-05-02", "about 290")], []),
        ([("2019-05-01", "300"), ("2019-05-02", "about 290"), ("2019-05-03", "280")],
         [falls("c", "280", "300")]),
        ([("2019-05-01", "300"), ("2019-05-02", "290", {"place": "plc_mykovar"})], []),
        ([("2019-05-01", "300"), ("2019-05-02", "290", {"counting": "confirmed"})], []),
        ([("2019-05-01", "300"), ("2019-05-02", "290", {"aggregation": "level"})], []),
        ([("2019-05-01", "300", {"period": "2019-01-23/2019-05-01"}),
          ("2019-05-02", "290", {"period": "2019-01-24/2019-05-02"})], []),
        ([("2019-05-01", "300", {"status": "retracted"}), ("2019-05-02", "290")], []),
    ],
)  # fmt: skip
def test_a_running_count_does_not_fall(broken, changes, numbers, findings):
    place = {"place": "plc_kremavets"}
    placed = [(day, words, place | dict(*more)) for day, words, *more in numbers]
    said = [one for one in found(broken, course(*placed), *changes) if "leaps" not in one[2]]
    assert said == findings


@pytest.mark.parametrize(
    "fields",
    [
        {"claimants": ["act_citadel"]},
        {"about": ["evt_missiles-on-zaphor"]},
        {"polarity": "negated"},
        {"speech_act": "denies"},
    ],
)
def test_other_voices_other_events_and_denied_numbers_are_other_courses(broken, fields):
    lines = [
        *course(("2019-05-01", "300")),
        claim("n-b", running("290", as_of="2019-05-02"), **fields),
    ]
    assert not found(broken, lines, UNDECLARED)


def test_what_nobody_dates_is_no_course(broken):
    figure = airstrikes("300", aggregation="cumulative")
    later = airstrikes("290", aggregation="cumulative", as_of="2019-05-20")
    assert not found(broken, [claim("n-a", figure), claim("n-b", later)], UNDECLARED)
    said = claim("n-a", figure, said_at="2019-05-02")
    assert found(broken, [said, claim("n-b", later)], UNDECLARED)
    assert found(broken, [claim("n-a", figure), claim("n-b", later)])


@pytest.mark.parametrize(
    ("stance", "findings"), [("retracts", []), ("doubts", [falls("b", "290", "300")])]
)
def test_a_count_that_mends_another_begins_anew(broken, stance, findings):
    mends = {"responds_to": [{"claim": "clm_2019-05_n-a", "stance": stance}]}
    lines = [
        *course(("2019-05-01", "300")),
        claim("n-b", running("290", as_of="2019-05-02"), **mends),
    ]
    assert found(broken, lines, UNDECLARED) == findings
    lines += [claim("n-c", airstrikes("280", as_of="2019-05-03", aggregation="cumulative"))]
    assert found(broken, lines, UNDECLARED)[-1] == falls(
        "c", "280", "290" if not findings else "300"
    )


@pytest.mark.parametrize(
    ("before", "after", "leaps"),
    [
        ("165", "1170", True),
        ("400", "1999", False),
        ("99", "1000", False),
        ("about 165", "1,170", True),
        ("165", "thousands", False),
    ],
)
def test_a_leap_is_warned_of(broken, before, after, leaps):
    said = found(broken, course(("2019-05-01", before), ("2019-05-02", after)), UNDECLARED)
    assert said == [("warning", "b", f"the number leaps from {before} to {after}")] * leaps


def test_a_level_may_fall_but_not_leap(broken):
    level = {"aggregation": "level"}
    fallen = course(("2019-05-01", "1165", level), ("2019-05-02", "900", level))
    dropped = course(("2019-05-01", "1165", level), ("2019-05-02", "165", level))
    assert not found(broken, fallen)
    assert [one[0] for one in found(broken, dropped)] == ["warning"]


ARMY = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
STOPPED = """wording: only 47
        aggregation: cumulative
        as_of: 2019-05-10T11+03:00
        as_of_basis: {kind: inferred, because: One sentence gives both numbers for one moment}
        evidence: [1063-1078]
"""
LATER = """      - id: fig_ag-missiles-later
        measure: missiles_intercepted
        unit: munition
        item: itm_missile
        affected: act_velmaria
        wording: "{}"
        aggregation: cumulative
        as_of: 2019-05-10T12+03:00
        evidence: [1063-1078]
"""


@pytest.mark.parametrize(
    ("before", "after", "findings"),
    [
        ("only 47", "30", [("error", "the count falls to 30: it was only 47 before")]),
        ("only 47", "48", []),
        ("only 110", "1110", [("warning", "the number leaps from only 110 to 1110")]),
    ],
)
def test_a_count_goes_on_where_its_whole_is_named_no_more(broken, before, after, findings):
    said = STOPPED.replace("only 47", before)
    said = broken("R404", (ARMY, STOPPED, said + LATER.format(after)))
    assert [(f.severity, f.message) for f in said] == findings


def test_a_part_of_its_own_measure_is_no_fall_of_it(broken):
    whole = running("300", as_of="2019-05-01")
    part = running("90", as_of="2019-05-02", of_which="fig_2019-05_n-a-0")
    assert not found(broken, [claim("n-a", whole, part)], UNDECLARED)
    assert not found(broken, [claim("n-a", whole, part)])


def row(key, day, *wordings, measures=ROW):
    return claim(
        f"n-{key}",
        *(
            airstrikes(words, period=day, measure=measure, place="plc_kremavets")
            for measure, words in zip(measures, wordings, strict=True)
        ),
    )


@pytest.mark.parametrize(
    ("days", "first", "second", "copied"),
    [
        (("2019-05-01", "2019-05-02"), ("5", "7", "2"), ("5", "seven", "2"), True),
        (("2019-05-01", "2019-05-02"), ("5", "7", "2"), ("5", "7", "3"), False),
        (("2019-05-01", "2019-05-02"), ("0", "0", "0"), ("0", "0", "0"), False),
        (("2019-05-01", "2019-05-03"), ("5", "7", "2"), ("5", "7", "2"), False),
        (("2019-05-02", "2019-05-01"), ("5", "7", "2"), ("5", "7", "2"), True),
    ],
)
def test_a_row_that_is_the_row_of_the_day_before_is_warned_of(broken, days, first, second, copied):
    lines = [row("a", days[0], *first), row("b", days[1], *second)]
    said = found(broken, lines)
    message = "in `what_you_need_to_know`, all 3 numbers of 2019-05-02 are those of 2019-05-01"
    later = "b" if days[0] < days[1] else "a"
    assert said == [("warning", later, message)] * copied
    assert not found(broken, lines, UNDECLARED)


def test_one_or_two_numbers_are_no_row(broken):
    two = ROW[:2]
    lines = [
        row("a", "2019-05-01", "5", "7", measures=two),
        row("b", "2019-05-02", "5", "7", measures=two),
    ]
    assert not found(broken, lines)
    more = [row("a", "2019-05-01", "5", "7", "2"), row("b", "2019-05-02", "5", "7", measures=two)]
    assert not found(broken, more)


def step(at, day, width, number):
    figure = Figure(
        id=f"fig_{'abcdefgh'[at]}",
        measure="killed",
        unit="person",
        wording=str(number),
        aggregation="cumulative",
        evidence=("0-1",),
    )
    stated = Claim(
        id=f"clm_{'abcdefgh'[at]}",
        claimants=("act_a",),
        speech_act="asserts",
        evidence=("0-1",),
    )
    entry = Entry("figures", figure.id, figure, "x.yaml", ())
    quantity = parse_wording(figure.wording)
    one = Counted(entry, figure, stated, "doc_a", None, None, quantity, "Europe/Kyiv")
    start = datetime(2022, 10, day)  # noqa: DTZ001 - bounds are naive UTC
    return r404_course._Step(start, start + timedelta(days=width), one)


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(1, 4), st.integers(10, 30)), min_size=2, max_size=8
    )
)
def test_a_fall_is_found_whenever_something_surely_earlier_was_more(numbers):
    steps = [step(at, *number) for at, number in enumerate(numbers)]
    wanted = {
        two.counted.figure.id
        for one, two in product(steps, steps)
        if one.end <= two.start and one.counted.quantity.nominal > two.counted.quantity.nominal
    }
    found = r404_course._follow(Dataset(()), steps)
    assert {finding.spot.entry.key for finding in found} == wanted
