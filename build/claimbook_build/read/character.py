"""Characters that have no business in a record: which, why, and how grave (R106, R001)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from claimbook.diagnostic import Severity

# The property Bidi_Control of Unicode (PropList.txt): they reorder what a reviewer sees.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Format characters that are visible (Prepended_Concatenation_Mark).
_VISIBLE_FORMAT = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\U000e0100-\U000e01ef"
_INVISIBLE_LETTER = re.compile(f"[{_INVISIBLE}]")
# What str.isprintable lets through all the same.
_PRINTABLE_FAULT = re.compile(f"[\ufffd{_INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class CharacterFault:
    """Why a character is complained about."""

    code: str
    severity: Severity
    what: str


@lru_cache(maxsize=4096)
def character_fault(character: str) -> CharacterFault | None:  # noqa: PLR0911  a table in words
    r"""Judge one character as part of a text; None when there is nothing to say.

    Which code points are unassigned depends on the Unicode version of the running Python.

    >>> character_fault("\u202e").what
    'bidirectional control character'
    >>> character_fault("ї") is None
    True
    """
    category = unicodedata.category(character)
    if character == "\0":
        return CharacterFault("R001", "error", "NUL character")
    if character in _BIDI:
        return CharacterFault("R106", "error", "bidirectional control character")
    if "\U000e0000" <= character <= "\U000e007f":
        return CharacterFault("R106", "error", "invisible tag character")
    if character == "\ufffd":
        return CharacterFault("R106", "error", "replacement character: the text was damaged here")
    if category in _CATEGORIES:
        what = _CATEGORIES[category]
        if category == "Cn" and (
            ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"
        ):
            what = "noncharacter"
        return CharacterFault("R106", "error", what)
    if category == "Cc" or category in {"Zl", "Zp"}:
        what = "line break" if character in "\n\r\x0b\x0c\x85\u2028\u2029" else "control character"
        return CharacterFault("R106", "warning", what)
    if (category == "Cf" and character not in _VISIBLE_FORMAT) or _INVISIBLE_LETTER.match(
        character
    ):
        return CharacterFault("R106", "warning", "invisible character")
    return None


_CATEGORIES = {
    "Co": "private-use character",
    "Cs": "half of a surrogate pair",
    "Cn": "unassigned character",
}


def is_clean(text: str) -> bool:
    """Whether no character of the text can be at fault: quick, and never wrongly True."""
    return text.isprintable() and (text.isascii() or _PRINTABLE_FAULT.search(text) is None)


def named(character: str) -> str:
    r"""Return a character's number and name, safe to print.

    >>> named("\u202e")
    'U+202E RIGHT-TO-LEFT OVERRIDE'
    """
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()
