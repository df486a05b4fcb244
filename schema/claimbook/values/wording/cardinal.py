"""Numbers in words: ``forty-one``, ``one hundred and twenty-three``, ``two dozen``."""

from typing import NamedTuple

from .lexeme import DASHES, after_blank, after_joint, word_at
from .lexicon import CARDINALS, ORDINALS, SCALES, SMALL, TENS, UNIT_ORDINALS, UNITS
from .quantity import WordingError

_ARTICLED = frozenset(scale for scale in SCALES if not scale.endswith("s"))
_TOP = 10**15  # above every scale
_GOING_ON = frozenset((12, 100))
_NEVER_BESIDE = CARDINALS | {"hundredth", "hundredths", "thousandth", "thousandths", "millionth"}


class Cardinal(NamedTuple):
    """A number in words: its value and end; ``lead`` and ``scale`` as in an amount."""

    value: int
    end: int
    lead: int | None = None
    scale: int = 1


def cardinal_at(text: str, start: int, *, conjunction: bool = True) -> Cardinal | None:
    """Read the longest number in words that begins at ``start``.

    ``a`` counts as one before a scale word (``a hundred``). With ``conjunction`` off no ``and`` is
    read, so that the one of ``between a hundred and two hundred`` is left alone.

    Raises:
        WordingError: Number words stand side by side that make no number (``twenty twenty-two``).

    >>> cardinal_at("one hundred and twenty-three men", 0)
    Cardinal(value=123, end=28, lead=1, scale=1)
    """
    word, end = word_at(text, start)
    article = word == "a"
    if article and word_at(text, after_blank(text, end))[0] not in _ARTICLED:
        return None
    if article or word == "zero":
        group: Cardinal | None = Cardinal(int(article), end)
    else:
        group = _below_thousand(text, start, _TOP, conjunction=conjunction)
    if group is None:
        return None
    if article:
        group = _hundreds(text, group, _TOP, conjunction=conjunction)
    total = _scaled_groups(text, group, conjunction=conjunction)
    _refuse_neighbour(text, start, total.end)
    return total._replace(lead=None) if article else total


def _scaled_groups(text: str, group: Cardinal, *, conjunction: bool) -> Cardinal:
    """Add up groups, each on a smaller scale than the one before it."""
    total, scale, first = 0, _TOP, True
    lead: int | None = None
    while True:
        word, end = word_at(text, after_joint(text, group.end))
        own = SCALES.get(word, 1)
        if own == 12 and first and group.scale == 1:
            return Cardinal(group.value * 12, end, group.value, 12)
        if own < 1000 or own >= scale:
            if first:
                return group
            return Cardinal(total + group.value, group.end, lead)
        if first:
            lead = group.value
        total, scale = total + group.value * own, own
        done = Cardinal(total, end, lead, own if first else 1)
        following = _next_group(text, end, own, conjunction=conjunction)
        if following is None:
            return done
        group, first = following, False


def _next_group(text: str, end: int, scale: int, *, conjunction: bool) -> Cardinal | None:
    joint = after_joint(text, end)
    if word_at(text, joint)[0] == "and":
        return _after_and(text, end, scale) if conjunction else None
    return _below_thousand(text, joint, scale, conjunction=conjunction)


def _below_thousand(text: str, start: int, scale: int, *, conjunction: bool) -> Cardinal | None:
    group = _below_hundred(text, start)
    return None if group is None else _hundreds(text, group, scale, conjunction=conjunction)


def _hundreds(text: str, group: Cardinal, scale: int, *, conjunction: bool) -> Cardinal:
    """Multiply by a ``hundred`` that follows and add what stands after it."""
    word, end = word_at(text, after_joint(text, group.end))
    if SCALES.get(word) != 100 or not group.value:
        return group
    value = group.value * 100
    joint = after_joint(text, end)
    rest = _below_hundred(text, joint)
    if rest is None and conjunction and word_at(text, joint)[0] == "and":
        rest = _after_and(text, end, scale)
    if rest is None:
        return Cardinal(value, end, group.value, 100)
    return Cardinal(value + rest.value, rest.end, group.value)


def _after_and(text: str, end: int, scale: int) -> Cardinal | None:
    """Read ``and`` with a number below one hundred, unless that is a number of its own.

    It is when it goes on with ``hundred``, or on a scale that is not below ``scale``.
    """
    after = word_at(text, after_joint(text, end))[1]
    joint = after_joint(text, after)
    word, word_end = word_at(text, joint)
    if word in ORDINALS:
        raise WordingError("an ordinal is not a number", end + 1, word_end)
    rest = _below_hundred(text, joint)
    if rest is None:
        return None
    own = SCALES.get(word_at(text, after_joint(text, rest.end))[0], 1)
    return None if own in _GOING_ON or own >= scale else rest


def _below_hundred(text: str, start: int) -> Cardinal | None:
    word, end = word_at(text, start)
    if SMALL.get(word):
        return Cardinal(SMALL[word], end)
    if word not in TENS:
        return None
    unit, unit_end = word_at(text, after_joint(text, end))
    if unit in UNIT_ORDINALS:
        raise WordingError("an ordinal is not a number", start, unit_end)
    if unit in UNITS:
        return Cardinal(TENS[word] + UNITS[unit], unit_end)
    return Cardinal(TENS[word], end)


def _refuse_neighbour(text: str, start: int, end: int) -> None:
    """Refuse number words that stand right beside this number without making one with it."""
    position = end
    while True:
        joint = after_joint(text, position)
        word, word_end = word_at(text, joint)
        hyphened = 0 <= position < len(text) and text[position] in DASHES
        if word not in _NEVER_BESIDE and not (hyphened and word in ORDINALS):
            break
        position = word_end
    if position > end:
        raise WordingError("these words make no single number", start, position)
