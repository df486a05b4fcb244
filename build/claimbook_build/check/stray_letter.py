"""A stray character in an identifier or a code (R106): it looks right, and is not."""

from typing import Any

from claimbook.values.identifier import PREFIXES
from claimbook_build.read.character import named

_KINDS = frozenset({"string_pattern_mismatch", "literal_error"})


def stray_letter(given: str, fault: Any) -> str | None:  # noqa: ANN401 - Pydantic's
    """Name the first character that is not ASCII in a text that has ASCII letters; or None.

    A prefix is no evidence: an identifier all of whose slug is in another script deceives nobody.

    Args:
        given: What stands where only ASCII may.
        fault: Pydantic's error.

    >>> stray_letter("act_nat\u043e", {"type": "string_pattern_mismatch"})
    'U+043E CYRILLIC SMALL LETTER O stands among plain Latin letters'
    """
    if fault["type"] not in _KINDS or given.isascii():
        return None
    body = given[4:] if given[:4] in PREFIXES else given
    if not any(c.isascii() and c.isalpha() for c in body):
        return None
    stranger = next(c for c in body if not c.isascii())
    return f"{named(stranger)} stands among plain Latin letters"
