import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.errors import ClaimbookError
from claimbook.values.edtf import EdtfError, parse_edtf
from values.edtf_texts import EDTF_TEXTS

PRECISIONS = {
    "202X": "decade",
    "202X~": "decade",
    "1583": "year",
    "9998": "year",
    "998X": "decade",
    "2022": "year",
    "2022?": "year",
    "2022-XX": "year",
    "2022-XX-XX": "year",
    "2022-21": "season",
    "2022-24%": "season",
    "2022-10": "month",
    "2022-10-XX": "month",
    "2022-10-10": "day",
    "2024-02-29": "day",
    "2022-10-10~": "day",
    "2022-10-10T11+03:00": "hour",
    "2022-10-10T11Z": "hour",
    "2022-10-10T11:30-03:30": "minute",
    "2022-10-10T11:30:15+14:00": "second",
    "2022-10-10T11-12:00": "hour",
    "2022-10-10T11:30:15+03:00/2022-10-10T11:30:16+03:00": "interval",
    "2022-09-13/2022-10-13": "interval",
    "2022-09/2022-10-13": "interval",
    "../2022-10-13": "interval",
    "2022-10-13/..": "interval",
    "2022-10-13/": "interval",
    "/2022-10-13": "interval",
    "2022-10-10T00+03:00/2022-10-10T11:00+03:00": "interval",
    "2022-10-10/2022-10-10T11+03:00": "interval",
    "2022-10-10T11+03:00/2022-10-10T10+01:00": "interval",
    "2022-10-14/2022-10": "interval",
    "2022-10-10~/2022-10-12?": "interval",
}


@pytest.mark.parametrize(("text", "precision"), PRECISIONS.items())
def test_accepted(text, precision):
    assert parse_edtf(text).precision == precision
    assert str(parse_edtf(text)) == text


NOT_A_DATE = (
    "not a date of the EDTF subset, such as 2022, 2022-10, 2022-10-10, 2022-23, 202X, "
    "2022-10-XX, 2022-10-10~, 2022-10-10T11:30+03:00 or two of them around a /"
)
YEARS = "a year must lie between 1583 and 9998"
ONE_QUALIFIER = "one qualifier only, at the end of a date (% is both ~ and ?)"
NO_OFFSET = "an instant without offset; add one such as +03:00, or Z"
OFFSETS = "an offset must lie between -12:00 and +14:00"
ONE_END = "an interval needs a date at one end at least"
REVERSED = "an interval ends before it starts"


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 0, "a date is missing"),
        ("22", 2, NOT_A_DATE),
        ("2022-1", 6, NOT_A_DATE),
        ("2022-1-01", 6, NOT_A_DATE),
        ("2022-10-1", 9, NOT_A_DATE),
        ("2022-10-10 ", 10, NOT_A_DATE),
        (" 2022", 0, NOT_A_DATE),
        ("2022-02-30", 8, "2022-02 has no day 30"),
        ("2023-02-29", 8, "2023-02 has no day 29"),
        ("2022-10-00", 8, "2022-10 has no day 00"),
        ("2022-00", 5, "there is no month 00"),
        ("2022-13", 5, "there is no month 13"),
        ("2022-25", 5, "there is no month 25"),
        ("2022-21-XX", 5, "there is no month 21"),
        ("1582", 0, YEARS),
        ("158X", 0, YEARS),
        ("9999", 0, YEARS),
        ("999X", 0, YEARS),
        ("0000", 0, YEARS),
        ("20XX", 2, NOT_A_DATE),
        ("2022-1X", 6, NOT_A_DATE),
        ("2022-XX-10", 8, NOT_A_DATE),
        ("2022-10-1X", 9, NOT_A_DATE),
        ("202x", 3, NOT_A_DATE),
        ("2022~-10", 4, ONE_QUALIFIER),
        ("2022?~", 4, ONE_QUALIFIER),
        ("2022%-10", 4, ONE_QUALIFIER),
        ("~", 0, "a date is missing"),
        ("2022-10-10T11", 13, NO_OFFSET),
        ("2022-10-10T11:30", 16, NO_OFFSET),
        ("2022-10-10T11:30:15", 19, NO_OFFSET),
        ("2022-10-10T11:30/..", 16, NO_OFFSET),
        ("2022-10-10T11+03", 16, NOT_A_DATE),
        ("2022-10-10T11+0300", 16, NOT_A_DATE),
        ("2022-10-10t11Z", 10, NOT_A_DATE),
        ("2022-10-10T11z", 13, NOT_A_DATE),
        ("2022-10-10T11:30:15.5+03:00", 19, "fractions of a second are not permitted"),
        ("2022-10-10T24+03:00", 11, "there is no hour 24"),
        ("2022-10-10T11:60Z", 14, "there is no minute 60"),
        ("2022-10-10T11:30:60Z", 17, "there is no second 60"),
        ("2022-10-10T11-00:00", 13, "an offset of -00:00 says that none is known"),
        ("2022-10-10T11+14:01", 13, OFFSETS),
        ("2022-10-10T11-12:30", 13, OFFSETS),
        ("2022-10-10T11+03:60", 13, OFFSETS),
        ("2022-10-10T11+03:00~", 19, "an instant takes no qualifier"),
        ("2022-10-32T11Z", 8, "2022-10 has no day 32"),
        ("/", 0, ONE_END),
        ("../..", 2, ONE_END),
        ("../", 2, ONE_END),
        ("..", 0, NOT_A_DATE),
        ("2022/2023/2024", 9, NOT_A_DATE),
        ("2022/2021", 5, REVERSED),
        ("2022-10-13/2022-10-12", 11, REVERSED),
        ("2022-10-13/2022-09", 11, REVERSED),
        ("2022-10-10/2022-10-09T11+03:00", 11, REVERSED),
        ("2022-10-10T11+03:00/2022-10-10T09+02:00", 20, REVERSED),
        ("2022-10-12/2022-02-30", 19, "2022-02 has no day 30"),
        ("٢٠٢٢", 0, "a date is written in ASCII only"),
        ("2022–10", 4, "a date is written in ASCII only"),
        ("2022-10-10\n", 10, NOT_A_DATE),
        pytest.param("9" * 100_000, 51, "too long for a date", id="long"),
    ],
)
def test_refused(text, position, message):
    with pytest.raises(EdtfError) as caught:
        parse_edtf(text)
    assert (str(caught.value), caught.value.position) == (message, position)
    assert isinstance(caught.value, ClaimbookError)


def test_zero_offset_has_one_spelling():
    assert parse_edtf("2022-10-10T11+00:00") == parse_edtf("2022-10-10T11Z")
    assert str(parse_edtf("2022-10-10T11+00:00")) == "2022-10-10T11Z"


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("2022-10", False),
        ("2022-09-13/2022-10-13", False),
        ("../2022-10-13", False),
        ("2022-09/2022-10-13", True),
        ("2022-10-10/2022-10-10T11+03:00", True),
    ],
)
def test_mixed_precision(text, mixed):
    assert parse_edtf(text).mixed_precision is mixed


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2022-10-10", False),
        ("2022-10-10/..", False),
        ("2022-10-10/2022-10-10", True),
        ("2022-10-10/2022-10-11", False),
        ("2022-10-10/2022-10-10T00Z", False),
        ("2022-10-10T11+03:00/2022-10-10T08:00Z", False),
        ("2022-10-10T11+03:00/2022-10-10T08Z", True),
    ],
)
def test_same_ends(text, same):
    assert parse_edtf(text).same_ends is same


@pytest.mark.parametrize("text", ["2022-10-10/..", "/2022-10", "202X", "2022-24", "2022-10-XX"])
def test_local_of_what_has_no_offset(text):
    assert parse_edtf(text).local == text


def test_local_drops_offsets_alone():
    text = "2022-10-10T11:30+03:00/2022-10-12~"
    assert parse_edtf(text).local == "2022-10-10T11:30/2022-10-12~"


@given(EDTF_TEXTS)
def test_round_trip(text):
    value = parse_edtf(text)
    assert parse_edtf(str(value)) == value
    assert str(value) == text


@given(st.one_of(st.text(), st.text(alphabet="0129X-:TZ+/.~?% ", max_size=60)))
def test_nothing_but_its_own_error(text):
    try:
        value = parse_edtf(text)
    except EdtfError as error:
        position = error.position
    else:
        assert parse_edtf(str(value)) == value
        position = 0
    assert 0 <= position <= len(text)
