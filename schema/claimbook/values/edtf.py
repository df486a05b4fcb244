"""EDTF: dates, seasons and intervals as our records write them.

A date (see :mod:`claimbook.values.edtf_date`) or an interval ``a/b`` of two, either of which may
be ``..`` (open) or empty (unknown), not both. ASCII only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from claimbook.values.edtf_bounds import Bounds, bounds_between, days_between, offset_fits
from claimbook.values.edtf_date import EdtfDate, EdtfError, parse_date
from claimbook.values.edtf_date import Precision as DatePrecision

__all__ = [
    "Bounds",
    "Edtf",
    "EdtfDate",
    "EdtfError",
    "Precision",
    "ReversedError",
    "parse_edtf",
]

Precision = DatePrecision | Literal["interval"]
Missing = Literal["..", ""]

# The longest text of the grammar is two instants to the second and a slash.
_LONGEST = 2 * len("2022-10-10T11:30:15+03:00") + 1


class ReversedError(EdtfError):
    """An interval of two dates ends before it starts."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or interval as written; ``str()`` gives its one canonical spelling.

    Attributes:
        first: The date, or an interval's start: ``..`` when open, empty when unknown.
        last: An interval's end, likewise; None for a single date.
    """

    first: EdtfDate | Missing
    last: EdtfDate | Missing | None = None

    @property
    def is_interval(self) -> bool:
        """Whether it is written with a slash."""
        return self.last is not None

    @property
    def precision(self) -> Precision:
        """How wide it is, as a code; ``interval`` for every interval.

        >>> [parse_edtf(text).precision for text in ("202X", "2022-23", "2022-10-XX", "2022/..")]
        ['decade', 'season', 'month', 'interval']
        """
        if isinstance(self.first, EdtfDate) and not self.is_interval:
            return self.first.precision
        return "interval"

    @property
    def dates(self) -> tuple[EdtfDate, ...]:
        """The dates that are written in it: one or two."""
        return tuple(end for end in (self.first, self.last) if isinstance(end, EdtfDate))

    @property
    def mixed_precision(self) -> bool:
        """Whether the two ends of an interval are of different precision."""
        return len({end.precision for end in self.dates}) > 1

    @property
    def same_ends(self) -> bool:
        """Whether it is an interval from a date to that same date.

        >>> parse_edtf("2022-10-10T11:30+03:00/2022-10-10T08:30Z").same_ends
        True
        """
        none = timedelta()
        moments = {(end.start - (end.offset or none), end.precision) for end in self.dates}
        return len(self.dates) > len(moments)

    @property
    def local(self) -> str:
        """Its spelling without offsets, as a date's wording resolves to."""
        return "/".join(
            end.local if isinstance(end, EdtfDate) else end
            for end in (self.first, self.last)
            if end is not None
        )

    def bounds(self, zone: str | None) -> Bounds:
        """Return the stretch of time that it covers.

        Args:
            zone: IANA name of the zone whose days are meant; None will do for instants.

        Raises:
            ZoneError: The zone is unknown, or missing, or has no such stretch of time.

        >>> parse_edtf("../2022-10-13").bounds("Europe/Kyiv")
        Bounds(t_min_utc=None, t_max_utc=datetime.datetime(2022, 10, 13, 21, 0))
        """
        return bounds_between(*self._ends(), zone)

    def days(self, zone: str | None) -> tuple[date | None, date | None]:
        """Return its first and last day on the zone's calendar, both inclusive.

        None stands for an open or unknown end.

        Raises:
            ZoneError: The zone is unknown, or missing beside an instant.
        """
        return days_between(*self._ends(), zone)

    def offset_fits(self, zone: str) -> bool:
        """Whether every offset in it is the one that the zone has at that moment.

        Raises:
            ZoneError: The zone is unknown.
        """
        fitting = [offset_fits(end, zone) for end in self.dates]
        return all(fitting)

    def _ends(self) -> tuple[EdtfDate | None, EdtfDate | None]:
        last = self.first if self.last is None else self.last
        return (
            self.first if isinstance(self.first, EdtfDate) else None,
            last if isinstance(last, EdtfDate) else None,
        )

    def __str__(self) -> str:
        return "/".join(str(end) for end in (self.first, self.last) if end is not None)


def parse_edtf(text: str) -> Edtf:
    """Parse a date or interval of our EDTF subset.

    An interval is reversed, and refused, when its end is over before its start begins: by the
    clock when both ends are instants, by the calendar as written otherwise.

    Raises:
        ReversedError: It is an interval, and reversed.
        EdtfError: The text is not of the subset, or is no date of the calendar.

    >>> str(parse_edtf("2022-10-10T11+00:00/.."))
    '2022-10-10T11Z/..'
    """
    if not text.isascii():
        position = next(index for index, char in enumerate(text) if not char.isascii())
        raise EdtfError("a date is written in ASCII only", position)
    if len(text) > _LONGEST:
        raise EdtfError("too long for a date", _LONGEST)
    start, slash, end = text.partition("/")
    if not slash:
        return Edtf(parse_date(text))
    return _interval(_end(start, 0), _end(end, len(start) + 1), len(start))


def _end(text: str, base: int) -> EdtfDate | Missing:
    if text == "":
        return ""
    return ".." if text == ".." else parse_date(text, base)


def _interval(first: EdtfDate | Missing, last: EdtfDate | Missing, slash: int) -> Edtf:
    if isinstance(first, EdtfDate) and isinstance(last, EdtfDate):
        if _reversed(first, last):
            raise ReversedError("an interval ends before it starts", slash + 1)
    elif not (isinstance(first, EdtfDate) or isinstance(last, EdtfDate)):
        raise EdtfError("an interval needs a date at one end at least", slash)
    return Edtf(first, last)


def _reversed(first: EdtfDate, last: EdtfDate) -> bool:
    if first.offset is not None and last.offset is not None:
        return last.after - last.offset <= first.start - first.offset
    return last.after <= first.start
