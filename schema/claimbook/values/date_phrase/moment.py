"""One day, month, season, year or decade, the day with or without a time."""

from __future__ import annotations

from datetime import date, timedelta

from claimbook.values.date_phrase.clock import read_clock
from claimbook.values.date_phrase.phrase import Phrase
from claimbook.values.date_phrase.printed import DAY_PARTS, PrintedDate, read_printed
from claimbook.values.date_phrase.reader import Reader

_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}


def resolve_moment(phrase: Phrase) -> str | None:
    """Resolve a day, with or without a time, before or after it.

    Raises:
        ValueError: A printed date is not in the calendar.
        OverflowError: The day is beyond the calendar.
    """
    reader = phrase.reader()
    clock = read_clock(reader)
    if clock is not None:
        reader.take("on")
    day = _day(reader, phrase)
    if day is None:
        return None
    reader.take(*DAY_PARTS)
    if clock is None:
        reader.take("at")
        clock = read_clock(reader)
    if not reader.done:
        return None
    return day.isoformat() if clock is None else f"{day.isoformat()}T{clock}"


def _day(reader: Reader, phrase: Phrase) -> date | None:
    if reader.peek() == "this" and reader.peek(1) in DAY_PARTS:
        reader.at += 1
        return phrase.anchor
    days = reader.lookup(_DAYS)
    if days is not None:
        return None if phrase.anchor is None else phrase.anchor + timedelta(days=days)
    # Not "the night of Oct. 9": that may begin or end on the 9th.
    if reader.peek() in DAY_PARTS[:-1] and reader.peek(1) == "of":
        reader.at += 2
    coming = reader.take("next", "coming")
    printed = read_printed(reader)
    if printed is None or (coming and not printed.is_weekday_alone):
        return None
    if not printed.is_weekday_alone:
        return printed.day_near(phrase.anchor, backward=phrase.backward)
    return _weekday(printed, phrase, coming=coming)


def _weekday(printed: PrintedDate, phrase: Phrase, *, coming: bool) -> date | None:
    if printed.weekday is None or phrase.anchor is None:
        return None
    if coming:
        return next_weekday(phrase.anchor, printed.weekday)
    if phrase.forward:
        return next_weekday(phrase.anchor - timedelta(days=1), printed.weekday)
    return last_weekday(phrase.anchor, printed.weekday)


def last_weekday(anchor: date, weekday: int) -> date:
    """Return the latest such weekday up to and with the anchor."""
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def next_weekday(anchor: date, weekday: int) -> date:
    """Return the first such weekday after the anchor."""
    return anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)


def resolve_month_or_year(phrase: Phrase) -> str | None:
    """Resolve ``February 2022``, ``March`` (the latest, or the next after "until") or ``2022``."""
    reader = phrase.reader()
    printed = read_printed(reader)
    if printed is None or not reader.done or (printed.day, printed.weekday) != (None, None):
        return None
    if printed.month is None:
        return None if printed.year is None else f"{printed.year:04}"
    year = printed.year if printed.year is not None else near_year(printed.month, phrase)
    return None if year is None else f"{year:04}-{printed.month:02}"


def near_year(month: int, phrase: Phrase) -> int | None:
    """Return the year of the latest such month up to the anchor's, or of the next from it on."""
    if phrase.anchor is None:
        return None
    if phrase.forward:
        return phrase.anchor.year + (month < phrase.anchor.month)
    return phrase.anchor.year - (month > phrase.anchor.month)


def resolve_season(phrase: Phrase) -> str | None:
    """Resolve ``autumn 2022``, ``winter of 2022-23`` and ``2010s``.

    A winter needs both its years: with one it may be either of two. So does every season need its
    year: "last spring" is the one just over to some and last year's to others.
    """
    reader = phrase.reader()
    winter = reader.take("winter")
    season = 24 if winter else reader.lookup(_SEASONS)
    if season is not None:
        reader.take("of")
    year = reader.digits(4)
    if year is None:
        return None
    if season is None:
        decade = year % 10 == 0 and reader.take("s") and reader.done
        return f"{year // 10:03}X" if decade else None
    if winter and not _second_year(reader, year + 1):
        return None
    return f"{year:04}-{season}" if reader.done else None


def _second_year(reader: Reader, year: int) -> bool:
    return reader.take("-") and reader.take(str(year), f"{year % 100:02}")
