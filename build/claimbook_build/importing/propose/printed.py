"""What a single cell looks like, before anybody says what its column holds."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from claimbook.values.wording import WordingError, parse_wording

Look: TypeAlias = Literal[
    "count",
    "point",
    "number",
    "phrase",
    "boolean",
    "date",
    "address",
    "path",
    "printed",
    "nothing",
    "text",
]
"""What a cell looks like.

count: a whole number. point: one with a decimal point. number: any other number. phrase: words for
a number. date: a day or a moment. path: an address without its beginning. printed: a list or
dictionary as a program prints it. nothing: a text that says that nothing was given.
"""

NOTHING = frozenset(
    {
        *("-", "--", "\u2013", "\u2014", "?", "n/a", "N/A", "na", "NA", "n.a.", "N.A."),
        *("nan", "NaN", "NAN", "null", "NULL", "none", "None", "NONE", "#N/A", "no data"),
        *("unknown", "Unknown", "not available", "not stated", "..", "...", "\u2026"),
        *("\u043d/\u0434", "\u041d/\u0414", "\u043d\u0435\u043c\u0430\u0454"),
        *("\u043d\u0435\u0432\u0456\u0434\u043e\u043c\u043e", "\u043d\u0435\u0442"),
        "\u043d\u0435\u0438\u0437\u0432\u0435\u0441\u0442\u043d\u043e",
    }
)
"""Texts by which tables say that nothing was given."""

_REMEMBERED = 200
"""Characters of a text that is remembered: a longer one hardly comes again."""

_COUNT = re.compile("(0|[1-9][0-9]{0,17})")
_POINT = re.compile("[0-9]{1,18}[.]0{1,18}")
_NUMBER = re.compile("-?[0-9]{1,18}([.][0-9]{1,18})?")
_PRINTED = re.compile(r"[\[({][^\n]*[\])}]")
_PATH = re.compile("[^ /]+/[^ /]+/[^ ]+")
_LONGEST_PHRASE = 80


class Seen(NamedTuple):
    """A cell as it looks.

    Attributes:
        look: What it looks like.
        number: Its number, if it is one.
        quoted: Whether it is a text.
    """

    look: Look
    number: float | None
    quoted: bool


def seen(value: Any) -> Seen:  # noqa: ANN401 - whatever a cell holds
    """Return what a cell that is not empty looks like.

    >>> [seen(value).look for value in (3, 3.0, "3", "3.0", "about 60", "n/a", "Kyiv")]
    ['count', 'point', 'count', 'point', 'phrase', 'nothing', 'text']
    """
    if isinstance(value, str):
        return _of_text(value) if len(value) <= _REMEMBERED else _look(value)
    if isinstance(value, bool):
        return Seen("boolean", None, quoted=False)
    if isinstance(value, (date, datetime)):
        return Seen("date", None, quoted=False)
    if isinstance(value, time) or not isinstance(value, (int, float, Decimal)):
        return Seen("text", None, quoted=False)
    if value < 0 or float(value) % 1:  # a float, for a long Decimal has no remainder to be had
        return Seen("number", float(value), quoted=False)
    return Seen("count" if isinstance(value, int) else "point", int(value), quoted=False)


def _look(text: str) -> Seen:
    if _COUNT.fullmatch(text):
        return Seen("count", int(text), quoted=True)
    if _POINT.fullmatch(text):
        return Seen("point", int(text.partition(".")[0]), quoted=True)
    if _NUMBER.fullmatch(text):
        return Seen("number", float(text), quoted=True)
    return Seen(_words(text), None, quoted=True)


_of_text = lru_cache(2**14)(_look)


def _words(text: str) -> Look:
    if text.strip() in NOTHING:
        return "nothing"
    if text.startswith(("http://", "https://")):
        return "address"
    if _PRINTED.fullmatch(text):
        return "printed"
    if _PATH.fullmatch(text):
        return "path"
    return "phrase" if _is_phrase(text) else "text"


def _is_phrase(text: str) -> bool:
    if len(text) > _LONGEST_PHRASE or not any("0" <= sign <= "9" for sign in text):
        return False
    try:
        parse_wording(text)
    except WordingError:
        return False
    return True
