import time
import warnings
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.edtf import parse_edtf
from claimbook.values.time_zone import ZoneError, offset_at, zone_info, zone_names
from values.edtf_texts import DATE_TEXTS, DAYS, EDTF_TEXTS, INSTANT_TEXTS

KYIV = "Europe/Kyiv"
NO_ZONE = "a date without an offset needs a time zone"
UNKNOWN = "unknown time zone; write an IANA name such as Europe/Kyiv"
ZONES = st.sampled_from(
    [KYIV, "UTC", "Europe/London", "America/St_Johns", "Asia/Kathmandu", "Asia/Beirut"]
)


def utc(text):
    return None if text is None else datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "zone", "t_min", "t_max"),
    [
        # The bounds that the record model states.
        ("2022-10-10T11+03:00", KYIV, "2022-10-10T08:00", "2022-10-10T09:00"),
        ("2022-10-13", KYIV, "2022-10-12T21:00", "2022-10-13T21:00"),
        ("2022-09-13/2022-10-13", KYIV, "2022-09-12T21:00", "2022-10-13T21:00"),
        ("2022-10-14", "Europe/London", "2022-10-13T23:00", "2022-10-14T23:00"),
        ("../2022-10-13", KYIV, None, "2022-10-13T21:00"),
        ("2022-03-21/2022-03-23", KYIV, "2022-03-20T22:00", "2022-03-23T22:00"),
        ("2022-03", KYIV, "2022-02-28T22:00", "2022-03-31T21:00"),
        # Widths.
        ("2022-10-10T11+03:00", None, "2022-10-10T08:00", "2022-10-10T09:00"),
        ("2022-10-10T11:30+03:00", None, "2022-10-10T08:30", "2022-10-10T08:31"),
        ("2022-10-10T11:30:15Z", None, "2022-10-10T11:30:15", "2022-10-10T11:30:16"),
        ("2022-10-10T00+03:00/2022-10-10T11+03:00", None, "2022-10-09T21:00", "2022-10-10T09:00"),
        ("2022", "UTC", "2022-01-01", "2023-01-01"),
        ("2022-XX", "UTC", "2022-01-01", "2023-01-01"),
        ("2022-XX-XX", "UTC", "2022-01-01", "2023-01-01"),
        ("2022-10-XX", "UTC", "2022-10-01", "2022-11-01"),
        ("202X", "UTC", "2020-01-01", "2030-01-01"),
        ("2022-12", "UTC", "2022-12-01", "2023-01-01"),
        ("2022-21", "UTC", "2022-03-01", "2022-06-01"),
        ("2022-22", "UTC", "2022-06-01", "2022-09-01"),
        ("2022-23", "UTC", "2022-09-01", "2022-12-01"),
        ("2022-24", "UTC", "2022-12-01", "2023-03-01"),
        ("2022-10-13~", KYIV, "2022-10-12T21:00", "2022-10-13T21:00"),
        ("2022-10-13/..", KYIV, "2022-10-12T21:00", None),
        ("2022-10-13/", KYIV, "2022-10-12T21:00", None),
        ("/2022-10-13", KYIV, None, "2022-10-13T21:00"),
        ("2022-02/2022-10-13", "UTC", "2022-02-01", "2022-10-14"),
        ("2022-10-10/2022-10-10T11+03:00", KYIV, "2022-10-09T21:00", "2022-10-10T09:00"),
        ("9998-12-31", "America/New_York", "9998-12-31T05:00", "9999-01-01T05:00"),
        # The clock change in Kyiv: a day of 23 hours, a day of 25.
        ("2022-03-27", KYIV, "2022-03-26T22:00", "2022-03-27T21:00"),
        ("2022-10-30", KYIV, "2022-10-29T21:00", "2022-10-30T22:00"),
        # A midnight that does not exist is the moment of the jump.
        ("2022-03-27", "Asia/Beirut", "2022-03-26T22:00", "2022-03-27T21:00"),
        ("2022-03-26", "Asia/Beirut", "2022-03-25T22:00", "2022-03-26T22:00"),
        ("1919-03-31", "America/Toronto", "1919-03-31T04:30", "1919-04-01T04:00"),
        ("1919-03-30", "America/Toronto", "1919-03-30T05:00", "1919-03-31T04:30"),
        # A midnight that happens twice counts the first time.
        ("2022-11-06", "America/Havana", "2022-11-06T04:00", "2022-11-07T05:00"),
        ("2010-11-07", "America/St_Johns", "2010-11-07T02:30", "2010-11-08T03:30"),
        # Samoa went straight from 29 to 31 December.
        ("2011-12-29/2011-12-31", "Pacific/Apia", "2011-12-29T10:00", "2011-12-31T10:00"),
    ],
)
def test_bounds(text, zone, t_min, t_max):
    bounds = parse_edtf(text).bounds(zone)
    assert (bounds.t_min_utc, bounds.t_max_utc) == (utc(t_min), utc(t_max))


@pytest.mark.parametrize(
    ("text", "zone", "first", "last"),
    [
        ("2022-10-13", KYIV, date(2022, 10, 13), date(2022, 10, 13)),
        ("2022-10-13", None, date(2022, 10, 13), date(2022, 10, 13)),
        ("2022-03", KYIV, date(2022, 3, 1), date(2022, 3, 31)),
        ("2022-24", KYIV, date(2022, 12, 1), date(2023, 2, 28)),
        ("2022-09-13/2022-10-13", KYIV, date(2022, 9, 13), date(2022, 10, 13)),
        ("../2022-10-13", KYIV, None, date(2022, 10, 13)),
        ("2022-10-13/", KYIV, date(2022, 10, 13), None),
        ("2022-10-10T23Z", KYIV, date(2022, 10, 11), date(2022, 10, 11)),
        ("2022-10-10T23+03:00", KYIV, date(2022, 10, 10), date(2022, 10, 10)),
        ("2022-10-10T21+01:00", "Asia/Kathmandu", date(2022, 10, 11), date(2022, 10, 11)),
        ("2022-10-10T19+01:00", "Asia/Kathmandu", date(2022, 10, 10), date(2022, 10, 11)),
    ],
)
def test_days(text, zone, first, last):
    assert parse_edtf(text).days(zone) == (first, last)


@pytest.mark.parametrize(
    ("text", "zone", "message"),
    [
        ("2022-10-13", None, NO_ZONE),
        ("2022-10-13", "Kyiv", UNKNOWN),
        ("2022-10-13", "", UNKNOWN),
        ("2022-10-13", "europe/kyiv", UNKNOWN),
        ("2022-10-13", "Europe", UNKNOWN),
        ("2022-10-13", "../zones", UNKNOWN),
        ("2022-10-13", "/etc/localtime", UNKNOWN),
        ("2022-10-13", "Europe/Kyiv\0", UNKNOWN),
        ("2022-10-10T11+03:00", "Nowhere", UNKNOWN),
        ("../2022-10-13", "Nowhere", UNKNOWN),
        ("2011-12-30", "Pacific/Apia", "in Pacific/Apia it ends no later than it starts"),
        (
            "2022-10-10T23-11:00/2022-10-10",
            "Pacific/Kiritimati",
            "in Pacific/Kiritimati it ends no later than it starts",
        ),
    ],
)
def test_zones_refused(text, zone, message):
    with pytest.raises(ZoneError) as caught:
        parse_edtf(text).bounds(zone)
    assert str(caught.value) == message


def test_days_of_an_instant_need_a_zone():
    with pytest.raises(ZoneError, match="needs a time zone"):
        parse_edtf("2022-10-10T11+03:00").days(None)
    with pytest.raises(ZoneError, match="unknown"):
        parse_edtf("2022-10-10").days("Nowhere")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("2022-10-10T11+03:00", True),
        ("2022-10-10T11+02:00", False),
        ("2022-12-10T11+02:00", True),
        ("2022-10-10", True),
        ("2022-10-10/2022-10-11T11+02:00", False),
        ("2022-10-30T03+03:00", True),
        ("2022-10-30T03+02:00", True),
    ],
)
def test_offset_fits(text, fits):
    assert parse_edtf(text).offset_fits(KYIV) is fits


@given(EDTF_TEXTS, ZONES)
def test_bounds_are_in_order_and_hold_their_days(text, zone):
    value = parse_edtf(text)
    bounds = value.bounds(zone)
    first, last = value.days(zone)
    assert (bounds.t_min_utc is None) == (first is None)
    assert (bounds.t_max_utc is None) == (last is None)
    if bounds.t_min_utc is not None and bounds.t_max_utc is not None:
        assert bounds.t_min_utc < bounds.t_max_utc
        assert first <= last


@given(DATE_TEXTS.filter(lambda text: text[-1] in "~?%"), ZONES)
def test_qualifiers_do_not_widen(text, zone):
    assert parse_edtf(text).bounds(zone) == parse_edtf(text[:-1]).bounds(zone)


@given(DAYS, ZONES)
def test_each_precision_lies_within_the_next(day, zone):
    text = day.isoformat()
    spellings = (text, text[:7], text[:4], text[:3] + "X")
    bounds = [parse_edtf(spelling).bounds(zone) for spelling in spellings]
    for narrow, wide in pairwise(bounds):
        assert wide.t_min_utc <= narrow.t_min_utc
        assert narrow.t_max_utc <= wide.t_max_utc


@given(INSTANT_TEXTS, ZONES)
def test_an_instant_needs_no_zone_and_lies_within_its_days(text, zone):
    value = parse_edtf(text)
    assert value.bounds(zone) == value.bounds(None)
    first, last = value.days(zone)
    around = parse_edtf(f"{first}/{last}").bounds(zone)
    assert around.t_min_utc <= value.bounds(None).t_min_utc
    assert value.bounds(None).t_max_utc <= around.t_max_utc


@given(DAYS, st.integers(0, 23), st.integers(-11, 13))
def test_an_offset_shifts(day, hour, offset):
    sign = "-" if offset < 0 else "+"
    shifted = parse_edtf(f"{day}T{hour:02}{sign}{abs(offset):02}:00").bounds(None)
    plain = parse_edtf(f"{day}T{hour:02}Z").bounds(None)
    assert plain.t_min_utc - shifted.t_min_utc == timedelta(hours=offset)
    assert plain.t_max_utc - shifted.t_max_utc == timedelta(hours=offset)


@given(st.dates(date(1900, 1, 1), date(2040, 12, 31)), st.sampled_from(sorted(zone_names())))
def test_days_follow_each_other_without_gap(day, zone):
    today, tomorrow = (
        parse_edtf(f"{day}/{day + timedelta(days=days)}").bounds(zone) for days in (1, 2)
    )
    second = parse_edtf(f"{day + timedelta(days=1)}/{day + timedelta(days=2)}").bounds(zone)
    assert today.t_min_utc == tomorrow.t_min_utc
    assert tomorrow.t_max_utc == second.t_max_utc
    assert second.t_min_utc < today.t_max_utc


@pytest.mark.parametrize("machine", ["Asia/Kathmandu", "America/New_York"])
def test_the_machines_own_zone_does_not_matter(monkeypatch, machine):
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    try:
        value = parse_edtf("2022-10-10T23Z/2022-10-13")
        assert value.bounds(KYIV).t_max_utc == utc("2022-10-13T21:00")
        assert value.days(KYIV) == (date(2022, 10, 11), date(2022, 10, 13))
        assert value.offset_fits("UTC")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_zone_knows_its_name():
    assert zone_info(KYIV).key == KYIV


def test_offsets_come_from_the_package():
    assert offset_at(utc("2022-10-10T08:00"), zone_info("Europe/Kiev")) == timedelta(hours=3)


@pytest.mark.parametrize(
    "text",
    [
        "2022",
        "2024",
        "2022-02",
        "2024-02",
        "2022-12",
        "2022-10-13",
        "2024-02-29",
        "2022-09-13/2022-10-13",
        "2022-02/2022-10",
        "2021/2022",
        "202X",
        "2022-10-XX",
    ],
)
def test_days_agree_with_the_edtf_package(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import edtf
    other = edtf.parse_edtf(text)
    first, last = (
        datetime(*moment[:3], tzinfo=UTC).date()
        for moment in (other.lower_strict(), other.upper_strict())
    )
    assert parse_edtf(text).days("UTC") == (first, last)
