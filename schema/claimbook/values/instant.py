"""Instants: when something was said, published, or as of when a figure holds.

A bare day ``YYYY-MM-DD``, or an instant to the hour, minute or second with an offset; years 1583
to 9998.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from claimbook.values.edtf_bounds import Bounds, bounds_between, day_of, offset_fits
from claimbook.values.edtf_date import EdtfDate, EdtfError, parse_date

InstantPrecision = Literal["day", "hour", "minute", "second"]

_PRECISIONS: dict[str, InstantPrecision] = {
    "day": "day",
    "hour": "hour",
    "minute": "minute",
    "second": "second",
}


@dataclass(frozen=True, slots=True)
class Instant:
    """An instant or bare day as written; ``str()`` gives its one canonical spelling.

    Attributes:
        moment: The same as a date of EDTF.
        precision: How wide it is.
    """

    moment: EdtfDate
    precision: InstantPrecision

    @property
    def offset(self) -> timedelta | None:
        """Local clock minus UTC; None for a bare day."""
        return self.moment.offset

    @property
    def local(self) -> str:
        """Its spelling without the offset.

        >>> parse_instant("2022-10-10T11+03:00").local
        '2022-10-10T11'
        """
        return self.moment.local

    def bounds(self, zone: str | None) -> Bounds:
        """Return the stretch of time that it covers, as wide as its precision.

        Args:
            zone: IANA name of the zone whose day is meant; None will do unless it is a bare day.

        Raises:
            ZoneError: The zone is unknown, or missing, or never had that day.

        >>> parse_instant("2022-10-10T11+03:00").bounds(None).t_max_utc
        datetime.datetime(2022, 10, 10, 9, 0)
        """
        return bounds_between(self.moment, self.moment, zone)

    def day(self, zone: str | None) -> date:
        """Return its day on the zone's calendar; a bare day is itself.

        Raises:
            ZoneError: The zone is unknown, or missing beside an instant.
        """
        return day_of(self.moment, zone)

    def offset_fits(self, zone: str) -> bool:
        """Whether its offset is the one that the zone has at that moment; a bare day's always is.

        Raises:
            ZoneError: The zone is unknown.
        """
        return offset_fits(self.moment, zone)

    def __str__(self) -> str:
        return str(self.moment)


def parse_instant(text: str) -> Instant:
    """Parse a bare day or an instant with offset.

    Raises:
        EdtfError: The text is neither, carries a qualifier, or is no date of the calendar.
    """
    moment = parse_date(text)
    if moment.qualifier:
        raise EdtfError("an instant takes no qualifier", len(text) - 1)
    precision = _PRECISIONS.get(moment.precision)
    if precision is None:
        raise EdtfError("an instant needs its day, such as 2022-10-10", len(text))
    return Instant(moment, precision)
