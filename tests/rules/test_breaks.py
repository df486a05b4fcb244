import pytest

from rules.machine import PATH, airstrikes, claim

SERIES = "seeds/reference/series.yaml"
NAME = "in `what_you_need_to_know`, "
TALLY = {"aggregation": "cumulative", "place": "plc_kremavets"}
ITEMS = {"w": "itm_warship", "m": "itm_missile", "c": "itm_cruise-missile", "-": None}


@pytest.fixture
def broken(broken_whole):
    return broken_whole


def table(*rows):
    """Return lines of consecutive days of May, each with a number of every item of its row."""
    lines = []
    for day, row in enumerate(rows, 1):
        figures = [
            airstrikes("13", as_of=f"2019-05-{day:02}", item=ITEMS[each], **TALLY) for each in row
        ]
        lines += [claim(f"day-{'abcdefgh'[day]}", *figures)] if figures else []
    return "".join(lines)


def series(*breaks):
    """Return the file of series; a break is a day, a kind, and what it concerns."""
    text = """series:
  - code: what_you_need_to_know
    label: what you need to know
    label_uk: що треба знати
    definition: The numbers of a digest that comes every day.
    cadence: daily
    counts_from: "2019-01-23"
"""
    text += "    breaks:\n" * bool(breaks)
    for day, kind, *which in breaks:
        text += f'      - first_day: "2019-05-{day:02}"\n        kind: {kind}\n'
        measure, item, into = [*which, *("airstrikes", "w", "-")[len(which) :]]
        text += f"        measure: {measure}\n" * bool(measure)
        text += f"        item: {ITEMS[item]}\n" * (item != "-")
        text += f"        into_item: {ITEMS[into]}\n" * (into != "-")
        text += "        because: The digest says so\n"
    return text


def told(broken, code, rows, *breaks):
    found = broken(code, **{PATH: table(*rows), SERIES: series(*breaks)})
    return [(f.place.path, f.message.removeprefix(NAME)) for f in found]


BEGINS = "`airstrikes` of `itm_warship` begins on 2019-05-02, the series on 2019-05-01"
ENDS = "`airstrikes` of `itm_warship` ends on 2019-05-02, the series on 2019-05-04"
UNSHOWN = "no counter shows that it was {} on 2019-05-{:02}"


@pytest.mark.parametrize(
    ("rows", "breaks", "messages"),
    [
        (("mw", "mw", "mw"), [], []),
        (("m", "mw", "mw"), [], [BEGINS]),
        (("m", "mw", "mw"), [(2, "added")], []),
        (("m", "mw", "mw"), [(2, "split", "airstrikes", "m", "w")], []),
        (("m", "mw", "mw"), [(2, "redefined", "airstrikes", "m", "w")], []),
        (("m", "mw", "mw"), [(2, "ended")], [BEGINS, UNSHOWN.format("ended", 2)]),
        (("m", "mw", "mw"), [(3, "added")], [BEGINS, UNSHOWN.format("added", 3)]),
        (("mw", "mw", "m", "m"), [], [ENDS]),
        (("mw", "mw", "m", "m"), [(3, "ended")], []),
        (("mw", "mw", "m", "m"), [(3, "merged", "airstrikes", "w", "m")], []),
        (
            ("mw", "mw", "m", "m"),
            [(3, "merged", "airstrikes", "w", "c")],
            [UNSHOWN.format("merged", 3)],
        ),
        (("mw", "mw", "m", "m"), [(3, "ended", "missile_strikes")], [
            ENDS, UNSHOWN.format("ended", 3)]),
        (("mw", "mw", "m", "m", "m"), [(3, "ended"), (5, "ended")], [UNSHOWN.format("ended", 5)]),
        (("w-", "w-", "w"), [(3, "merged", "airstrikes", "-", "w")], []),
        (("wm", "wm", "c", "c"), [(3, "merged", "airstrikes", "w", "c"),
                                  (3, "merged", "airstrikes", "m", "c")], []),
        (("mw", "mw", "mw"), [(2, "redefined")], []),
        (("mw", "mw", "mw"), [(5, "redefined")], [UNSHOWN.format("redefined", 5)]),
        (("mw", "", "mw"), [(2, "interrupted", None, "-")], []),
        (("mw", "m", "mw"), [(2, "interrupted")], []),
        (("mw", "mw", "mw"), [(2, "interrupted")], [UNSHOWN.format("interrupted", 2)]),
        (("m", "mw"), [], []),
        (("m", "mw", "mw"), [(2, "added", "airstrikes", "w", "m")],
         ["what was added goes into nothing else"]),
    ],
)  # fmt: skip
def test_a_counter_begins_and_ends_with_its_series_or_a_break_says_why(
    broken, rows, breaks, messages
):
    found = told(broken, "R309", rows, *breaks)
    assert [message for _, message in found] == messages
    own = {SERIES if "`" not in message else PATH for _, message in found}
    assert {path for path, _ in found} == own


@pytest.mark.parametrize(
    ("breaks", "count"),
    [([], 1), ([(2, "interrupted")], 1), ([(2, "interrupted", None, "-")], 0), ([(3, "ended")], 1)],
)
def test_a_gap_is_no_fault_where_the_series_was_interrupted(broken, breaks, count):
    assert len(told(broken, "R306", ("mw", "", "mw"), *breaks)) == count


def test_the_end_of_a_counter_may_be_waived_and_a_break_that_is_not_shown_too(broken):
    waive = [{"rule": "R309", "because": "Nobody knows why it stopped"}]
    rows = table("mw")
    day = {"as_of": "2019-05-02", **TALLY}
    figures = (
        airstrikes("13", item=ITEMS["m"], **day),
        airstrikes("13", item=ITEMS["w"], waive=waive, **day),
    )
    last = claim("day-c", *figures)
    rest = table("", "", "m")
    assert not broken("R309", **{PATH: rows + last + rest})
    assert not broken("R900", **{PATH: rows + last + rest})
    own = series((8, "ended")) + "    waive: [{rule: R309, because: The table is not ours yet}]\n"
    assert not broken("R309", **{PATH: table("m", "m"), SERIES: own})


def test_numbers_that_were_superseded_are_of_no_row(broken):
    early = claim("old", airstrikes("9", as_of="2019-04-28", item=ITEMS["m"], **TALLY),
                  status="superseded")  # fmt: skip
    assert not broken("R309", **{PATH: early + table("mw", "mw")})
    assert not broken("R306", **{PATH: early + table("mw", "mw")})


def test_a_document_names_a_series_that_is_declared(broken):
    found = broken("R204", (SERIES, "code: what_you_need_to_know", "code: what_you_need_to_known"))
    assert [(f.message, f.help) for f in found] == [
        ("unknown series `what_you_need_to_know`", "did you mean `what_you_need_to_known`?")
    ]


@pytest.mark.parametrize(
    ("subject", "obj", "falling"),
    [
        (None, None, ["w", "m"]),
        ("fig_2019-05_b-0", "fig_2019-05_a-0", ["m"]),
        ("clm_2019-05_b", "clm_2019-05_a", []),
    ],
)
def test_a_link_between_figures_of_two_days_mends_one_counter_alone(broken, subject, obj, falling):
    first, second = (
        claim(
            key,
            *(
                airstrikes(number, as_of=f"2019-05-0{day}", item=ITEMS[each], **TALLY)
                for each in "wm"
            ),
        )
        for key, day, number in (("a", 1, "20"), ("b", 2, "19"))
    )
    link = f"""links:
  - id: lnk_mended-by-the-table
    subject: {subject}
    object: {obj}
    kind: corrects
    asserted_by: act_velmaria-general-staff
    asserted_at: "2019-05-02"
    because: The count is lower the day after
"""
    files = {"dataset/links/strikes.yaml": link} if subject else {}
    found = broken("R404", **{PATH: first + second}, **files)
    assert [f.record for f in found] == [f"fig_2019-05_b-{'wm'.index(each)}" for each in falling]
