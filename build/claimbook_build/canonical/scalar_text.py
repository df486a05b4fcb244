r"""One rule of quoting: plain where every reader of YAML reads that text, else double quotes."""

import json
import re
from collections.abc import Callable

from claimbook_build.read.character import character_fault, is_clean
from claimbook_build.read.node import Scalar
from claimbook_build.read.scalar import type_plain

# A plain scalar cannot begin with these (YAML 1.2, 7.3.3), or is something else to some readers.
_MARKS = frozenset("-?:,[]{}#&*!|>'\"%@`<= \t")
_BREAKS = re.compile(r": |:$| #")
_FLOW_BREAKS = re.compile(r"[,\[\]{}]")
# A date to a reader of YAML 1.1 (yaml.org/type/timestamp.html), which is text to us.
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}[^\n]*)?"
)


def key_text(key: Scalar, *, flow: bool = False) -> str:
    """Return a key as it is written."""
    return key.text if _is_plain(key.text, flow=flow) else quoted(key.text)


def scalar_text(scalar: Scalar, *, flow: bool = False, comment: str = "") -> str:
    """Return a value as it is written.

    Args:
        scalar: The value. A number keeps its digits: 1.10 says more than 1.1.
        flow: Whether it stands within brackets.
        comment: What follows it on its line.
    """
    if not isinstance(scalar.value, str):
        return scalar.text if isinstance(scalar.value, int | float) else "null"
    plain = _is_plain(scalar.value, flow=flow) and not _cut(scalar.value, comment)
    return scalar.value if plain else quoted(scalar.value)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def quoted(text: str, escape: Callable[[str], str] = _escaped) -> str:
    r"""Return a text in double quotes; what cannot be seen is an escape, of YAML's by default.

    >>> quoted('so "41"'), quoted("a\u200bb")
    ('"so \\"41\\""', '"a\\u200bb"')
    """
    written = json.dumps(text, ensure_ascii=False)
    if is_clean(text):
        return written
    return "".join(one if character_fault(one) is None else escape(one) for one in written)


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text may stand without quotes.

    >>> [_is_plain(text, flow=False) for text in ("41-46", "41", "2022-10-10", "no", "at least 8")]
    [True, False, False, False, True]
    """
    if text[:1] in _MARKS or text.startswith("...") or text.strip() != text:
        return False
    if type_plain(text) != text:
        return False
    if _BREAKS.search(text) or (flow and _FLOW_BREAKS.search(text)) or _DATE.fullmatch(text):
        return False
    return is_clean(text) or all(character_fault(character) is None for character in text)


def _cut(text: str, comment: str) -> bool:
    """Whether a reader would take the comment for the end of a sentence, and refuse it."""
    return bool(comment) and (" " in text or comment[1:2] not in {"", " ", "\t", "#"})
