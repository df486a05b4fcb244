"""Which form of dates a text is printed in, as far as one text can say."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_TIME = re.compile(
    "([^:]*[0-9])(T| |, )([0-9]{2}|[0-9]):[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_YEAR_FIRST = re.compile("([0-9]{4})([-./])([0-9]{1,2})[-./]([0-9]{1,2})")
_YEAR_LAST = re.compile("([0-9]{1,2})([-./])([0-9]{1,2})[-./]([0-9]{4})")
_MONTH = re.compile("[0-9]{4}-[0-9]{2}")
_DIGITS = re.compile("(19|20)[0-9]{6}")
_NAMED = re.compile("([0-9]{1,2}) ([A-Za-z]{3,9}) ([0-9]{4})")
_NAME_FIRST = re.compile("([A-Za-z]{3,9}) ([0-9]{1,2})(,?) ([0-9]{4})")
_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)


class Shape(NamedTuple):
    """A form that a text may have.

    Attributes:
        form: The form; where day and month could be either, the day is put first.
        swapped: The form with the month first; None where there is no doubt.
    """

    form: str
    swapped: str | None = None


@lru_cache(2**14)
def shape(text: str) -> Shape | None:
    """Return the form of a text, or None where it is no date that is known.

    >>> shape("2022-02-25").form, shape("25.02.2022 07:30").form, shape("3 March 2022").form
    ('YYYY-MM-DD', 'DD.MM.YYYY hh:mm', 'D MMMM YYYY')
    >>> shape("04/03/2022"), shape("2022-02-31")
    (Shape(form='DD/MM/YYYY', swapped='MM/DD/YYYY'), None)
    """
    timed = _TIME.fullmatch(text)
    if timed is None:
        return _day(text)
    found = _day(timed[1])
    if found is None:
        return None
    clock = f"{timed[2]}{'hh' if len(timed[3]) == 2 else 'h'}:mm{':ss' if timed[4] else ''}"
    return Shape(found.form + clock, found.swapped and found.swapped + clock)


def _day(text: str) -> Shape | None:
    if found := _YEAR_FIRST.fullmatch(text):
        year, mark, month, day = found.groups()
        form = f"YYYY{mark}{'MM'[: len(month)]}{mark}{'DD'[: len(day)]}"
        return Shape(form) if _is_day(year, month, day) else None
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(*found.groups())
    if _MONTH.fullmatch(text):
        return Shape("YYYY-MM") if "01" <= text[5:] <= "12" else None
    if _DIGITS.fullmatch(text):
        return Shape("YYYYMMDD") if _is_day(text[:4], text[4:6], text[6:]) else None
    return _named(text)


def _named(text: str) -> Shape | None:
    if found := _NAMED.fullmatch(text):
        name = _name(found[2])
        return Shape(f"{'DD'[: len(found[1])]} {name} YYYY") if name else None
    if found := _NAME_FIRST.fullmatch(text):
        name = _name(found[1])
        return Shape(f"{name} {'DD'[: len(found[2])]}{found[3]} YYYY") if name else None
    return None


def _year_last(first: str, mark: str, second: str, year: str) -> Shape | None:
    day_first = f"{'DD'[: len(first)]}{mark}{'MM'[: len(second)]}{mark}YYYY"
    month_first = f"{'MM'[: len(first)]}{mark}{'DD'[: len(second)]}{mark}YYYY"
    either = _is_day(year, second, first), _is_day(year, first, second)
    if either == (True, True):
        same = first == second or mark == "."  # nobody writes a month first before a dot
        return Shape(day_first) if same else Shape(day_first, month_first)
    return Shape(day_first) if either[0] else Shape(month_first) if either[1] else None


def _name(text: str) -> str | None:
    if text.lower() in _NAMES:
        return "MMMM" if len(text) > 3 else "MMM"
    return "MMM" if any(text.lower() == name[:3] for name in _NAMES) else None


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def merged(forms: Iterable[str]) -> tuple[str, ...]:
    """Return forms without those that another one reads as well: `DD` where there is a `D`.

    >>> merged(["DD/MM/YYYY", "D/MM/YYYY", "D/M/YYYY"])
    ('D/M/YYYY',)
    """
    found: dict[str, None] = {}
    every = list(forms)
    loose = {_loose(form) for form in every if form != _strict(form)}
    for form in every:
        found.setdefault(_loose(form) if _loose(form) in loose else form)
    return tuple(found)


def _loose(form: str) -> str:
    named = form.replace("MMMM", "\0").replace("MMM", "\1")
    short = named.replace("DD", "D").replace("MM", "M").replace("hh", "h")
    return short.replace("\0", "MMMM").replace("\1", "MMM")


def _strict(form: str) -> str:
    named = _loose(form).replace("MMMM", "\0").replace("MMM", "\1")
    long = named.replace("D", "DD").replace("M", "MM").replace("h", "hh")
    return long.replace("\0", "MMMM").replace("\1", "MMM")
