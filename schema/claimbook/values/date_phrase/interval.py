"""Two printed ends: ``Oct. 10-12``, ``from 10 to 12 October``, ``February to April 2022``.

What one end leaves out it takes from the other: ``10`` of ``10 to 12 October`` is in October, and
both ends of ``Dec. 28 - Jan. 3, 2023`` have their year by following each other.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claimbook.values.date_phrase.moment import last_weekday, near_year, next_weekday
from claimbook.values.date_phrase.phrase import Phrase
from claimbook.values.date_phrase.printed import DAY_PARTS, PrintedDate, read_printed

_CONNECTORS = ("-", "to", "until", "till", "through")


def resolve_interval(phrase: Phrase) -> str | None:
    """Resolve two printed ends to an interval, both ends in.

    Raises:
        ValueError: A printed date is not in the calendar.
        OverflowError: The interval is beyond the calendar.
    """
    reader = phrase.reader()
    if reader.take("overnight"):
        reader.take("on", "from")
    first = read_printed(reader)
    connectors = ("and",) if "between" in phrase.lead else _CONNECTORS
    if first is None or not reader.take(*connectors):
        return None
    last = read_printed(reader)
    reader.take(*DAY_PARTS)
    if last is None or not reader.done:
        return None
    if first.is_weekday_alone or last.is_weekday_alone:
        return _weekdays(first, last, phrase.anchor)
    if first.day is None and last.day is None:
        return _months_or_years(first, last, phrase)
    return _days(first, last, phrase.anchor)


def _weekdays(first: PrintedDate, last: PrintedDate, anchor: date | None) -> str | None:
    if not last.is_weekday_alone or last.weekday is None:
        return None
    if not first.is_weekday_alone or first.weekday is None:
        start = first.day_near(anchor)
    else:
        start = None if anchor is None else last_weekday(anchor, first.weekday)
    return None if start is None else f"{start}/{next_weekday(start, last.weekday)}"


def _days(first: PrintedDate, last: PrintedDate, anchor: date | None) -> str | None:
    if first.day is None or last.day is None:
        return None
    month = first.month or last.month
    if month is None:
        return None
    first = replace(first, month=first.month or month)
    last = replace(last, month=last.month or month)
    first, last = _with_years(first, last)
    start = first.day_near(anchor)
    if start is not None and last.year is None:
        _, last = _with_years(replace(first, year=start.year), last)
    end = last.day_near(anchor)
    return None if start is None or end is None or end < start else f"{start}/{end}"


def _months_or_years(first: PrintedDate, last: PrintedDate, phrase: Phrase) -> str | None:
    start_month, end_month = first.month, last.month
    if start_month is None and end_month is None:
        return f"{first.year:04}/{last.year:04}"
    if start_month is None or end_month is None:
        return None
    if first.year is None and last.year is None:
        first = replace(first, year=near_year(start_month, phrase))
    first, last = _with_years(first, last)
    if first.year is None:
        return None
    return f"{first.year:04}-{start_month:02}/{last.year:04}-{end_month:02}"


def _with_years(first: PrintedDate, last: PrintedDate) -> tuple[PrintedDate, PrintedDate]:
    """Give an end without a year the other's, or the one beside it when they cross New Year."""
    crossing = (first.month or 0) > (last.month or 0)
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - crossing)
    elif last.year is None and first.year is not None:
        last = replace(last, year=first.year + crossing)
    return first, last
