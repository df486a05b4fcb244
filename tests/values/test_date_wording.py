from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimbook.values.date_wording import resolve_date_wording
from claimbook.values.edtf import parse_edtf

MONTHS = "January February March April May June July August September October November December"
MONTH_NAMES = MONTHS.split()
WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ABBREVIATIONS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec."
ABBREVIATED = ABBREVIATIONS.split()

# A Friday.
ANCHOR = date(2022, 10, 14)

RESOLVED = {
    # Printed in full: no anchor needed.
    "October 10, 2022": "2022-10-10",
    "10 October 2022": "2022-10-10",
    "10th of October, 2022": "2022-10-10",
    "the 10th of October 2022": "2022-10-10",
    "Sept. 26, 2022": "2022-09-26",
    "sep 26 2022": "2022-09-26",
    "Monday, October 10, 2022": "2022-10-10",
    "on Monday 10 October 2022": "2022-10-10",
    "OCTOBER 10, 2022": "2022-10-10",
    "Oct. 10, 2022": "2022-10-10",
    "2022-10-10": "2022-10-10",
    "Feb. 29, 2024": "2024-02-29",
    "October 10, 2022 12:31 PM": "2022-10-10T12:31",
    "October 9, 2022 3:47 PM": "2022-10-09T15:47",
    "10 October 2022, 15:30": "2022-10-10T15:30",
    "10 October 2022 at 09:30:15": "2022-10-10T09:30:15",
    "12 a.m. on Oct. 10, 2022": "2022-10-10T00",
    "12 p.m. on Oct. 10, 2022": "2022-10-10T12",
    "noon on Oct. 10, 2022": "2022-10-10T12",
    "11.30am on 10 October 2022": "2022-10-10T11:30",
    "11 a.m. Kyiv time on Oct. 10, 2022": "2022-10-10T11",
    "11:30 UTC on 10 October 2022": "2022-10-10T11:30",
    "11 a.m. Kyiv time Oct. 10, 2022": "2022-10-10T11",
    "11.30.15 a.m. on Oct. 10, 2022": "2022-10-10T11:30:15",
    "Oct. 10, 2022 11:30.": "2022-10-10T11:30",
    "Oct. 10, 2022.": "2022-10-10",
    "in 2022.": "2022",
    "early-October 2022": "2022-10",
    "late-October 2022": "2022-10",
    "Monday the 10th of October 2022": "2022-10-10",
    "October 10, 2022".ljust(120): "2022-10-10",
    "February 2022": "2022-02",
    "in February 2022": "2022-02",
    "in Feb. 2022": "2022-02",
    "back in February 2022": "2022-02",
    "February of 2022": "2022-02",
    "early October 2022": "2022-10",
    "mid-October 2022": "2022-10",
    "2022": "2022",
    "in 2022": "2022",
    "late 2022": "2022",
    "the 2010s": "201X",
    "autumn 2022": "2022-23",
    "the fall of 2022": "2022-23",
    "in spring 2022": "2022-21",
    "summer 2022": "2022-22",
    "winter 2022-23": "2022-24",
    "the winter of 2022-2023": "2022-24",
    "Oct. 10-12, 2022": "2022-10-10/2022-10-12",
    "10-12 October 2022": "2022-10-10/2022-10-12",
    "October 10–12, 2022": "2022-10-10/2022-10-12",
    "Sept. 28 - Oct. 3, 2022": "2022-09-28/2022-10-03",
    "Dec. 28 to Jan. 3, 2023": "2022-12-28/2023-01-03",
    "Dec. 28, 2021 - Jan. 3": "2021-12-28/2022-01-03",
    "between 10 and 12 October 2022": "2022-10-10/2022-10-12",
    "February to April 2022": "2022-02/2022-04",
    "November-February 2023": "2022-11/2023-02",
    "2021-2022": "2021/2022",
}
ANCHORED = {
    # No year is printed.
    "Oct. 10": "2022-10-10",
    "on Oct. 10": "2022-10-10",
    "10 Oct": "2022-10-10",
    "14 October": "2022-10-14",
    "11 May": "2022-05-11",
    "April 14": "2022-04-14",
    "Dec. 30": "2022-12-30",
    "Jan. 14": "2023-01-14",
    "since Feb. 24": "2022-02-24",
    "as of Oct. 13": "2022-10-13",
    "As of Oct. 9": "2022-10-09",
    "Earlier on Oct. 13": "2022-10-13",
    "earlier on Oct. 10": "2022-10-10",
    "Monday, Oct. 10": "2022-10-10",
    "on the morning of Oct. 10": "2022-10-10",
    "11 a.m. on Oct. 10": "2022-10-10T11",
    "as of 11 a.m. on Oct. 10": "2022-10-10T11",
    "11am, Oct. 10": "2022-10-10T11",
    "Oct. 10 at 11:30 a.m.": "2022-10-10T11:30",
    "at 11 p.m. on Monday, Oct. 10": "2022-10-10T23",
    "at 15:30 on Monday": "2022-10-10T15:30",
    "11 a.m. today": "2022-10-14T11",
    "yesterday at 15:30": "2022-10-13T15:30",
    "Oct. 10-12": "2022-10-10/2022-10-12",
    "from 10 to 12 October": "2022-10-10/2022-10-12",
    "overnight on Oct. 9-10": "2022-10-09/2022-10-10",
    "from Oct. 10 through Oct. 12": "2022-10-10/2022-10-12",
    "Dec. 28 - Jan. 3": "2022-12-28/2023-01-03",
    "September 21-23": "2022-09-21/2022-09-23",
    "from February to April": "2022-02/2022-04",
    "from November to February": "2021-11/2022-02",
    "since Oct. 14": "2022-10-14",
    "Monday morning, Oct. 10": "2022-10-10",
    "the afternoon of Oct. 10": "2022-10-10",
    "on the evening of Oct. 10": "2022-10-10",
    "overnight from Oct. 9 to 10": "2022-10-09/2022-10-10",
    "overnight Oct. 9 to 10": "2022-10-09/2022-10-10",
    "Oct. 20 - Jan. 20": "2022-10-20/2023-01-20",
    # Weekdays.
    "Friday": "2022-10-14",
    "Monday": "2022-10-10",
    "on Tuesday": "2022-10-11",
    "Wednesday morning": "2022-10-12",
    "early Tuesday": "2022-10-11",
    "late on Saturday": "2022-10-08",
    "Monday's": "2022-10-10",
    "since Monday": "2022-10-10",
    "next Monday": "2022-10-17",
    "next Friday": "2022-10-21",
    "by Wednesday": "2022-10-19",
    "by Friday": "2022-10-14",
    "to Wednesday morning": "2022-10-19",
    "runs to Wednesday": "2022-10-19",
    "until Thursday": "2022-10-20",
    "from Monday to Wednesday": "2022-10-10/2022-10-12",
    "from Thursday until Monday": "2022-10-13/2022-10-17",
    "Oct. 10 to Wednesday": "2022-10-10/2022-10-12",
    "Monday, Oct. 10 to Wednesday": "2022-10-10/2022-10-12",
    "coming Monday": "2022-10-17",
    "the coming Friday": "2022-10-21",
    "Monday's morning": "2022-10-10",
    "Monday 11:30": "2022-10-10T11:30",
    "Monday 11.30 a.m.": "2022-10-10T11:30",
    "Monday 11 a.m.": "2022-10-10T11",
    "Monday 11 p.m.": "2022-10-10T23",
    "11 a.m. this morning": "2022-10-14T11",
    # Days and stretches seen from the anchor.
    "today": "2022-10-14",
    "earlier today": "2022-10-14",
    "this morning": "2022-10-14",
    "tonight": "2022-10-14",
    "yesterday": "2022-10-13",
    "yesterday evening": "2022-10-13",
    "tomorrow": "2022-10-15",
    "overnight": "2022-10-13/2022-10-14",
    "last night": "2022-10-13/2022-10-14",
    "three days ago": "2022-10-11",
    "a day ago": "2022-10-13",
    "this week": "2022-10-10/2022-10-16",
    "earlier this week": "2022-10-10/2022-10-16",
    "last week": "2022-10-03/2022-10-09",
    "next week": "2022-10-17/2022-10-23",
    "this month": "2022-10",
    "last month": "2022-09",
    "late last month": "2022-09",
    "next month": "2022-11",
    "this year": "2022",
    "last year": "2021",
    "March": "2022-03",
    "back in March": "2022-03",
    "back to March": "2022-03",
    "October": "2022-10",
    "November": "2021-11",
    "by November": "2022-11",
    "until March": "2023-03",
    "until October": "2022-10",
    "over the past three days": "2022-10-11/2022-10-14",
    "past three days": "2022-10-11/2022-10-14",
    "in the past 3 days": "2022-10-11/2022-10-14",
    "the last two weeks": "2022-09-30/2022-10-14",
    "last two weeks": "2022-09-30/2022-10-14",
    "in the past twenty-one days": "2022-09-23/2022-10-14",
    "in the past thirty days": "2022-09-14/2022-10-14",
    "during the past six months": "2022-04-14/2022-10-14",
    "within the past ten months": "2021-12-14/2022-10-14",
    "over the past month": "2022-09-14/2022-10-14",
    "over the last month": "2022-09-14/2022-10-14",
    "this past week": "2022-10-07/2022-10-14",
    "in the past year": "2021-10-14/2022-10-14",
    "over the past two years": "2020-10-14/2022-10-14",
    "over the past day": "2022-10-13/2022-10-14",
    "over the past 24 hours": "2022-10-13/2022-10-14",
    "in the past 36 hours": "2022-10-12/2022-10-14",
    "in the past 600 hours": "2022-09-19/2022-10-14",
}
UNRESOLVED = [
    "",
    " ",
    "-",
    "as of",
    "a few days ago",
    "a couple of days back",
    "two weeks ago",
    "a month ago",
    "recently",
    "over the past few days",
    "past days",
    "past 0 days",
    "over the past two to three days",
    "in recent weeks",
    "last Monday",
    "this Monday",
    "next October",
    "next Oct. 10",
    "last spring",
    "spring",
    "winter 2022",
    "winter 2022-24",
    "the previous month",
    "Tuesday, Oct. 10, 2022",
    "Monday 2022",
    "Monday March",
    "Feb. 30",
    "Feb. 29, 2023",
    "Feb. 29",
    "Oct. 32",
    "October 0, 2022",
    "10",
    "the 10th",
    "about Oct. 10",
    "before Oct. 10",
    "March 2",
    "April 13",
    "Jan. 15",
    "Oct. 10 and 11",
    "10/12/2022",
    "10.10.2022",
    "2022-10",
    "2022-23",
    "2022-13-01",
    "12022",
    "1582",
    "1582-10-10",
    "Oct. 12-10",
    "Oct. 12, 2022 - Oct. 10, 2022",
    "Oct. 10, 2022 to November 2022",
    "10-12",
    "from Monday to Oct. 12",
    "2021 to February 2022",
    "2022-2021",
    "13 p.m. on Oct. 10",
    "0 a.m. on Oct. 10",
    "11:75 on Oct. 10",
    "24:00 on Oct. 10",
    "9:30 on Oct. 10",
    "11.30 on Oct. 10",
    "11 o'clock on Oct. 10",
    "midnight on Oct. 10",
    "as of 11 a.m.",
    "March 11 a.m.",
    "overnight on Oct. 10",
    "the night of Oct. 9",
    "Oct. 10 people",
    "15:30:75 on Oct. 10, 2022",
    "15:30: on Oct. 10, 2022",
    "11:60 on Oct. 10, 2022",
    "11:30:60 a.m. on Oct. 10, 2022",
    "11:30: a.m. on Oct. 10, 2022",
    "11:30. Oct. 10, 2022",
    "11 a.m. Kyiv on Oct. 10, 2022",
    "11 a.m. summer time on Oct. 10, 2022",
    "11 .30 am on Oct. 10, 2022",
    "11. 30am on Oct. 10, 2022",
    "10. October 2022",
    "10thx October 2022",
    "10 of to 12 October 2022",
    "10 of - 12 October 2022",
    "2022 10 10",
    "2010s people",
    "2015s",
    "autumn 2022 people",
    "Oct. 10-12 people",
    "Oct. 10 to",
    "from Monday to Wednesday, Oct. 12",
    "Monday'stuff",
    "morning Oct. 10",
    ".5",
    "last",
    "this",
    "next",
    "October 10, 2022".ljust(121),
    "75 missiles",
    "жовтень 2022",
    "١٠ October 2022",
    "October 10, 2022 " * 10,
]


@pytest.mark.parametrize(("text", "expected"), RESOLVED.items())
@pytest.mark.parametrize("anchor", [None, ANCHOR, date(1990, 1, 1)])
def test_resolved_without_anchor(text, expected, anchor):
    assert resolve_date_wording(text, anchor) == expected


@pytest.mark.parametrize(("text", "expected"), ANCHORED.items())
def test_resolved_from_the_anchor(text, expected):
    assert resolve_date_wording(text, ANCHOR) == expected
    assert resolve_date_wording(text.upper(), ANCHOR) == expected
    assert resolve_date_wording(text, None) is None


@pytest.mark.parametrize("text", UNRESOLVED)
@pytest.mark.parametrize("anchor", [None, ANCHOR])
def test_unresolved(text, anchor):
    assert resolve_date_wording(text, anchor) is None


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("over the past month", date(2022, 10, 13), "2022-09-13/2022-10-13"),
        ("over the past month", date(2022, 3, 31), "2022-02-28/2022-03-31"),
        ("over the past three days", date(2022, 10, 14), "2022-10-11/2022-10-14"),
        ("from Monday to Wednesday morning", date(2022, 3, 22), "2022-03-21/2022-03-23"),
        ("last month", date(2022, 1, 5), "2021-12"),
        ("next month", date(2022, 12, 5), "2023-01"),
        ("Dec. 30", date(2023, 1, 5), "2022-12-30"),
        ("Jan. 3", date(2022, 12, 30), "2023-01-03"),
        ("Dec. 28 - Jan. 3", date(2023, 1, 10), "2022-12-28/2023-01-03"),
        ("11 March", date(2022, 3, 14), "2022-03-11"),
        ("March 2", date(2022, 3, 23), "2022-03-02"),
        ("March 21-23", date(2022, 3, 23), "2022-03-21/2022-03-23"),
        ("Oct. 14", date(2023, 4, 1), "2022-10-14"),
        ("since Oct. 20", ANCHOR, "2021-10-20"),
        ("since Feb. 29", ANCHOR, None),
        ("Feb. 29", date(2024, 1, 10), "2024-02-29"),
        ("Feb. 29", date(2023, 12, 10), "2024-02-29"),
        ("Feb. 29", date(2023, 2, 10), None),
        # As far before as after.
        ("Jan. 1", date(2024, 7, 2), "2024-01-01"),
        ("Dec. 31", date(2024, 7, 1), "2023-12-31"),
        ("Dec. 31", date(2023, 7, 2), "2023-12-31"),
        ("tomorrow", date.max, None),
        ("yesterday", date.min, None),
        ("Monday", date.min, None),
        ("Jan. 1", date.min, None),
        ("past 999 years", date(900, 1, 1), None),
        ("past 999 years", ANCHOR, None),
    ],
)
def test_other_anchors(text, anchor, expected):
    assert resolve_date_wording(text, anchor) == expected


DAYS = st.dates(date(1600, 1, 1), date(2999, 12, 31))
LEADS = st.sampled_from(["", "on ", "as of ", "Earlier on ", "since ", "By "])


@st.composite
def day_phrases(draw, day, *, year):
    month = draw(st.sampled_from([MONTH_NAMES, ABBREVIATED]))[day.month - 1]
    number = f"{day.day}{draw(st.sampled_from(['', 'th']))}"
    weekday = draw(st.sampled_from(["", WEEKDAY_NAMES[day.weekday()] + ", "]))
    forms = (
        (f"{month} {number}, {day.year}", f"{number} {month} {day.year}")
        if year
        else (f"{month} {number}", f"{number} {month}", f"the {number} of {month}")
    )
    return weekday + draw(st.sampled_from(forms))


@st.composite
def clock_phrases(draw, moment):
    minutes = f":{moment.minute:02}"
    half = draw(st.sampled_from([("a.m.", "p.m."), ("AM", "PM")]))[moment.hour // 12]
    twelve = f"{moment.hour % 12 or 12}"
    return draw(
        st.sampled_from(
            [
                (f"{twelve} {half}", f"T{moment.hour:02}"),
                (f"{twelve}{minutes} {half}", f"T{moment.hour:02}{minutes}"),
                (f"{moment.hour:02}{minutes}", f"T{moment.hour:02}{minutes}"),
            ]
        )
    )


@given(st.data(), DAYS, LEADS)
def test_a_day_in_full_resolves_back(data, day, lead):
    phrase = lead + data.draw(day_phrases(day, year=True))
    assert resolve_date_wording(phrase, None) == day.isoformat()


@given(st.data(), DAYS, st.sampled_from(["", "on ", "as of "]), st.integers(-92, 182))
def test_a_day_without_year_resolves_back(data, day, lead, distance):
    assume((day.month, day.day) != (2, 29))
    phrase = lead + data.draw(day_phrases(day, year=False))
    assert resolve_date_wording(phrase, day + timedelta(days=distance)) == day.isoformat()


@given(st.data(), st.builds(datetime.combine, DAYS, st.times()), st.booleans())
def test_a_time_resolves_back(data, moment, before):
    day = data.draw(day_phrases(moment.date(), year=True))
    clock, expected = data.draw(clock_phrases(moment))
    phrase = f"as of {clock} on {day}" if before else f"{day} at {clock}"
    assert resolve_date_wording(phrase, None) == moment.date().isoformat() + expected


@given(DAYS, st.sampled_from([MONTH_NAMES, ABBREVIATED]), LEADS)
def test_a_month_resolves_back(day, names, lead):
    phrase = f"{lead}{names[day.month - 1]} {day.year}"
    assert resolve_date_wording(phrase, None) == day.isoformat()[:7]


@given(DAYS, st.integers(0, 6), st.sampled_from(["", "on ", "early ", "since "]))
def test_a_weekday_resolves_to_the_week_before(anchor, days, lead):
    day = anchor - timedelta(days=days)
    phrase = lead + WEEKDAY_NAMES[day.weekday()]
    assert resolve_date_wording(phrase, anchor) == day.isoformat()


@given(st.data(), DAYS, st.integers(1, 400))
def test_an_interval_resolves_back(data, first, days):
    last = first + timedelta(days=days)
    ends = [data.draw(day_phrases(day, year=True)) for day in (first, last)]
    expected = f"{first}/{last}"
    assert resolve_date_wording(f"from {ends[0]} to {ends[1]}", None) == expected
    assert resolve_date_wording(f"between {ends[0]} and {ends[1]}", None) == expected


@given(DAYS, st.integers(1, 999))
def test_past_days_hold_both_ends(anchor, days):
    assume(anchor.year > 1610)
    unit = "day" if days == 1 else "days"
    expected = f"{anchor - timedelta(days=days)}/{anchor}"
    assert resolve_date_wording(f"over the past {days} {unit}", anchor) == expected


WORDS = (
    "as of on to until by the past last next this three 10 12 2022 October Oct. Monday morning "
    "overnight today ago days weeks month year - : , . am p.m. 11:30 spring winter noon Feb. 29 "
    "between and from twenty- 's - 2022-10-10 since"
)
VOCABULARY = WORDS.split()


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join)),
    st.one_of(st.none(), st.dates()),
)
def test_anything_resolves_to_edtf_or_nothing(text, anchor):
    found = resolve_date_wording(text, anchor)
    if found is not None:
        value = parse_edtf(found + "Z" if "T" in found else found)
        assert value.local == found


@given(st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join), DAYS)
def test_without_anchor_never_another_date(text, anchor):
    alone = resolve_date_wording(text, None)
    assert alone is None or alone == resolve_date_wording(text, anchor)
