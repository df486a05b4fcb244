"""A number phrase: qualifiers around one amount, a range or a vague number."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from .amount import Amount, amount_at
from .lexeme import DASHES, after_blank, word_at, words_at
from .magnitude import MAGNITUDES, Bounds, magnitude_at
from .qualifying import leading_at, trailing_at
from .quantity import Qualifier, Quantity, WordingError, between, qualified, vague

_INCREMENT = frozenset(("another", "a further", "an additional", "additional", "further"))
_STRICT = frozenset(("exactly", "precisely"))


@dataclass(frozen=True, slots=True)
class Core:
    """What stands between the qualifiers: one amount, both ends of a range, or a vague number."""

    end: int
    value: Fraction | None = None
    span: tuple[Fraction, Fraction] | None = None
    bounds: Bounds | None = None
    share: bool = False
    key: str = ""


class Phrase(NamedTuple):
    """A phrase that was read.

    Attributes:
        quantity: What it says.
        end: Where it ends.
        core: Where its number begins, past the qualifiers.
        key: For a vague number its key in `MAGNITUDES`, else empty.
        prefixed: Whether a qualifier stands before the number.
    """

    quantity: Quantity
    end: int
    core: int
    key: str
    prefixed: bool


def phrase_at(text: str, start: int, *, running: bool, apart: bool = False) -> Phrase:
    """Read the longest number phrase that begins at ``start``.

    Args:
        text: The text.
        start: Where the phrase begins.
        running: Whether the text is running prose, in which ``two out of three`` may be two counts
            and not a share.
        apart: Whether to leave ``five to eight`` as two numbers (``rose from five to eight``).

    Raises:
        WordingError: No number phrase begins here (its ``end`` is then 0), or one does that cannot
            be read without guessing.
    """
    qualifier, strict, position = _leading(text, start)
    core = _core_at(text, position, running=running, apart=apart)
    if core is None:
        raise WordingError("here is no number that the grammar knows", position)
    trailing = trailing_at(text, core.end)
    end = core.end
    if trailing is not None:
        end = trailing[1]
        if strict or qualifier not in {"exact", trailing[0]}:
            raise WordingError("two qualifiers contradict each other", core.end, end)
        qualifier = trailing[0]
    quantity = _quantity(core, qualifier)
    if quantity is None:
        raise WordingError(f"'{qualifier}' does not go with this number", start, end)
    return Phrase(quantity, end, position, core.key, position > start)


def _leading(text: str, start: int) -> tuple[Qualifier, bool, int]:
    """Read qualifiers before a number: any that leave it exact, and one that does not."""
    qualifier: Qualifier = "exact"
    strict, position = False, start
    for _ in range(4):
        found = leading_at(text, position)
        if found is None:
            break
        own, words, following = found
        bounded = qualifier != "exact"
        if own == "exact":
            misplaced = bounded and words not in _INCREMENT
        else:
            misplaced = bounded or strict
            qualifier = own
        if misplaced:
            end = _end_of_number(text, following)
            raise WordingError("two qualifiers contradict each other", position, end)
        strict = strict or words in _STRICT
        position = following
    return qualifier, strict, position


def _end_of_number(text: str, position: int) -> int:
    core = _core_at(text, position, running=True)
    return 0 if core is None else core.end


def _quantity(core: Core, qualifier: Qualifier) -> Quantity | None:
    if core.value is not None:
        return qualified(qualifier, core.value, core.share)
    if core.span is not None:
        # "about 5 to 7" prints two ends; that they are rough has no column, the wording keeps it
        return between(*core.span, core.share) if qualifier in {"exact", "about"} else None
    if core.bounds is not None:
        return vague(qualifier, *core.bounds)
    return None


def _core_at(text: str, start: int, *, running: bool, apart: bool = False) -> Core | None:
    opened = None if apart else _opened_range_at(text, start)
    if opened is not None:
        return opened
    magnitude = magnitude_at(text, start)
    if magnitude is not None:
        key, end = magnitude
        return Core(end, bounds=MAGNITUDES[key], key=key)
    amount = amount_at(text, start)
    if amount is None:
        return None
    return (
        (None if apart else _joined_range(text, amount, start))
        or _one_in(text, start, amount, running=running)
        or Core(amount.end, value=amount.value, share=amount.share)
    )


def _opened_range_at(text: str, start: int) -> Core | None:
    """Read ``between 5 and 7`` or ``from 5 to 7``; without its second half it is no range."""
    word, end = word_at(text, start)
    if word not in {"between", "from"}:
        return None
    low_start = after_blank(text, end)
    joint = "and" if word == "between" else "to"
    for conjunction in (
        True,
        False,
    ):  # "between a hundred and two and three hundred" reads greedily
        low = amount_at(text, low_start, conjunction=conjunction)
        if low is None:
            return None
        high_start = after_blank(text, words_at(text, after_blank(text, low.end), (joint,)))
        high = amount_at(text, high_start)
        if high is not None:
            return _range(low, high, start)
    return None


def _joined_range(text: str, low: Amount, start: int) -> Core | None:
    """Read what makes a range of the amount before it: ``5-7``, ``5 - 7``, ``5 to 7``, ``5 or 7``.

    Across ``to`` or a dash with blanks, numbers that do not rise are no range (``down 10 to 7``).
    """
    after_dash = _after_dash(text, low.end) if low.digits else -1
    blank = after_blank(text, low.end)
    if after_dash > 0:
        high = amount_at(text, after_dash)
        tight = text[low.end] in DASHES
    else:
        word, end = word_at(text, blank)
        tight = word == "or"
        high = amount_at(text, after_blank(text, end)) if word in {"to", "or"} else None
    if high is None:
        return None
    top = high.value * 100 if high.per_cent and not low.share else high.value
    return _range(low, high, start) if tight or low.value < top else None


def _after_dash(text: str, end: int) -> int:
    """Return where the digit after a dash stands, the dash with or without a blank on each side."""
    blank = after_blank(text, end)
    dash = end if text[end : end + 1] in DASHES else blank
    if dash < 0 or text[dash : dash + 1] not in DASHES:
        return -1
    following = dash + 1 if dash == end else after_blank(text, dash + 1)
    return following if following > 0 and text[following : following + 1].isdecimal() else -1


def _range(low: Amount, high: Amount, start: int) -> Core:
    """Make a range of two amounts, sharing out to the lower one what is printed but once.

    Raises:
        WordingError: The ends are not in order, or what they share is unclear.
    """
    if high.per_cent and not low.share:
        low = replace(low, value=low.value / 100, share=True)
    if low.share != high.share:
        raise WordingError("a range of a share and a count is unclear", start, high.end)
    if high.lead is not None and not high.share and low.value < high.lead:
        if high.scale == 1 or low.lead is not None or low.scale > 1 or _two_units(low, high):
            raise WordingError("which unit the lower end has is unclear", start, high.end)
        low = replace(low, value=low.value * high.scale)
    if low.value >= high.value:
        raise WordingError("the lower end is not below the higher one", start, high.end)
    return Core(high.end, span=(low.value, high.value), share=low.share)


def _two_units(low: Amount, high: Amount) -> bool:
    """Tell whether the lower end may share the hundred too: ``two to three hundred thousand``."""
    lead = high.lead or 0
    return not high.digits and lead % 100 == 0 and low.value * 100 < lead


def _one_in(text: str, start: int, part: Amount, *, running: bool) -> Core | None:
    """Read ``one in five`` or ``two out of three`` as a share.

    In running text only ``one in`` with a number in words is safe: ``three in 24 hours`` and ``41
    out of 75`` are counts.
    """
    if part.share or part.value.denominator != 1 or part.scale > 1:
        return None
    blank = after_blank(text, part.end)
    end = max(words_at(text, blank, ("in",)), words_at(text, blank, ("out", "of")))
    if end < 0 or (running and (part.value != 1 or end - blank != len("in"))):
        return None
    whole = amount_at(text, after_blank(text, end))
    if whole is None or whole.share or not 0 < part.value < whole.value:
        return None
    if whole.value.denominator != 1:
        return None
    if running and (part.digits or whole.digits):
        raise WordingError("a share or two counts: unclear", start, whole.end)
    return Core(whole.end, value=part.value / whole.value, share=True)
