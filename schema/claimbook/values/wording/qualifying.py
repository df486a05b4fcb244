"""The words around a number that say how to take it: ``about``, ``at least``, ``or more``."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from .lexeme import DASHES, after_blank, word_at, words_at
from .lexicon import CARDINALS
from .quantity import Qualifier

_EXACT = (
    *("only", "just", "exactly", "precisely", "all", "a total of", "in total"),
    *("totalling", "totaling"),
)
_INCREMENT = ("another", "a further", "an additional", "additional", "further")
_ABOUT = (
    *("about", "around", "some", "roughly", "approximately", "approx", "circa", "close to"),
    *("an estimated", "estimated", "just about", "somewhere around", "in the region of"),
)
_FAR = ("well", "far", "much", "slightly", "significantly", "considerably", "just", "a little")
_OVER = ("more than", "over", "above")
_UNDER = ("fewer than", "less than", "under", "below")
_PHRASES: Mapping[Qualifier, Iterable[str]] = MappingProxyType(
    {
        "about": _ABOUT,
        "at_least": (
            *("at least", "no fewer than", "no less than", "not fewer than", "not less than"),
            *("a minimum of", "minimum of", "a minimum", "minimum", "as few as", "as little as"),
        ),
        "more_than": (
            *(*_OVER, *(f"{far} {over}" for far in _FAR for over in _OVER)),
            *("upwards of", "upward of", "in excess of"),
        ),
        "up_to": (
            *("up to", "at most", "no more than", "not more than", "as many as", "as much as"),
            *("a maximum of", "maximum of", "a maximum", "maximum"),
        ),
        "almost": ("almost", "nearly", "just short of", "just shy of"),
        "fewer_than": (*_UNDER, *(f"{far} {under}" for far in _FAR for under in _UNDER)),
        "exact": (*_EXACT, *_INCREMENT),
    }
)
_TRAILING: Mapping[Qualifier, Iterable[str]] = MappingProxyType(
    {
        "about": ("or so", "or thereabouts"),
        "at_least": ("or more", "at least", "at the least"),
        "up_to": ("or fewer", "or less", "at most", "at the most"),
    }
)
_HYPHENED: Mapping[str, Qualifier] = MappingProxyType({"odd": "about", "plus": "at_least"})
_SIGNS: Mapping[str, Qualifier] = MappingProxyType(
    {"~": "about", "≈": "about", "≥": "at_least", ">": "more_than", "≤": "up_to", "<": "fewer_than"}
)

_Table = Mapping[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]


def _by_first_word(phrases: Mapping[Qualifier, Iterable[str]]) -> _Table:
    """Sort the phrases under their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    for qualifier, texts in phrases.items():
        for text in texts:
            words = tuple(text.split())
            table.setdefault(words[0], []).append((words, qualifier))
    return MappingProxyType(
        {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}
    )


_LEADING_TABLE = _by_first_word(_PHRASES)
_TRAILING_TABLE = _by_first_word(_TRAILING)
LEADING_WORDS = frozenset(_LEADING_TABLE)
"""Every word that can begin a qualifier before a number."""
LEADING_SECOND_WORDS = frozenset(
    words[1] for rows in _LEADING_TABLE.values() for words, _ in rows if len(words) > 1
)
"""Every word that can come second in one."""
LEADING_SIGNS = frozenset(_SIGNS)
"""Every sign that can stand for one."""


def leading_at(text: str, start: int) -> tuple[Qualifier, str, int] | None:
    """Read the longest qualifier that stands before a number.

    Returns:
        The qualifier, its words, and where the number must begin; or None.

    >>> leading_at("At least 8", 0)
    ('at_least', 'at least', 9)
    """
    sign = text[start : start + 1]
    if sign in _SIGNS:
        blank = after_blank(text, start + 1)
        return _SIGNS[sign], sign, blank if blank > 0 else start + 1
    for words, qualifier in _LEADING_TABLE.get(word_at(text, start)[0], ()):
        end = words_at(text, start, words)
        if end > 0 and after_blank(text, end) > 0:
            return qualifier, " ".join(words), after_blank(text, end)
    return None


def trailing_at(text: str, end: int) -> tuple[Qualifier, int] | None:
    """Read the qualifier that stands after a number ending at ``end``, and its own end.

    ``at least`` and ``at most`` before another number belong to that one (``5, at least 3``).

    >>> trailing_at("60 or so", 2), trailing_at("600+", 3)
    (('about', 8), ('at_least', 4))
    """
    if text[end : end + 1] == "+" and not text[end + 1 : end + 2].isdecimal():
        return "at_least", end + 1
    if text[end : end + 1] in DASHES:
        word, word_end = word_at(text, end + 1)
        return (_HYPHENED[word], word_end) if word in _HYPHENED else None
    blank = after_blank(text, end)
    for words, qualifier in _TRAILING_TABLE.get(word_at(text, blank)[0], ()):
        found = words_at(text, blank, words)
        if found > 0:
            return None if _number_follows(text, found) else (qualifier, found)
    return None


def _number_follows(text: str, end: int) -> bool:
    blank = after_blank(text, end)
    if blank < 0:
        return False
    return text[blank : blank + 1].isdecimal() or word_at(text, blank)[0] in CARDINALS | {"a", "an"}
