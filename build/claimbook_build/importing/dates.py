"""Dates as tables print them, read by the forms that a mapping names."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from claimbook.mapping.date_form import ORDER, PARTS, form_pieces
from claimbook_build.importing.reading import Dated

ISO_DATES = ("YYYY-MM-DD", "YYYY-MM", "YYYY")
ISO_MOMENTS = (
    *ISO_DATES,
    *(f"YYYY-MM-DD{gap}hh:mm{rest}" for gap in "T " for rest in ("", ":ss")),
)
"""The forms of ISO 8601 that are read unless a mapping names its own."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_DIGITS = {1: "([0-9]{1,2})", 2: "([0-9]{2})", 4: "([0-9]{4})"}
_NAMES = {
    "MMM": "(" + "|".join(name[:3] for name in _MONTHS) + ")",
    "MMMM": "(" + "|".join(_MONTHS) + ")",
}
_ZONED = re.compile("(.*[0-9])(Z|[+-][0-9]{2}:[0-9]{2})")
_CLOCKS = {"hour": "%H", "minute": "%H:%M", "second": "%H:%M:%S"}


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    names: tuple[str, ...]


class DateReader:
    """Reads the dates of one column.

    Attributes:
        moments: Whether times of day are read as well.
        zoned: Whether the zone of its clock is known; else a time of day needs its offset.
    """

    def __init__(self, forms: Iterable[str], zone: str | None, *, moments: bool) -> None:
        """Take the forms in the order in which they are tried, and the zone of times of day.

        Raises:
            FormError: A form is none.
        """
        known = tuple(forms) or (ISO_MOMENTS if moments else ISO_DATES)
        self._forms = tuple(map(_compiled, known))
        self._zone = ZoneInfo(zone) if zone is not None else None
        self.moments = moments
        self.zoned = zone is not None
        self.read = lru_cache(2**14)(self._read)

    def _read(self, text: str) -> Dated | None:
        """Return the date that a text is, or None where it is none of the forms, or no day."""
        zoned = _ZONED.fullmatch(text) if self.moments else None
        for bare, offset in ((text, None), *([(zoned[1], zoned[2])] if zoned else [])):
            for form in self._forms:
                found = form.pattern.fullmatch(bare.lower())
                if found is not None:
                    parts = dict(zip(form.names, map(_number, found.groups()), strict=True))
                    return None if offset and "hour" not in parts else self._dated(parts, offset)
        return None

    def typed(self, value: date | datetime) -> Dated | None:
        """Return the date that a typed cell is; a midnight of a column of dates is no time.

        A clock without seconds is one to the minute: types have seconds whether they mean them or
        not. Parts of a second are left out.
        """
        if not isinstance(value, datetime):
            return Dated(value.isoformat(), value, "day")
        if not self.moments:
            is_day = value.time() == time(0) and value.tzinfo is None
            return Dated(value.date().isoformat(), value.date(), "day") if is_day else None
        parts = {name: getattr(value, name) for name in ORDER}
        if not value.second:
            del parts["second"]
        offset = value.utcoffset()
        return self._dated(parts, None if offset is None else _offset(offset))

    def _dated(self, parts: dict[str, int], offset: str | None) -> Dated | None:
        precision = next(name for name in reversed(ORDER) if name in parts)
        try:
            day = date(*(parts.get(name, 1) for name in ORDER[:3]))
            hour, minute, second = (parts.get(name, 0) for name in ORDER[3:])
            clock = time(hour, minute, second)
        except ValueError:
            return None
        if "hour" not in parts:
            length = {"year": 4, "month": 7}.get(precision, 10)
            return Dated(day.isoformat()[:length], day, precision)
        said = offset or self._offset_at(datetime.combine(day, clock))
        if said is None:
            return None
        return Dated(f"{day}T{clock.strftime(_CLOCKS[precision])}{said}", day, precision)

    def _offset_at(self, moment: datetime) -> str | None:
        """Return the offset of a wall clock's time; None in the hour that a spring leaves out.

        An hour that an autumn has twice is taken for the first.
        """
        if self._zone is None:
            return None
        local = moment.replace(tzinfo=self._zone)
        offset = local.utcoffset()
        try:
            back = local.astimezone(ZoneInfo("UTC")).astimezone(self._zone).replace(tzinfo=None)
        except OverflowError:  # the last hours of the calendar
            return None
        return None if offset is None or back != moment else _offset(offset)


def in_form(form: str, day: date) -> str:
    """Return a day as a form prints it.

    Raises:
        FormError: The form is none.

    >>> in_form("D.M.YYYY", date(2022, 2, 5)), in_form("DD MMM YYYY", date(2022, 2, 5))
    ('5.2.2022', '05 Feb 2022')
    """
    month = _MONTHS[day.month - 1].title()
    parts = {
        "YYYY": f"{day.year:04}",
        "MMMM": month,
        "MMM": month[:3],
        "MM": f"{day.month:02}",
        "M": str(day.month),
        "DD": f"{day.day:02}",
        "D": str(day.day),
    }
    return "".join(parts.get(piece, piece) for piece in form_pieces(form))


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign, minutes = "-" if minutes < 0 else "+", abs(minutes)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def _number(text: str) -> int:
    """Return the number of a part; of a month's name its own.

    >>> _number("02"), _number("feb"), _number("february")
    (2, 2, 2)
    """
    if text.isdigit():
        return int(text)
    return next(at for at, name in enumerate(_MONTHS, 1) if name[:3] == text[:3])


def _compiled(form: str) -> _Form:
    r"""Return a form as a pattern.

    >>> _compiled("DD.MM.YYYY").names
    ('day', 'month', 'year')
    """
    pattern, names = "", []
    for piece in form_pieces(form):
        name = PARTS.get(piece)
        if name is None:
            pattern += re.escape(piece.lower())
        else:
            pattern += _NAMES.get(piece) or _DIGITS[len(piece)]
            names.append(name)
    return _Form(re.compile(pattern), tuple(names))
