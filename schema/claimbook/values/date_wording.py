"""Date wordings: English date phrases as news prints them, resolved to EDTF text.

A phrase is resolved from an anchor, usually the day of publication, and never guessed: what may
mean two things, or needs an anchor that is not there, resolves to nothing.

- A date without a year is the nearest one to the anchor, half a year away at most, a quarter when
  it is in the next year, the past one on a tie; after ``since``, ``earlier`` or ``back`` it is the
  latest one. A month without a year is the latest one, the anchor's own included.
- A weekday is the latest one, the anchor included. After ``by``, ``to``, ``until``, ``till`` or
  ``through`` it is the first one from the anchor on; ``next Monday`` is the first one after it.
- ``early October`` is the month, ``Monday morning`` the day: parts are not told apart.
- ``over the past month`` is the interval from the same day of the month before up to the anchor,
  ``past N days`` likewise, both end days in; ``last month`` is a calendar month, ``last week`` an
  ISO week. ``overnight`` is the anchor and the day before.
- Leading words such as ``as of``, ``earlier on`` and ``since`` change nothing else.
"""

from __future__ import annotations

from datetime import date

from claimbook.values.date_phrase.interval import resolve_interval
from claimbook.values.date_phrase.moment import (
    resolve_moment,
    resolve_month_or_year,
    resolve_season,
)
from claimbook.values.date_phrase.phrase import phrase_of
from claimbook.values.date_phrase.relative import resolve_relative
from claimbook.values.edtf import EdtfError, parse_edtf

_READINGS = (
    resolve_moment,
    resolve_month_or_year,
    resolve_interval,
    resolve_relative,
    resolve_season,
)


def resolve_date_wording(text: str, anchor: date | None) -> str | None:
    """Resolve a date phrase to canonical EDTF text without offset.

    Args:
        text: The phrase, such as ``as of 11 a.m. on Oct. 10``, in any case.
        anchor: The day from which it is seen, or None when that is not known.

    Returns:
        EDTF text, a time as ``2022-10-10T11``; None when the phrase is not understood, may mean
        two things, is no date of the calendar, or needs an anchor. Never raises.

    >>> resolve_date_wording("as of 11 a.m. on Oct. 10", date(2022, 10, 10))
    '2022-10-10T11'
    >>> resolve_date_wording("over the past month", date(2022, 10, 13))
    '2022-09-13/2022-10-13'
    >>> resolve_date_wording("a few days ago", date(2022, 10, 13)) is None
    True
    """
    phrase = phrase_of(text, anchor)
    if phrase is None:
        return None
    try:
        found = next(filter(None, (read(phrase) for read in _READINGS)), None)
    except (ValueError, OverflowError):  # a printed date that no calendar has, or far beyond it
        return None
    return found if found is not None and _is_edtf(found) else None


def _is_edtf(text: str) -> bool:
    """Whether the text is in our subset: its years are within bounds, its ends in order."""
    try:
        parse_edtf(text + "Z" if "T" in text else text)
    except EdtfError:
        return False
    return True
