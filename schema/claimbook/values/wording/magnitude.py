"""Vague numbers: ``dozens``, ``low thousands``, ``several hundred``, and the bounds we give them.

The bounds are this project's own convention, built by one rule and named by a version, so that a
release says which table it used. With *u* the unit and *cap* the largest whole number that has as
many digits as *u*:

* a plural (``dozens``, ``tens of thousands``): from 2u to cap;
* ``low`` / ``mid`` / ``high`` before the plural of a power of ten: from u to 4u - 1, from 4u to
  7u - 1, from 7u to 10u - 1;
* ``several``, ``a few`` (3 to 9) or ``a couple`` (2 to 3) of a unit, as *a* to *b*: from a*u to
  the smaller of (b + 1)u - 1 and cap; without a unit simply from a to b;
* ``a handful``: 3 to 9; ``many``: 10 and upwards, without an upper bound.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .lexeme import after_blank, word_at
from .lexicon import PLURAL_UNITS

MAGNITUDE_TABLE = "m1"
"""Version of `MAGNITUDES`; another bound or another rule is another version."""

_SCALED = ("thousands", "millions", "billions", "trillions")
_VAGUE = MappingProxyType({"several": (3, 9), "a few": (3, 9), "a couple": (2, 3)})
_UNITS_OF: Mapping[str, int] = MappingProxyType(
    {
        **PLURAL_UNITS,
        **{
            f"{few} of {many}": PLURAL_UNITS[few] * PLURAL_UNITS[many]
            for few in ("tens", "dozens", "scores", "hundreds")
            for many in _SCALED
        },
    }
)
_SINGULAR = MappingProxyType(
    {"dozen": 12, "hundred": 100, **{s[:-1]: PLURAL_UNITS[s] for s in _SCALED}}
)


class Bounds(NamedTuple):
    """Both ends of a vague number, both in; ``high`` is None where there is none."""

    low: int
    high: int | None


def _cap(unit: int) -> int:
    return int(10 ** len(str(unit))) - 1


def _of_plurals() -> Iterator[tuple[str, Bounds]]:
    for phrase, unit in _UNITS_OF.items():
        yield phrase, Bounds(2 * unit, _cap(unit))
        if unit * 10 == _cap(unit) + 1:
            yield f"low {phrase}", Bounds(unit, 4 * unit - 1)
            yield f"mid {phrase}", Bounds(4 * unit, 7 * unit - 1)
            yield f"high {phrase}", Bounds(7 * unit, 10 * unit - 1)


def _of_vague_words() -> Iterator[tuple[str, Bounds]]:
    large = {f"hundred {s[:-1]}": 100 * PLURAL_UNITS[s] for s in _SCALED}
    for word, (least, most) in _VAGUE.items():
        yield word, Bounds(least, most)
        for phrase, unit in {**_SINGULAR, **large, **_UNITS_OF}.items():
            high = min((most + 1) * unit - 1, _cap(unit))
            yield f"{word} {phrase}", Bounds(least * unit, high)
    yield "a handful", Bounds(3, 9)
    yield "many", Bounds(10, None)


MAGNITUDES: Mapping[str, Bounds] = MappingProxyType(
    {**dict(_of_plurals()), **dict(_of_vague_words())}
)
"""Every vague number of the grammar with its bounds, keyed by its words in lower case."""

_OPENERS = frozenset(("in", "into"))
_LEVELS = frozenset(("low", "mid", "high"))


def magnitude_at(text: str, start: int) -> tuple[str, int] | None:
    """Read the longest vague number that begins at ``start``.

    Returns:
        Its key in `MAGNITUDES` and where it ends, or None.

    >>> magnitude_at("in the low thousands of men", 0)
    ('low thousands', 20)
    """
    word, end = word_at(text, start)
    if word in _OPENERS:
        the, end = word_at(text, after_blank(text, end))
        start = after_blank(text, end) if the == "the" else -1
        word, end = word_at(text, start)
        return _plural_at(text, start) if word in _LEVELS or word in PLURAL_UNITS else None
    if word in _LEVELS or word in PLURAL_UNITS:
        return _plural_at(text, start)
    return _vague_at(text, start)


def _plural_at(text: str, start: int) -> tuple[str, int] | None:
    return _longest(text, start, 4)


def _vague_at(text: str, start: int) -> tuple[str, int] | None:
    word, end = word_at(text, start)
    if word not in {"a", "several", "many"}:
        return None
    head = _longest(text, start, 2 if word == "a" else 1)
    if head is None or head[0] not in _VAGUE:
        return head
    key, end = head
    unit = after_blank(text, end)
    following, following_end = word_at(text, unit)
    if key == "a couple" and following == "of":  # "a couple of hundred", but "a couple" of days
        unit = after_blank(text, following_end)
    return _longest(text, unit, 3, key) or head


def _longest(text: str, start: int, most: int, head: str = "") -> tuple[str, int] | None:
    """Read up to ``most`` words and keep the longest run that, after ``head``, is in the table."""
    found, key, position = None, head, start
    for _ in range(most):
        word, end = word_at(text, position)
        if not word:
            break
        key = f"{key} {word}" if key else word
        if key in MAGNITUDES:
            found = key, end
        position = after_blank(text, end)
    return found
