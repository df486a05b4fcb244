"""A letter of another script in an identifier or code (R106): it looks right, and is not."""

from typing import Any

from claimbook_build.read.character import named

_KINDS = frozenset({"string_pattern_mismatch", "literal_error"})


def stray_letter(given: str, fault: Any) -> str | None:  # noqa: ANN401 - Pydantic's
    """Name the first letter that is not Latin in a text that has Latin ones; or None.

    Args:
        given: What stands where only ASCII may.
        fault: Pydantic's error.

    >>> stray_letter("act_nat\u043e", {"type": "string_pattern_mismatch"})
    'U+043E CYRILLIC SMALL LETTER O stands among plain Latin letters'
    """
    if fault["type"] not in _KINDS or given.isascii():
        return None
    if not any(c.isascii() and c.isalpha() for c in given):
        return None
    stranger = next((c for c in given if c.isalpha() and not c.isascii()), None)
    return f"{named(stranger)} stands among plain Latin letters" if stranger is not None else None
