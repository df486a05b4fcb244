"""An amount: one number in digits or words, with its scale, or a share (fraction, per cent)."""

from dataclasses import dataclass, replace
from fractions import Fraction

from .cardinal import cardinal_at
from .digits import digits_at
from .fraction import fraction_at, half_added
from .lexeme import DASHES, after_blank, after_joint, ends_here, word_at, words_at
from .lexicon import CARDINALS, SCALES
from .quantity import LIMIT, WordingError


@dataclass(frozen=True, slots=True)
class Amount:
    """One number as printed.

    Attributes:
        value: Its exact value; a share of one when ``share`` is set.
        end: Where it ends in the text.
        share: Whether it is a fraction or per cent.
        per_cent: Whether it is printed per cent, a sign that a range shares out (``5 to 7%``).
        lead: The number before the scale (2 in ``2 million``, 20 in ``20,000``), which a range such
            as ``1 to 2 million`` shares out to its lower end; None when there is no scale.
        scale: The scale word's value, or 1 when the scale is in the digits alone, or there is none.
        digits: Whether it begins with a digit.
    """

    value: Fraction
    end: int
    share: bool = False
    per_cent: bool = False
    lead: Fraction | None = None
    scale: int = 1
    digits: bool = False


def amount_at(text: str, start: int, *, conjunction: bool = True) -> Amount | None:
    """Read the longest amount that begins at ``start``.

    Args:
        text: The text.
        start: Where the amount begins.
        conjunction: Whether ``and`` may stand inside a number in words.

    Raises:
        WordingError: A number begins here but cannot be read without guessing.
    """
    amount = (
        _of_fraction(text, start)
        or _of_digits(text, start)
        or _of_words(text, start, conjunction=conjunction)
    )
    if amount is not None and amount.value > LIMIT:
        raise WordingError(f"the number is larger than {LIMIT}", start, amount.end)
    return None if amount is None else _per_cent(text, amount)


def _of_fraction(text: str, start: int) -> Amount | None:
    found = fraction_at(text, start)
    if found is None:
        return None
    value, end, share = found
    return Amount(value, end, share=share, lead=None if share else value)


def _of_digits(text: str, start: int) -> Amount | None:
    run = digits_at(text, start)
    if run is None:
        return None
    amount = Amount(run.value, run.end, lead=run.lead, digits=True)
    value, end = half_added(text, run.value, run.end)
    scale, scaled_end = scale_at(text, end)
    if scale == 1:
        if run.unclear and not _per_cent_end(text, run.end):
            raise WordingError("three decimals or a thousand: unclear", start, run.end)
        return replace(amount, value=value, end=end)
    total = _smaller_scales(text, value * scale, scaled_end, scale)
    if total[1] == scaled_end:
        return replace(amount, value=value * scale, end=scaled_end, lead=value, scale=scale)
    return replace(amount, value=total[0], end=total[1], lead=value)


def scale_at(text: str, end: int) -> tuple[int, int]:
    """Read a scale word after a number that ends at ``end``: its value (else 1) and the new end."""
    glued = word_at(text, end)
    if glued[0] in {"bn", "mln"}:
        return SCALES[glued[0]], glued[1]
    word, scaled_end = word_at(text, after_joint(text, end))
    return (SCALES[word], scaled_end) if word in SCALES else (1, end)


def _smaller_scales(text: str, value: Fraction, end: int, scale: int) -> tuple[Fraction, int]:
    """Add what follows on a smaller scale: ``1 million 200 thousand``."""
    while True:
        run = digits_at(text, after_blank(text, end))
        if run is None:
            word, word_end = word_at(text, after_blank(text, end))
            if word in CARDINALS:
                raise WordingError("two numbers stand side by side", end + 1, word_end)
            return value, end
        if text[run.end : run.end + 1] in DASHES and not _digit_follows(text, run.end + 1):
            return value, end  # the next number counts something else ("2 million 152-mm shells")
        smaller, end_of_smaller = scale_at(text, run.end)
        if smaller == 1 or smaller >= scale or run.value * smaller >= scale:
            raise WordingError("two numbers stand side by side", end + 1, end_of_smaller)
        value, end, scale = value + run.value * smaller, end_of_smaller, smaller


def _digit_follows(text: str, position: int) -> bool:
    return text[position : position + 1].isdecimal()


def _of_words(text: str, start: int, *, conjunction: bool) -> Amount | None:
    found = cardinal_at(text, start, conjunction=conjunction)
    if found is None:
        return None
    if found.scale > 1 or found.lead is not None:
        if words_at(text, after_blank(text, found.end), ("and", "a", "half")) > 0:
            raise WordingError("a half of what is unclear", found.end + 1, found.end + 11)
        lead = None if found.lead is None else Fraction(found.lead)
        return Amount(Fraction(found.value), found.end, lead=lead, scale=found.scale)
    value, end = half_added(text, Fraction(found.value), found.end)
    if end == found.end:
        return Amount(value, end)
    scale, scaled_end = scale_at(text, end)
    return Amount(value * scale, scaled_end, lead=value if scale > 1 else None, scale=scale)


def _per_cent(text: str, amount: Amount) -> Amount:
    end = _per_cent_end(text, amount.end)
    if not end:
        return amount
    if amount.share or amount.scale > 100:
        raise WordingError("a per cent of what is unclear", amount.end, end)
    return replace(amount, value=amount.value / 100, end=end, share=True, per_cent=True)


def _per_cent_end(text: str, end: int) -> int:
    """Return where the per cent sign or word after ``end`` ends, or 0."""
    blank = after_blank(text, end)
    for position in (end, blank):
        if position >= 0 and text[position : position + 1] == "%" and ends_here(text, position + 1):
            return position + 1
    for words in (("percent",), ("pct",), ("per", "cent")):
        found = words_at(text, blank, words)
        if found > 0:
            return found
    return 0
