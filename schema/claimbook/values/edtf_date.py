"""One date of EDTF: a calendar date of some precision, or an instant with an offset.

Subset of EDTF (ISO 8601-2:2019): ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, seasons ``YYYY-21`` to
``YYYY-24``, one qualifier at the end of a date, and ``X`` for the whole last part or parts of a
date (``202X``, ``2022-XX``, ``2022-XX-XX``, ``2022-10-XX``; nothing else may be unspecified).
An instant may stop at the hour, needs an offset, and takes no qualifier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from claimbook.errors import ClaimbookError

Precision = Literal["decade", "year", "season", "month", "day", "hour", "minute", "second"]
Qualifier = Literal["", "~", "?", "%"]

FIRST_YEAR = 1583
"""The first whole year of the Gregorian calendar; before it, a printed date may be Julian."""
LAST_YEAR = 9998
"""One less than Python's last year, so that every end can be computed."""


class EdtfError(ClaimbookError):
    """A text is no date of our EDTF subset.

    Attributes:
        message: What is wrong, in our words; holds nothing of the text but numbers.
        position: Where, as an index into the text.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message, position)
        self.message = message
        self.position = position

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date or instant as written; ``str()`` gives its one canonical spelling.

    Attributes:
        start: Its first moment on its own local clock, naive.
        precision: How wide it is; ``2022-10-XX`` is as wide as a month and has that precision.
        offset: Local clock minus UTC for an instant, None for a date.
        qualifier: ``~`` approximate, ``?`` uncertain, ``%`` both, or empty.
        unspecified: How many of its parts are written ``XX`` (a decade's ``X`` not counted).
    """

    start: datetime
    precision: Precision
    offset: timedelta | None = None
    qualifier: Qualifier = ""
    unspecified: int = 0

    @property
    def after(self) -> datetime:
        """The first moment after it, on its own local clock, naive."""
        return _after(self.start, self.precision)

    @property
    def local(self) -> str:
        """Its spelling without the offset."""
        if self.precision == "season":
            body = f"{self.start.year:04}-{_season_code(self.start.month)}"
        else:
            digits = _WRITTEN_DIGITS[self.precision]
            body = self.start.isoformat()[:digits] + "X" * (self.precision == "decade")
        return body + "-XX" * self.unspecified + self.qualifier

    def __str__(self) -> str:
        return self.local + _offset_text(self.offset)


_WRITTEN_DIGITS: dict[Precision, int] = {
    "decade": 3,
    "year": 4,
    "month": 7,
    "day": 10,
    "hour": 13,
    "minute": 16,
    "second": 19,
}
_WIDTHS: dict[Precision, timedelta] = {
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
    "second": timedelta(seconds=1),
}
_MONTHS: dict[Precision, int] = {"decade": 120, "year": 12, "season": 3, "month": 1}
# The grammar: every permitted shape, a digit standing as 9, with its precision and its ``XX``.
_DATE_SHAPES: dict[str, tuple[Precision, int]] = {
    "999X": ("decade", 0),
    "9999": ("year", 0),
    "9999-XX": ("year", 1),
    "9999-XX-XX": ("year", 2),
    "9999-99": ("month", 0),
    "9999-99-XX": ("month", 1),
    "9999-99-99": ("day", 0),
}
_LOCAL_SHAPES: dict[str, Precision] = {
    "9999-99-99T99": "hour",
    "9999-99-99T99:99": "minute",
    "9999-99-99T99:99:99": "second",
}
_INSTANT_SHAPES = {
    shape + offset: precision
    for shape, precision in _LOCAL_SHAPES.items()
    for offset in ("Z", "+99:99", "-99:99")
}
_DIGITS = str.maketrans("012345678", "9" * 9)
_QUALIFIERS: dict[str, Qualifier] = {"~": "~", "?": "?", "%": "%"}
# Offsets in use run from Baker Island to Kiritimati.
_OFFSETS = (timedelta(hours=-12), timedelta(hours=14))


def parse_date(text: str, base: int = 0) -> EdtfDate:
    """Parse one date or instant.

    Args:
        text: The date alone.
        base: What to add to positions in errors, when the text is part of a longer one.

    Raises:
        EdtfError: The text is not of the subset, or no date of the calendar.

    >>> parse_date("2022-10-10T11+03:00").precision
    'hour'
    >>> parse_date("2022-02-30")
    Traceback (most recent call last):
        ...
    claimbook.values.edtf_date.EdtfError: 2022-02 has no day 30
    """
    qualifier = _QUALIFIERS.get(text[-1:], "")
    body = text[: len(text) - len(qualifier)]
    shape = body.translate(_DIGITS)
    if shape in _DATE_SHAPES:
        precision, unspecified = _DATE_SHAPES[shape]
        return _calendar_date(body, precision, qualifier, unspecified, base)
    if shape not in _INSTANT_SHAPES:
        raise _shape_error(shape, base)
    if qualifier:
        raise EdtfError("an instant takes no qualifier", base + len(body))
    return _instant(body, _INSTANT_SHAPES[shape], base)


def _calendar_date(
    body: str, precision: Precision, qualifier: Qualifier, unspecified: int, base: int
) -> EdtfDate:
    year = int(body[:4].replace("X", "0"))
    last = year + 9 if precision == "decade" else year
    if not FIRST_YEAR <= year <= last <= LAST_YEAR:
        raise EdtfError(f"a year must lie between {FIRST_YEAR} and {LAST_YEAR}", base)
    month = int(body[5:7]) if precision in ("month", "day") else 1
    if precision == "month" and not unspecified and 21 <= month <= 24:
        precision, month = "season", 3 * (month - 20)
    if not 1 <= month <= 12:
        raise EdtfError(f"there is no month {month:02}", base + 5)
    try:
        first = date(year, month, int(body[8:10]) if precision == "day" else 1)
    except ValueError:
        raise EdtfError(f"{body[:7]} has no day {body[8:10]}", base + 8) from None
    return EdtfDate(datetime.combine(first, time()), precision, None, qualifier, unspecified)


def _instant(body: str, precision: Precision, base: int) -> EdtfDate:
    day = _calendar_date(body[:10], "day", "", 0, base).start
    end = _WRITTEN_DIGITS[precision]
    clock = [int(part) for part in body[11:end].split(":")]
    for index, (value, limit) in enumerate(zip(clock, (24, 60, 60), strict=False)):
        if value >= limit:
            unit = ("hour", "minute", "second")[index]
            raise EdtfError(f"there is no {unit} {value}", base + 11 + 3 * index)
    hour, minute, second = (*clock, 0, 0)[:3]
    start = day.replace(hour=hour, minute=minute, second=second)
    return EdtfDate(start, precision, _parse_offset(body[end:], base + end))


def _parse_offset(text: str, base: int) -> timedelta:
    if text == "Z":
        return timedelta()
    if text == "-00:00":
        raise EdtfError("an offset of -00:00 says that none is known", base)
    hours, minutes = int(text[1:3]), int(text[4:6])
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1)
    if minutes >= 60 or not _OFFSETS[0] <= offset <= _OFFSETS[1]:
        raise EdtfError("an offset must lie between -12:00 and +14:00", base)
    return offset


def _offset_text(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = offset // timedelta(minutes=1)
    if minutes == 0:
        return "Z"
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _season_code(month: int) -> int:
    return 20 + month // 3


def _after(start: datetime, precision: Precision) -> datetime:
    if precision in _WIDTHS:
        return start + _WIDTHS[precision]
    months = start.year * 12 + start.month - 1 + _MONTHS[precision]
    return start.replace(year=months // 12, month=months % 12 + 1)


def _shape_error(shape: str, base: int) -> EdtfError:
    if not shape:
        return EdtfError("a date is missing", base)
    if shape in _LOCAL_SHAPES:
        return EdtfError(
            "an instant without offset; add one such as +03:00, or Z", base + len(shape)
        )
    at = max(_common_length(shape, known) for known in (*_DATE_SHAPES, *_INSTANT_SHAPES))
    if shape[at : at + 1] == "." and shape[:at] in _LOCAL_SHAPES:
        return EdtfError("fractions of a second are not permitted", base + at)
    if shape[at : at + 1] in ("~", "?", "%"):
        return EdtfError("one qualifier only, at the end of a date (% is both ~ and ?)", base + at)
    return EdtfError(
        "not a date of the EDTF subset, such as 2022, 2022-10, 2022-10-10, 2022-23, 202X, "
        "2022-10-XX, 2022-10-10~, 2022-10-10T11:30+03:00 or two of them around a /",
        base + at,
    )


def _common_length(left: str, right: str) -> int:
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))
