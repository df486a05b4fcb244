"""Dates of Excel: numbers of days, which only the format of their cell shows as dates."""

import re
from datetime import date, datetime, time, timedelta

_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
"""Formats of dates and times by number (ECMA-376 part 1, 18.8.30); 46 is a length of time."""

_LITERAL = re.compile(r'"[^"]*"|\\[^\n]|_[^\n]|\*[^\n]|\[(?:[$][^\]]*|[A-Za-z]{3,}[0-9]*)\]')
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_PHANTOM = 60  # 29 February 1900, a day of Lotus 1-2-3 that never was
_MOST = 2_958_466  # the day after 9999-12-31
_DAY_MS = 86_400_000


def shows_date(number: int, code: str | None) -> bool:
    r"""Whether a number format shows a date or a time of day.

    Args:
        number: The format's number.
        code: Its code, where the workbook declares it.

    >>> shows_date(164, 'dd\\.mm\\.yyyy'), shows_date(165, '0.00" days"'), shows_date(14, None)
    (True, False, True)
    """
    if code is None:
        return number in _BUILT_IN
    first = _LITERAL.sub("", code.split(";", maxsplit=1)[0])
    if _ELAPSED.search(first):
        return False
    return _DATE.search(first.replace("General", "")) is not None


def from_serial(serial: float, *, since_1904: bool) -> date | datetime | time | None:
    """Return the day, the instant or the time of day that a number is, to the millisecond.

    None for the 29 February 1900, which never was, and for what lies outside the calendar.

    >>> from_serial(44616, since_1904=False)
    datetime.date(2022, 2, 24)
    >>> from_serial(0.5, since_1904=False)
    datetime.time(12, 0)
    """
    if not 0 <= serial < _MOST:
        return None
    days, milliseconds = divmod(round(serial * _DAY_MS), _DAY_MS)
    spent = timedelta(milliseconds=milliseconds)
    if serial < 1 and not since_1904:
        return (datetime(1900, 1, 1) + spent).time() if days == 0 else None  # noqa: DTZ001
    if since_1904:
        start = datetime(1904, 1, 1)  # noqa: DTZ001  a sheet knows no zones
    elif days == _PHANTOM:
        return None
    else:
        start = datetime(1899, 12, 31 if days < _PHANTOM else 30)  # noqa: DTZ001
    try:
        moment = start + timedelta(days=days) + spent
    except OverflowError:
        return None
    return moment if milliseconds else moment.date()
