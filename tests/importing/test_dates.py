from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.mapping.date_form import FormError, form_pieces
from claimbook_build.importing.dates import ISO_MOMENTS, DateReader
from claimbook_build.importing.reading import Dated

KYIV = "Europe/Kyiv"
FORMS = ("YYYY-MM-DD", "DD.MM.YYYY", "D/M/YYYY", "D MMMM YYYY", "MMM D, YYYY", "YYYYMMDD")
MONTHS = "January February March April May June July August September October November December"


def printed(day, form):
    month = MONTHS.split()[day.month - 1]
    parts = {
        "YYYY": f"{day.year:04}",
        "MM": f"{day.month:02}",
        "M": str(day.month),
        "MMM": month[:3],
        "MMMM": month,
        "DD": f"{day.day:02}",
        "D": str(day.day),
    }
    return "".join(parts.get(piece, piece) for piece in form_pieces(form))


@given(st.dates(), st.sampled_from(FORMS))
def test_a_date_that_is_printed_in_a_form_is_read_by_it(day, form):
    reader = DateReader([form], None, moments=False)
    assert reader.read(printed(day, form)) == Dated(day.isoformat(), day, "day")


@pytest.mark.parametrize(
    ("forms", "text", "wanted"),
    [
        (["DD.MM.YYYY hh:mm"], "10.05.2019 14:30", "2019-05-10T14:30+03:00"),
        (["YYYY-MM-DD h:mm"], "2019-01-10 9:05", "2019-01-10T09:05+02:00"),
        ([], "2019-05-10T14:30:07", "2019-05-10T14:30:07+03:00"),
        ([], "2019-05-10 14:30Z", "2019-05-10T14:30Z"),
        ([], "2019-05-10T14:30+05:30", "2019-05-10T14:30+05:30"),
        (["YYYY-MM-DD 00:00:00.000"], "2019-05-10 00:00:00.000", "2019-05-10"),
        ([], "2019-10-27T03:30", "2019-10-27T03:30+03:00"),
        ([], "2019-05", "2019-05"),
    ],
)
def test_moments(forms, text, wanted):
    assert DateReader(forms, KYIV, moments=True).read(text).text == wanted


@pytest.mark.parametrize(
    ("forms", "text"),
    [
        ([], "2019-03-31T03:30"),
        ([], "2019-02-29"),
        ([], "2019-05-10T24:00"),
        ([], "2019-05-10Z"),
        ([], "10.05.2019"),
        (["DD.MM.YYYY"], "1.5.2019"),
        (["YYYY-MM-DD"], "2019-05-10 14:30"),
        (["YYYY-MM-DD 00:00"], "2019-05-10 14:00"),
        ([], "9999-12-31T23:59"),
    ],
)
def test_what_is_no_date_of_the_form_or_of_the_calendar(forms, text):
    found = DateReader(forms, KYIV, moments=True).read(text)
    assert found is None or found.day.year == 9999


def test_a_clock_without_a_zone_is_not_read():
    assert DateReader([], None, moments=True).read("2019-05-10T14:30") is None


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (datetime.fromisoformat("2019-05-10T14:30"), "2019-05-10T14:30+03:00"),
        (datetime.fromisoformat("2019-05-10T14:30:07"), "2019-05-10T14:30:07+03:00"),
        (date(2019, 5, 10), "2019-05-10"),
    ],
)
def test_typed_cells_need_no_form(value, wanted):
    assert DateReader(["DD.MM.YYYY"], KYIV, moments=True).typed(value).text == wanted


@pytest.mark.parametrize("form", ["DD.MM.YY", "YYYY-DD", "hh:mm", "YYYY-MM-DD DD", "YYYY ss", "-"])
def test_a_form_has_all_that_is_coarser_and_nothing_twice(form):
    with pytest.raises(FormError):
        form_pieces(form)


@given(st.text(), st.booleans())
def test_any_text_is_a_date_or_none(text, moments):
    found = DateReader(ISO_MOMENTS if moments else (), KYIV, moments=moments).read(text)
    assert found is None or found.text.startswith(f"{found.day.year:04}")
