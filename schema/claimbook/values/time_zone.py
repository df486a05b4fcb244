"""Time zones: when a local midnight was, on the clock of the world.

Zones come from the ``tzdata`` package alone, never from the machine, so that every machine derives
the same bounds from the same record.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from claimbook.errors import ClaimbookError


class ZoneError(ClaimbookError):
    """A time zone is missing or unknown, or a stretch of time does not exist in it."""


@cache
def zone_names() -> frozenset[str]:
    """Return every IANA name that :func:`zone_info` knows, old spellings included.

    >>> "Europe/Kyiv" in zone_names(), "Europe/Kiev" in zone_names()
    (True, True)
    """
    return frozenset(files("tzdata").joinpath("zones").read_text("ascii").split())


@cache
def _load(name: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def zone_info(name: str | None) -> ZoneInfo:
    """Return the zone of an IANA name.

    Raises:
        ZoneError: There is no name, or no zone of that name; spelling and case count.
    """
    if name is None:
        raise ZoneError("a date without an offset needs a time zone")
    if name not in zone_names():
        raise ZoneError("unknown time zone; write an IANA name such as Europe/Kyiv")
    return _load(name)


def offset_at(moment_utc: datetime, zone: ZoneInfo) -> timedelta:
    """Return how far the zone's clocks are ahead of UTC at a moment (naive UTC)."""
    return local_time(moment_utc, zone) - moment_utc


def local_time(moment_utc: datetime, zone: ZoneInfo) -> datetime:
    """Return the naive wall time of a zone at a moment (naive UTC)."""
    return moment_utc.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def midnight_utc(midnight: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment (naive UTC) at which a local day begins.

    A midnight that clocks skip counts as the moment of the jump; one that happens twice counts the
    first time. So the days of a zone follow each other without gap or overlap.

    >>> midnight_utc(datetime.fromisoformat("2022-10-13"), zone_info("Europe/Kyiv")).isoformat()
    '2022-10-12T21:00:00'

    Clocks in Beirut went from 2022-03-27T00:00 straight to 01:00:

    >>> midnight_utc(datetime.fromisoformat("2022-03-27"), zone_info("Asia/Beirut")).isoformat()
    '2022-03-26T22:00:00'
    """
    first, second = (_as_utc(midnight.replace(fold=fold), zone) for fold in (0, 1))
    if first <= second:
        return first
    return _jump(second, first, zone)


def _as_utc(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    # A jump may start before midnight (Toronto went from 23:30 to 00:30), so it is searched for.
    new = offset_at(after, zone)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if offset_at(middle, zone) == new:
            after = middle
        else:
            before = middle
    return after
