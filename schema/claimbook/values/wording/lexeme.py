"""Reading words and blanks at a position; every reader looks at a bounded stretch of the text."""

import re
import unicodedata

BLANKS = frozenset(" \u00a0\u2009\u202f")
"""What may part two words or two groups of digits; in a normalised text only the first occurs."""

DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2212")
"""What may join a range; in a normalised text only the first occurs."""

_NEVER_BEFORE = frozenset(".,:/\\@#№§&=*^+") | DASHES

_WORD = re.compile("[A-Za-z]{1,20}")  # no word of the lexicon is longer


def is_glue(character: str) -> bool:
    """Tell whether a character belongs to the word or number that it touches.

    >>> [is_glue(c) for c in ("a", "ж", "5", "½", "_", "\u0301", "-", " ")]
    [True, True, True, True, True, True, False, False]
    """
    if character.isascii():
        return character.isalnum() or character == "_"
    return character.isalnum() or unicodedata.category(character).startswith("M")


def ends_here(text: str, position: int) -> bool:
    """Tell whether a word may end at ``position``: nothing is glued to its right."""
    return position >= len(text) or not is_glue(text[position])


def stands_free(text: str, start: int) -> bool:
    """Tell whether nothing to the left makes this the rest of a word, name, code or number.

    >>> [stands_free(text, len(text) - 1) for text in ("S-5", "on 5", "+5", "('5", "a'5")]
    [False, True, False, True, False]
    """
    if not start:
        return True
    before = text[start - 1]
    if before == "'":
        return start < 2 or not is_glue(text[start - 2])
    return not is_glue(before) and before not in _NEVER_BEFORE


def word_at(text: str, start: int) -> tuple[str, int]:
    """Read the whole ASCII word that begins at ``start``, in lower case, and its end.

    Returns:
        ``("", start)`` when there is none, or when ``start`` is negative.

    >>> word_at("Forty-one", 0), word_at("dozens", 6), word_at("5mm", 1)
    (('forty', 5), ('', 6), ('mm', 3))
    """
    match = _WORD.match(text, start) if start >= 0 else None
    if match is None or not ends_here(text, match.end()):
        return "", start
    return match.group().lower(), match.end()


def after_blank(text: str, position: int) -> int:
    """Return the place after one single blank at ``position``, or -1 when there is not just one."""
    if not 0 <= position < len(text) or text[position] not in BLANKS:
        return -1
    return -1 if text[position + 1 : position + 2] in BLANKS else position + 1


def after_joint(text: str, position: int) -> int:
    """Like `after_blank`, but a hyphen will do as well (``forty-one``, ``10-million``)."""
    if 0 <= position < len(text) and text[position] in DASHES:
        return position + 1
    return after_blank(text, position)


def words_at(text: str, start: int, words: tuple[str, ...]) -> int:
    """Return where these words end when they stand at ``start``, one blank apart, else -1."""
    position, end = start, -1
    for expected in words:
        word, end = word_at(text, position)
        if word != expected:
            return -1
        position = after_blank(text, end)
    return end
