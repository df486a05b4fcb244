"""Finding the number phrases of running text, and leaving alone what only looks like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lexeme import DASHES, after_blank, is_glue, stands_free, word_at
from .lexicon import NUMBER_WORDS, PLURAL_UNITS, SMALL, TENS
from .phrase import Phrase, phrase_at
from .qualifying import LEADING_SECOND_WORDS, LEADING_SIGNS, LEADING_WORDS
from .quantity import NONE_STATED, Quantity, WordingError
from .surroundings import is_loose, is_negated, none_said_at, tells_change


@dataclass(frozen=True, slots=True)
class WordingSpan:
    """A number phrase found in a text, from code point ``start`` to ``end`` (not included)."""

    start: int
    end: int
    quantity: Quantity


_ATOM = re.compile("[0-9]+|[A-Za-z]+|[~≈≥>≤<]")
_CHAIN = re.compile("[0-9.,:/]+")
_ALONE = frozenset((*SMALL, *TENS, *PLURAL_UNITS, "half", "no", "none", "not", "several"))
_OPENERS = frozenset(("a", "between", "from", "in", "into", "low", "mid", "high"))
_STARTERS = LEADING_WORDS | LEADING_SIGNS | _ALONE | _OPENERS
_SECOND_WORDS = (
    _STARTERS | NUMBER_WORDS | LEADING_SECOND_WORDS | {"the", "few", "couple", "handful"}
)
_LONGEST_STARTER = 20
_NEVER_INSIDE = frozenset(".@/\\'")
_NEVER_HYPHENED = NUMBER_WORDS | {"and", "a", "in", "of", "to", "fold", "sum"}


def scan_wordings(text: str) -> Iterator[WordingSpan]:
    """Yield the number phrases of running text from left to right, each as long as it goes.

    What cannot be read without guessing is passed over as a whole, never in part: designators
    (``S-300``), clock times, dates in digits, ordinals, ``twenty twenty-two``. Dates in words,
    ages, durations and addresses are numbers all the same: to tell them apart is the caller's
    affair. Every span parses on its own, by `parse_wording`, to the same quantity.

    >>> text = "Of 75 missiles only 41, or over half, were stopped by S-300s."
    >>> [text[span.start : span.end] for span in scan_wordings(text)]
    ['75', 'only 41', 'over half']
    """
    resume = apart_until = 0
    for atom in _ATOM.finditer(text):
        start, word = atom.start(), _starter(atom)
        if start < resume or not word:
            continue
        if not stands_free(text, start):
            resume = _chain_end(text, start)
            continue
        if word == "from" and tells_change(text, start):
            apart_until = _range_end(text, start)
            continue
        span, resume = _span_at(text, start, word, apart=start < apart_until)
        if span is not None:
            yield span


def _starter(atom: re.Match[str]) -> str:
    """Give the atom in lower case when a number phrase can begin with it, else nothing."""
    if atom.end() - atom.start() > _LONGEST_STARTER:
        return "0" if atom.string[atom.start()].isdecimal() else ""
    word = atom.group().lower()
    if word in _STARTERS:
        return word if word in _ALONE or _goes_on_well(atom, word) else ""
    return word if word[0].isdecimal() else ""


def _goes_on_well(atom: re.Match[str], word: str) -> bool:
    """Tell cheaply whether a number may follow at all: most ``a`` and ``in`` end here."""
    text, blank = atom.string, after_blank(atom.string, atom.end())
    if blank < 0:
        return word in LEADING_SIGNS
    second, end = word_at(text, blank)
    return second in _SECOND_WORDS if end > blank else True


def _chain_end(text: str, start: int) -> int:
    match = _CHAIN.match(text, start)
    return match.end() if match else start + 1


def _range_end(text: str, start: int) -> int:
    try:
        return phrase_at(text, start, running=True).end
    except WordingError as error:
        return error.end


def _span_at(text: str, start: int, word: str, *, apart: bool) -> tuple[WordingSpan | None, int]:
    """Read the span at ``start``, if there is one, and tell where to go on."""
    none_end = none_said_at(text, start, word)
    if none_end > 0:
        return WordingSpan(start, none_end, NONE_STATED), none_end
    try:
        phrase = phrase_at(text, start, running=True, apart=apart)
    except WordingError as error:
        return None, error.end
    hidden = (
        _is_unfinished(text, phrase) or is_negated(text, start) or is_loose(text, start, phrase)
    )
    return None if hidden else WordingSpan(start, phrase.end, phrase.quantity), phrase.end


def _is_unfinished(text: str, phrase: Phrase) -> bool:
    """Tell whether what follows makes the phrase the beginning of something else."""
    end = phrase.end
    after, beyond = text[end : end + 1], text[end + 1 : end + 2]
    if not after:
        return False
    if is_glue(after):
        return True
    if after in _NEVER_INSIDE:
        return bool(beyond) and is_glue(beyond)
    if after in DASHES:
        return _goes_on(text, phrase, end + 1)
    return word_at(text, after_blank(text, end))[0] == "percentage"


def _goes_on(text: str, phrase: Phrase, position: int) -> bool:
    """Tell whether what stands behind a hyphen takes the number in: ``one-way``, ``ten-fold``."""
    if text[position : position + 1].isdecimal() or phrase.quantity.share:
        return True
    only_one = word_at(text, phrase.core)[0] == "one" and phrase.quantity.nominal == 1
    word = word_at(text, position)[0]
    return word in _NEVER_HYPHENED or (only_one and bool(word))
