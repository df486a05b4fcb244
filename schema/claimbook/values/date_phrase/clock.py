"""The time of day in a date phrase: ``11 a.m.``, ``12:31 PM``, ``11.30am``, ``15:30``, ``noon``.

A time on the 24-hour clock has two digits of hours: ``9:30`` alone may be evening. Midnight is not
read, since it may end a day as well as begin one. A zone that is named with the time is passed
over: the result is wall time as printed, and its offset is the record's to state.
"""

from __future__ import annotations

from claimbook.values.date_phrase.reader import Reader

_HALVES = {"am": 0, "pm": 12}
_PLACES = ("kyiv", "kiev", "local", "london", "minsk", "moscow")
_ZONES = ("gmt", "utc")


def read_clock(reader: Reader) -> str | None:
    """Take a time of day and return it as ``HH``, ``HH:MM`` or ``HH:MM:SS``.

    None, with nothing taken, when no time or no possible time comes next.

    >>> [read_clock(Reader(tokens)) for tokens in (("11", "am"), ("12", ":", "31", "pm"))]
    ['11', '12:31']
    """
    start = reader.at
    clock = "12" if reader.take("noon") else _digits(reader)
    if clock is None:
        reader.at = start
    else:
        _pass_zone(reader)
    return clock


def _digits(reader: Reader) -> str | None:
    two_digits = len(reader.peek()) == 2
    hour = reader.digits(1, 2)
    if hour is None:
        return None
    dotted = reader.peek() == "."
    rest = _sixtieths(reader)
    half = reader.lookup(_HALVES)
    if half is None:
        if dotted or not rest or not two_digits or hour > 23:
            return None
        return ":".join((f"{hour:02}", *rest))
    if not 1 <= hour <= 12:
        return None
    return ":".join((f"{hour % 12 + half:02}", *rest))


def _sixtieths(reader: Reader) -> list[str]:
    rest: list[str] = []
    separator = reader.peek()
    while len(rest) < 2 and separator in (":", ".") and reader.take(separator):
        value = reader.digits(2)
        if value is None or value >= 60:
            reader.at -= 1 + (value is not None)
            break
        rest.append(f"{value:02}")
    return rest


def _pass_zone(reader: Reader) -> None:
    if reader.peek() in _PLACES and reader.peek(1) == "time":
        reader.at += 2
    else:
        reader.take(*_ZONES)
