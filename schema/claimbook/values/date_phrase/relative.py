"""Stretches of time seen from the anchor: ``last month``, ``over the past three days``."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from claimbook.values.date_phrase.phrase import Phrase
from claimbook.values.date_phrase.reader import Reader

_UNITS = ("hour", "day", "week", "month", "year")
_SINGULAR = {unit: unit for unit in _UNITS}
_PLURAL = {f"{unit}s": unit for unit in _UNITS}
_SIDES = {"last": -1, "this": 0, "next": 1}
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_NUMBERS = {name: value for value, name in enumerate(_SMALL.split(), start=1)}
_TENS = {"twenty": 20, "thirty": 30}


def resolve_relative(phrase: Phrase) -> str | None:
    """Resolve a stretch of time that only the anchor dates.

    ``last``, ``this`` and ``next`` name a calendar month, year or ISO week; ``past``, ``the last``
    and ``last N`` run up to the anchor, the first day of the count and the anchor both in.

    Raises:
        ValueError: The stretch is beyond the calendar.
        OverflowError: Likewise.
    """
    if phrase.anchor is None:
        return None
    for read in (_night, _days_ago, _rolling, _calendar_unit):
        reader = phrase.reader()
        found = read(reader, phrase, phrase.anchor)
        if found is not None and reader.done:
            return found
    return None


def _night(reader: Reader, _: Phrase, anchor: date) -> str | None:
    # The night before a text's day, widest: some of it may be before midnight and some after.
    if reader.take("overnight") or (reader.take("last") and reader.take("night")):
        return f"{anchor - timedelta(days=1)}/{anchor}"
    return None


def _days_ago(reader: Reader, _: Phrase, anchor: date) -> str | None:
    # Only days are counted exactly: "two weeks ago" may be any day of a week.
    count = 1 if reader.take("a") else _count(reader)
    if count is None or not reader.take("day" if count == 1 else "days") or not reader.take("ago"):
        return None
    return (anchor - timedelta(days=count)).isoformat()


def _rolling(reader: Reader, phrase: Phrase, anchor: date) -> str | None:
    past = reader.take("past") or (reader.take("this") and reader.take("past"))
    if not past and not reader.take("last"):
        return None
    count = _count(reader)
    if count is None and not past and "the" not in phrase.lead:
        return None  # "last month" without an article is a calendar month
    unit = reader.lookup(_SINGULAR if count in (None, 1) else _PLURAL)
    if unit is None:
        return None
    return f"{_back(anchor, 1 if count is None else count, unit)}/{anchor}"


def _calendar_unit(reader: Reader, _: Phrase, anchor: date) -> str | None:
    side = reader.lookup(_SIDES)
    if side is None:
        return None
    if reader.take("week"):
        monday = anchor + timedelta(days=7 * side - anchor.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"
    if reader.take("month"):
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + side, 12)
        return f"{year:04}-{month + 1:02}"
    return f"{anchor.year + side:04}" if reader.take("year") else None


def _count(reader: Reader) -> int | None:
    """Take a number from 1 on, in digits or in words up to thirty-nine."""
    count = reader.digits(1, 2, 3)
    if count is not None:
        return count or None
    tens = reader.lookup(_TENS)
    if tens is None:
        return reader.lookup(_NUMBERS)
    reader.take("-")
    units = _NUMBERS.get(reader.peek(), 10)
    reader.at += units < 10
    return tens + units % 10


def _back(anchor: date, count: int, unit: str) -> date:
    """Return the day so long before the anchor; hours round up to whole days."""
    if unit in ("month", "year"):
        return _months_back(anchor, count * (12 if unit == "year" else 1))
    days = {"hour": -(-count // 24), "day": count, "week": 7 * count}[unit]
    return anchor - timedelta(days=days)


def _months_back(anchor: date, count: int) -> date:
    """Return the same day so many months before, or that month's last when it has no such day."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 - count, 12)
    if year < 1:
        raise ValueError("before the calendar")
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))
