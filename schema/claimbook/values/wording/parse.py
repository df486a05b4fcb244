"""Reading a whole wording: exactly one number phrase and nothing else."""

from fractions import Fraction
from functools import lru_cache

from .nothing import none_at
from .phrase import phrase_at
from .qualifying import leading_at
from .quantity import NONE_STATED, Quantity, WordingError, qualified

_ONE = frozenset(("a", "an", "another", "a single"))
_SHORT = 64
_PLAIN = 15
"""The longest row of digits that is read as it stands: all of its numbers are within the limit."""


def parse_wording(text: str) -> Quantity:
    """Read one English number phrase, the whole text of it.

    The counted noun is no part of a wording, except after ``no`` (``no casualties reported``). A
    share (a fraction, per cent, ``one in five``) comes as a part of one with ``share`` set.

    Args:
        text: The phrase; letters in either case, one blank between words, none at its ends.

    Raises:
        WordingError: The text is not one number phrase, or cannot be read without guessing; its
            ``position`` is that of the first character not understood.

    >>> parse_wording("almost 10,000")
    Quantity(qualifier='almost', nominal=10000, low=None, low_exclusive=None, best=None, \
high=10000, high_exclusive=True, share=False)
    >>> parse_wording("three missiles")
    Traceback (most recent call last):
    ...
    claimbook.values.wording.quantity.WordingError: 'missiles' is not part of a number phrase \
(at character 7)
    """
    return _parsed(text) if len(text) <= _SHORT else _parse(text)


def _parse(text: str) -> Quantity:
    if text.isascii() and text.isdecimal() and text[0] != "0" and len(text) <= _PLAIN:
        number = int(text)  # as the numbers of tables are: `_read` says the same, ten times slower
        return Quantity("exact", number, number, False, number, number, False)
    if not text:
        raise WordingError("a wording must not be empty", 0)
    if text[0].isspace() or text[-1].isspace():
        at = 0 if text[0].isspace() else len(text) - 1
        raise WordingError("a wording has no blank at its ends", at)
    if len(text) <= 8 and text.lower() in _ONE:
        return qualified("exact", Fraction(1), share=False)
    end, quantity = _read(text)
    if end < len(text):
        raise _left_over(text, end)
    return quantity


_parsed = lru_cache(maxsize=2**12)(_parse)
"""Short phrases come again and again: the model and several rules read each of them."""


def _read(text: str) -> tuple[int, Quantity]:
    end = -1 if leading_at(text, 0) else none_at(text, 0)
    if end > 0:
        return end, NONE_STATED
    phrase = phrase_at(text, 0, running=False)
    return phrase.end, phrase.quantity


def _left_over(text: str, end: int) -> WordingError:
    position = end + 1 if text[end].isspace() else end
    excerpt = (
        text[position : position + 24].split(" ", maxsplit=1)[0] or text[position : position + 1]
    )
    return WordingError(f"{excerpt!r} is not part of a number phrase", position)
