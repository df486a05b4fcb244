"""Dates as tables print them, read by the forms that a mapping names."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from claimbook_build.importing.reading import Dated

_PARTS = {
    "YYYY": ("year", "([0-9]{4})"),
    "MM": ("month", "([0-9]{2})"),
    "DD": ("day", "([0-9]{2})"),
    "hh": ("hour", "([0-9]{2})"),
    "mm": ("minute", "([0-9]{2})"),
    "ss": ("second", "([0-9]{2})"),
}
"""The parts of a form, from the coarsest to the finest."""

_ORDER = tuple(name for name, _ in _PARTS.values())
_PART = re.compile("|".join(_PARTS))

ISO_DATES = ("YYYY-MM-DD", "YYYY-MM", "YYYY")
ISO_MOMENTS = (
    *ISO_DATES,
    *(f"YYYY-MM-DD{gap}hh:mm{rest}" for gap in "T " for rest in ("", ":ss")),
)
"""The forms of ISO 8601 that are read unless a mapping names its own."""

_ZONED = re.compile("(.*[0-9])(Z|[+-][0-9]{2}:[0-9]{2})")


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    names: tuple[str, ...]


class DateReader:
    """Reads the dates of one column.

    Attributes:
        moments: Whether times of day are read as well.
    """

    def __init__(self, forms: Iterable[str], zone: str | None, *, moments: bool) -> None:
        """Take the forms in the order in which they are tried, and the zone of times of day."""
        known = tuple(forms) or (ISO_MOMENTS if moments else ISO_DATES)
        self._forms = tuple(map(_compiled, known))
        self._zone = ZoneInfo(zone) if zone is not None else None
        self.moments = moments
        self.read = lru_cache(2**14)(self._read)

    def _read(self, text: str) -> Dated | None:
        """Return the date that a text is, or None where it is none of the forms, or no day."""
        zoned = _ZONED.fullmatch(text) if self.moments else None
        bare, offset = (zoned[1], zoned[2]) if zoned else (text, None)
        for form in self._forms:
            found = form.pattern.fullmatch(bare)
            if found is not None:
                parts = dict(zip(form.names, map(int, found.groups()), strict=True))
                return self._dated(parts, offset) if offset is None or "hour" in parts else None
        return None

    def typed(self, value: date | datetime) -> Dated | None:
        """Return the date that a typed cell is; a midnight of a column of dates is no time."""
        if not isinstance(value, datetime):
            return Dated(value.isoformat(), value, "day")
        if not self.moments:
            return Dated(value.date().isoformat(), value.date(), "day") if _is_day(value) else None
        offset = value.utcoffset()
        text = f"{value:%Y-%m-%dT%H:%M:%S}{'' if offset is None else _offset(offset)}"
        return self.read(text)

    def _dated(self, parts: dict[str, int], offset: str | None) -> Dated | None:
        precision = next((name for name in reversed(_ORDER) if name in parts), "")
        needed = _ORDER[: _ORDER.index(precision) + 1]
        if any(name not in parts for name in needed):
            return None
        try:
            day = date(*(parts.get(name, 1) for name in _ORDER[:3]))
            clock = time(parts.get("hour", 0), parts.get("minute", 0), parts.get("second", 0))
        except ValueError:
            return None
        if "hour" not in parts:
            return Dated(
                day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)], day, precision
            )
        said = offset or self._offset_at(datetime.combine(day, clock))
        if said is None:
            return None
        written = {"hour": "%H", "minute": "%H:%M", "second": "%H:%M:%S"}[precision]
        return Dated(f"{day.isoformat()}T{clock.strftime(written)}{said}", day, precision)

    def _offset_at(self, moment: datetime) -> str | None:
        """Return the offset of a wall clock's time; None in the hour that a spring leaves out.

        An hour that an autumn has twice is taken for the first.
        """
        if self._zone is None:
            return None
        local = moment.replace(tzinfo=self._zone)
        offset = local.utcoffset()
        back = local.astimezone(ZoneInfo("UTC")).astimezone(self._zone).replace(tzinfo=None)
        return None if offset is None or back != moment else _offset(offset)


def _is_day(value: datetime) -> bool:
    return value.time() == time(0) and value.tzinfo is None


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign, minutes = "-" if minutes < 0 else "+", abs(minutes)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def _compiled(form: str) -> _Form:
    r"""Return a form as a pattern.

    >>> _compiled("DD.MM.YYYY").names
    ('day', 'month', 'year')
    """
    pattern, names, at = "", [], 0
    for part in _PART.finditer(form):
        name, digits = _PARTS[part[0]]
        pattern += re.escape(form[at : part.start()]) + digits
        names.append(name)
        at = part.end()
    return _Form(re.compile(pattern + re.escape(form[at:])), tuple(names))
