"""Fractions in words: ``half``, ``a quarter``, ``two thirds``, ``half a million``."""

from fractions import Fraction
from math import gcd

from .lexeme import after_blank, after_joint, word_at, words_at
from .lexicon import DENOMINATORS, SCALES, UNITS
from .quantity import WordingError

_ONE = frozenset(("a", "one"))
_PLAIN_BEFORE_SCALE = frozenset((Fraction(1, 2), Fraction(1, 4)))  # "a third dozen" is an ordinal


def fraction_at(text: str, start: int) -> tuple[Fraction, int, bool] | None:
    """Read the fraction that begins at ``start``.

    Returns:
        Value, end, and whether it is a share; ``half a million`` is 500000 and no share.

    Raises:
        WordingError: A fraction stands here that is not in lowest terms (``two quarters`` are as
            likely two periods), or that divides a scale into no whole number.

    >>> fraction_at("two-thirds", 0), fraction_at("half a dozen", 0)
    ((Fraction(2, 3), 10, True), (Fraction(6, 1), 12, False))
    """
    found = _plain_fraction(text, start)
    if found is None:
        return None
    value, end = found
    scale, scaled_end = _scale_after(text, end, plain=value in _PLAIN_BEFORE_SCALE)
    if scale == 1:
        return value, end, True
    if (value * scale).denominator != 1:
        raise WordingError("a fraction of a scale must be a whole number", start, scaled_end)
    return value * scale, scaled_end, False


def _plain_fraction(text: str, start: int) -> tuple[Fraction, int] | None:
    word, end = word_at(text, start)
    if word == "half":
        return Fraction(1, 2), end
    numerator = 1 if word in _ONE else UNITS.get(word, 0)
    if not numerator:
        return None
    noun, noun_end = word_at(text, after_joint(text, end))
    denominator = DENOMINATORS.get(noun, 0)
    plural = noun.endswith("s")  # "halves" too
    if not denominator or plural != (numerator > 1):
        return None
    if numerator >= denominator or gcd(numerator, denominator) > 1:
        raise WordingError("this is no fraction in lowest terms", start, noun_end)
    return Fraction(numerator, denominator), noun_end


def _scale_after(text: str, end: int, *, plain: bool) -> tuple[int, int]:
    """Read ``of a million`` or, if ``plain``, ``million`` and ``a million``; else scale 1."""
    blank = after_blank(text, end)
    for words in ((), ("a",), ("of", "a")) if plain else (("of", "a"),):
        before = words_at(text, blank, words) if words else end
        word, scaled_end = word_at(text, after_joint(text, before))
        if before > 0 and word in SCALES:
            return SCALES[word], scaled_end
    return 1, end


def half_added(text: str, value: Fraction, end: int) -> tuple[Fraction, int]:
    """Add the ``and a half`` or ``and a quarter`` that follows a number, if one does."""
    blank = after_blank(text, end)
    if value.denominator == 1:
        for noun, part in (("half", Fraction(1, 2)), ("quarter", Fraction(1, 4))):
            added = words_at(text, blank, ("and", "a", noun))
            if added > 0:
                return value + part, added
    return value, end
