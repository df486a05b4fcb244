"""Bounds: from a date as written to the stretch of time that it covers.

One rule of width: a date covers the whole of what it names. An hour's instant is one hour wide, a
minute's one minute, a day lasts from local midnight to local midnight, ``X`` covers the whole of
the decade, year or month that it leaves open. Qualifiers do not widen; nothing is clipped.
Seasons are meteorological and northern, three whole months each: 21 is March to May, 22 June to
August, 23 September to November, 24 December of the year written to February of the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from claimbook.values.edtf_date import EdtfDate
from claimbook.values.time_zone import (
    ZoneError,
    local_time,
    midnight_utc,
    offset_at,
    zone_info,
)

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A half-open stretch of time.

    Attributes:
        t_min_utc: Its first moment, naive UTC; None when it is open or unknown.
        t_max_utc: The first moment after it, naive UTC; None when it is open or unknown.
    """

    t_min_utc: datetime | None
    t_max_utc: datetime | None


def bounds_between(first: EdtfDate | None, last: EdtfDate | None, zone: str | None) -> Bounds:
    """Return the bounds from the start of one date to the end of another.

    Args:
        first: The earlier date, or None for an open or unknown start.
        last: The later one, possibly the same, or None for an open or unknown end.
        zone: IANA name of the zone whose days the dates are; None will do for instants.

    Raises:
        ZoneError: The zone is unknown, or needed and missing; or nothing is left between the two
            in that zone (Samoa never had 2011-12-30; a day and an instant may be the wrong way
            round in a far zone).
    """
    place = None if zone is None else zone_info(zone)
    t_min = None if first is None else _to_utc(first, first.start, place)
    t_max = None if last is None else _to_utc(last, last.after, place)
    if t_min is not None and t_max is not None and t_min >= t_max:
        raise ZoneError(f"in {zone} it ends no later than it starts")
    return Bounds(t_min, t_max)


def days_between(
    first: EdtfDate | None, last: EdtfDate | None, zone: str | None
) -> tuple[date | None, date | None]:
    """Return the first and last day, both inclusive; None for an end that is open or unknown.

    Raises:
        ZoneError: The zone is unknown, or an instant needs one.
    """
    return (
        None if first is None else day_of(first, zone),
        None if last is None else _day_at(last, last.after - _TICK, zone),
    )


def day_of(moment: EdtfDate, zone: str | None) -> date:
    """Return the day on which a date starts: its own, or an instant's on the zone's calendar.

    Raises:
        ZoneError: The zone is unknown, or an instant needs one.
    """
    return _day_at(moment, moment.start, zone)


def offset_fits(moment: EdtfDate, zone: str) -> bool:
    """Whether an instant's offset is the one that the zone has at that moment; a date's always is.

    Raises:
        ZoneError: The zone is unknown.
    """
    place = zone_info(zone)
    if moment.offset is None:
        return True
    return offset_at(moment.start - moment.offset, place) == moment.offset


def _to_utc(moment: EdtfDate, local: datetime, place: ZoneInfo | None) -> datetime:
    if moment.offset is not None:
        return local - moment.offset
    return midnight_utc(local, place or zone_info(None))


def _day_at(moment: EdtfDate, local: datetime, zone: str | None) -> date:
    place = None if zone is None else zone_info(zone)
    if moment.offset is None:
        return local.date()
    return local_time(local - moment.offset, place or zone_info(None)).date()
