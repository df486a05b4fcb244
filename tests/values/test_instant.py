from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.values.edtf import EdtfError, parse_edtf
from claimbook.values.instant import parse_instant
from claimbook.values.time_zone import ZoneError
from values.edtf_texts import INSTANT_TEXTS
from values.test_edtf import NO_OFFSET, NOT_A_DATE

DAY = "an instant needs its day, such as 2022-10-10"


@pytest.mark.parametrize(
    ("text", "precision", "offset", "local"),
    [
        ("2022-10-10", "day", None, "2022-10-10"),
        ("2022-10-10T11+03:00", "hour", timedelta(hours=3), "2022-10-10T11"),
        ("2022-10-10T12:31+03:00", "minute", timedelta(hours=3), "2022-10-10T12:31"),
        ("2022-10-10T12:31:05-03:30", "second", timedelta(hours=-3.5), "2022-10-10T12:31:05"),
        ("2022-10-10T12:31Z", "minute", timedelta(), "2022-10-10T12:31"),
    ],
)
def test_accepted(text, precision, offset, local):
    instant = parse_instant(text)
    assert (instant.precision, instant.offset, instant.local) == (precision, offset, local)
    assert str(instant) == text


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("2022", 4, DAY),
        ("2022-10", 7, DAY),
        ("2022-10-XX", 10, DAY),
        ("2022-21", 7, DAY),
        ("202X", 4, DAY),
        ("2022-10-10~", 10, "an instant takes no qualifier"),
        ("2022-10-10T11", 13, NO_OFFSET),
        ("2022-10-10/2022-10-11", 10, NOT_A_DATE),
        ("..", 0, NOT_A_DATE),
        ("", 0, "a date is missing"),
        ("٢٠٢٢-10-10", 0, NOT_A_DATE),
    ],
)
def test_refused(text, position, message):
    with pytest.raises(EdtfError) as caught:
        parse_instant(text)
    assert (caught.value.message, caught.value.position) == (message, position)


def test_bounds_and_day():
    day = parse_instant("2022-10-14")
    assert day.bounds("Europe/London").t_min_utc == datetime.fromisoformat("2022-10-13T23:00")
    assert day.day("Europe/Kyiv") == date(2022, 10, 14)
    assert parse_instant("2022-10-14T23+01:00").day("Europe/Kyiv") == date(2022, 10, 15)
    with pytest.raises(ZoneError):
        day.bounds(None)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("2022-10-10T11+03:00", True),
        ("2022-10-10T11+02:00", False),
        ("2022-11-10T11+02:00", True),
        ("2022-10-10", True),
    ],
)
def test_offset_fits(text, fits):
    assert parse_instant(text).offset_fits("Europe/Kyiv") is fits


@given(INSTANT_TEXTS)
def test_agrees_with_edtf(text):
    assert parse_instant(text).bounds(None) == parse_edtf(text).bounds(None)
    assert parse_instant(text).local == parse_edtf(text).local


@given(st.text())
def test_nothing_but_its_own_error(text):
    try:
        instant = parse_instant(text)
    except EdtfError as error:
        position = error.position
    else:
        assert parse_instant(str(instant)) == instant
        position = 0
    assert 0 <= position <= len(text)
