"""The one table that types a plain YAML scalar: YAML 1.2's core schema, minus its traps.

What YAML 1.1, or another reader, would take for something else than it looks like is refused
with the advice to quote it. A date is a string here: we parse dates ourselves.
"""

import math
import re
from dataclasses import dataclass

from claimbook_build.read.node import Value

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
# A double keeps 15 significant digits for certain and needs 17 at most (IEEE 754).
_MOST_DIGITS = 17


@dataclass(frozen=True, slots=True)
class Trap:
    """A number or word that cannot be taken at its face: why, as the rest of a sentence."""

    why: str


def _disputed(meaning: str) -> Trap:
    return Trap(f"is {meaning} to some readers and text to others")


_TRUE = ("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "True", "TRUE")
_FALSE = ("n", "N", "no", "No", "NO", "off", "Off", "OFF", "False", "FALSE")
WORDS: dict[str, Value | Trap] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
    **dict.fromkeys(("Null", "NULL"), _disputed("null")),
    **dict.fromkeys(_TRUE, _disputed("true")),
    **dict.fromkeys(_FALSE, _disputed("false")),
}
"""Words that are no text, or not to every reader."""

NUMERIC_START = frozenset("0123456789+-.")
_TRAPS = (
    (r"-0", "minus nought"),
    (r"[-+]?0[0-9_]+(?:\.[0-9_]*)?", "an octal number"),
    (r"[-+]?0[xX][0-9a-fA-F_]+", "a hexadecimal number"),
    (r"[-+]?0[oO][0-7_]+", "an octal number"),
    (r"[-+]?0[bB][01_]+", "a binary number"),
    (r"[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?", "a number to the base 60"),
    (r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", "infinity, or not a number"),
    (r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?[eE][-+]?[0-9]+", "a number with an exponent"),
    (r"[-+]?\.[0-9_]+(?:[eE][-+]?[0-9]+)?", "a number"),
    (r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?", "a number"),
)
# What can be none of these, a date or a range of offsets above all, is let past quickly.
_CANDIDATE = re.compile(r"[-+]?[0-9a-zA-Z_.:]*(?:[eE][-+][0-9]*)?")
_NUMBER = re.compile(
    r"(-?[1-9][0-9]*|0)|(-?(?:0|[1-9][0-9]*)\.[0-9]+)|"
    + "|".join(f"({pattern})" for pattern, _ in _TRAPS)
)
_INTEGER_GROUP, _FLOAT_GROUP, _FIRST_TRAP_GROUP = 1, 2, 3


def type_plain(text: str) -> Value | Trap:
    """Type a plain scalar.

    Null is ``null``, ``~`` or nothing; a boolean ``true`` or ``false``; an integer has no sign but
    a minus, no leading zero, and fits 64 bits; a float is decimal, with digits on both sides of
    its point; everything else is text.

    >>> type_plain("41"), type_plain("2022-10-10"), type_plain("~")
    (41, '2022-10-10', None)
    >>> type_plain("no")
    Trap(why='is false to some readers and text to others')
    """
    return _numeric(text) if text[:1] in NUMERIC_START else WORDS.get(text, text)


def _numeric(text: str) -> Value | Trap:
    if _CANDIDATE.fullmatch(text) is None:
        return text
    found = _NUMBER.fullmatch(text)
    if found is None or found.lastindex is None:
        return text
    if found.lastindex == _INTEGER_GROUP:
        return integer(text)
    if found.lastindex == _FLOAT_GROUP:
        return decimal(text)
    return _disputed(_TRAPS[found.lastindex - _FIRST_TRAP_GROUP][1])


def integer(text: str) -> int | Trap:
    """Return an integer of 64 bits from its plain digits."""
    number = int(text) if len(text) <= 20 else None
    if number is None or not INT64_MIN <= number <= INT64_MAX:
        return Trap("is an integer beyond 64 bits")
    return number


def decimal(text: str) -> float | Trap:
    """Return a float from a JSON or plain YAML number that one can hold."""
    mantissa = re.split("[eE]", text, maxsplit=1)[0]
    digits = mantissa.replace(".", "").replace("-", "").strip("0")
    number = float(text) if len(digits) <= _MOST_DIGITS else math.inf
    if math.isinf(number):
        return Trap("has more digits, or is greater, than a float can keep")
    return number
