from datetime import date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from claimbook.values.date_wording import resolve_date_wording
from claimbook.values.edtf import parse_edtf

MONTHS = "January February March April May June July August September October November December"
MONTH_NAMES = MONTHS.split()
WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ABBREVIATIONS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec."
ABBREVIATED = ABBREVIATIONS.split()

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
