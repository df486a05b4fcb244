"""A date as far as it is printed: any of weekday, day, month and year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from claimbook.values.date_phrase.reader import Reader

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
MONTHS = {
    spelling: number
    for number, name in enumerate(_MONTH_NAMES.split(), start=1)
    for spelling in (name, name[:3])
} | {"sept": 9}
WEEKDAYS = {
    spelling: number
    for number, name in enumerate(_WEEKDAY_NAMES.split())
    for spelling in (name, name[:3])
} | {"tues": 1, "thur": 3, "thurs": 3}
DAY_PARTS = ("morning", "afternoon", "evening", "night")
# How far off the year of a date without one is still plain: half a year. A date of next year is
# usually printed with its year, so that "March 2" in October may well be past: a quarter.
_HALF_YEAR = timedelta(days=183)
_QUARTER = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """What is printed of a date, None where nothing is; ``weekday`` counts from Monday as 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def is_weekday_alone(self) -> bool:
        """Whether only the weekday is printed."""
        return self.weekday is not None and (self.year, self.month, self.day) == (None,) * 3

    def day_near(self, anchor: date | None, *, backward: bool = False) -> date | None:
        """Return the day meant.

        Without a printed year it is the nearest one to the anchor, within half a year, or a
        quarter when that is in the next year; the latest one up to the anchor when the words
        before it point backward. None when month or day is not printed, no anchor is there to
        settle the year, no such day is near enough, or the printed weekday is another.

        Raises:
            ValueError: The printed year has no such day.

        >>> PrintedDate(month=12, day=30).day_near(date(2023, 1, 5))
        datetime.date(2022, 12, 30)
        """
        if self.month is None or self.day is None:
            return None
        if self.year is not None:
            found = date(self.year, self.month, self.day)
        else:
            pick = _latest if backward else _nearest
            near = (
                None if anchor is None else pick(_each_year(self.month, self.day, anchor), anchor)
            )
            if near is None:
                return None
            found = near
        return found if self.weekday in (None, found.weekday()) else None


def _each_year(month: int, day: int, anchor: date) -> list[date]:
    found: list[date] = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:  # 29 February of a common year, or no day of any
            continue
    return found


def _latest(days: list[date], anchor: date) -> date | None:
    return max((day for day in days if day <= anchor), default=None)


def _nearest(days: list[date], anchor: date) -> date | None:
    near = [
        day
        for day in days
        if abs(day - anchor) <= (_QUARTER if day.year > anchor.year else _HALF_YEAR)
    ]
    return min(near, key=lambda day: (abs(day - anchor), day), default=None)


def read_printed(reader: Reader) -> PrintedDate | None:
    """Take as much of a printed date as comes next; None, with nothing taken, when none does."""
    weekday = reader.lookup(WEEKDAYS)
    if weekday is not None:
        reader.take(*DAY_PARTS)
    start = reader.at
    reader.take("the")
    calendar = _calendar(reader)
    if calendar is None:
        reader.at = start
        return None if weekday is None else PrintedDate(weekday=weekday)
    year, month, day = calendar
    return PrintedDate(year, month, day, weekday)


def _calendar(reader: Reader) -> tuple[int | None, int | None, int | None] | None:
    if _clock_is_next(reader):
        return None
    iso_day = _iso_day(reader)
    if iso_day is not None:
        return iso_day
    month = reader.lookup(MONTHS)
    if month is not None:
        day = reader.digits(1, 2)
        return _year(reader), month, day
    day = reader.digits(1, 2)
    if day is None:
        year = _year(reader)
        return None if year is None else (year, None, None)
    of = reader.take("of")
    month = reader.lookup(MONTHS)
    if of and month is None:
        reader.at -= 1
    return _year(reader), month, day


def _iso_day(reader: Reader) -> tuple[int, int, int] | None:
    start = reader.at
    parts: list[int] = []
    for lengths in ((4,), (2,), (2,)):
        part = reader.digits(*lengths) if not parts or reader.take("-") else None
        if part is None:
            reader.at = start
            return None
        parts.append(part)
    return parts[0], parts[1], parts[2]


def _year(reader: Reader) -> int | None:
    start = reader.at
    reader.take("of")
    year = reader.digits(4)
    if year is None:
        reader.at = start
    return year


def _clock_is_next(reader: Reader) -> bool:
    return reader.peek().isdigit() and reader.peek(1) in (":", ".", "am", "pm")
