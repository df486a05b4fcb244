"""Evidence without quotation: where a span stands, and hashes by which to find it again.

A locator counts code points of a normalised text (`claimbook.values.text`). Beside it stand three
SHA-256 hashes: of the span, and of up to 32 characters before and after it, since a short span may
occur twice. Whoever has the text can check both; nobody can read the span from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from claimbook.errors import ClaimbookError, GrammarError
from claimbook.values.identifier import IdentifierError, parse_identifier, pattern
from claimbook.values.text import text_sha256, utf8

CONTEXT_LENGTH = 32
"""Characters of context before and after a span; at a text's edges, what is there."""

MAX_OFFSET = 999_999_999
"""Largest offset of a locator: nine digits."""

SEARCH_BUDGET = 1 << 29
"""Characters that one search may hash or compare: every span of up to 500 characters in a text of a
million. A search takes about a second for every million windows or gigabyte, whichever is more."""

LOCATOR_PATTERN = f"({pattern('doc_')}:)?(0|[1-9][0-9]{{0,8}})-[1-9][0-9]{{0,8}}"
"""Locators as a portable regular expression that has to match the whole text. That the start is
before the end, and how long a document's id may be, is not in it."""

State = Literal["in_place", "moved", "lost", "ambiguous"]
Context = Literal["both", "before", "after", "none"]

_DIGITS = "0123456789"
_RANGE = re.compile("(0|[1-9][0-9]{0,8})-(0|[1-9][0-9]{0,8})")


class LocatorError(GrammarError):
    """A text that is no locator."""


class SpanError(ClaimbookError):
    """A span that is empty, reversed or outside its text."""


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """A stretch of a normalised text; `str` gives its written form.

    Attributes:
        document: The document's id, or None where the surroundings name it.
        start: First code point, counted from 0.
        end: Just past the last code point.
    """

    document: str | None
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MAX_OFFSET:
            message = f"{self.start}-{self.end}: 0 <= start < end <= {MAX_OFFSET} must hold"
            raise LocatorError(message, 0)
        if self.document is not None:
            check_document(self.document)

    def __str__(self) -> str:
        """Return the locator as it is written."""
        document = "" if self.document is None else f"{self.document}:"
        return f"{document}{self.start}-{self.end}"

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class SpanHashes:
    """What is kept of a span: SHA-256 hashes in lower-case hexadecimal.

    Attributes:
        span_sha256: Of the span.
        prefix_sha256: Of up to `CONTEXT_LENGTH` characters before it.
        suffix_sha256: Of up to `CONTEXT_LENGTH` characters after it.
    """

    span_sha256: str
    prefix_sha256: str
    suffix_sha256: str


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a span in a text.

    Attributes:
        state: ``in_place``; ``moved`` to one certain other place; ``ambiguous`` when several places
            fit equally well; ``lost`` when none was found.
        start: Where it stands now; None when lost or ambiguous.
        candidates: Every place that was found to hold the span's exact words, in order. When it is
            in place, the others are not looked for.
        context: Which of the two contexts are as recorded at `start`; None without a start. A
            ``moved`` span with ``none`` stands alone in the text but in strange surroundings, and
            may be another occurrence of the same words.
        exhaustive: False when `SEARCH_BUDGET` ran out first: ``lost`` is then no more than
            probable, ``candidates`` are not all, and nothing is called ``moved``.
    """

    state: State
    start: int | None
    candidates: tuple[int, ...]
    context: Context | None = None
    exhaustive: bool = True


def parse_locator(text: str) -> Locator:
    """Parse ``[doc_id:]START-END``: offsets of at most nine digits, without signs or leading zeros.

    Raises:
        LocatorError: The text is no locator, or its end is not after its start.

    >>> parse_locator("doc_example-2022-10-10:1222-1252")
    Locator(document='doc_example-2022-10-10', start=1222, end=1252)
    >>> str(parse_locator("0-7"))
    '0-7'
    """
    document, colon, _ = text.rpartition(":")
    if colon:
        check_document(document)
    at = len(document) + len(colon)
    found = _RANGE.match(text, at)
    if found is None or found.end() < len(text):
        raise LocatorError(*_misfit(text, at))
    start, end = int(found.group(1)), int(found.group(2))
    if start >= end:
        raise LocatorError(f"the end {end} is not after the start {start}", found.start(2))
    return Locator(document if colon else None, start, end)


def hash_span(text: str, start: int, end: int) -> SpanHashes:
    """Hash a span of a normalised text and what stands around it.

    Raises:
        SpanError: The span is empty, reversed or outside the text.
        TextError: The text holds a lone surrogate.
    """
    if not 0 <= start < end <= len(text):
        raise SpanError(f"span {start}-{end} is not inside a text of {len(text)} characters")
    return SpanHashes(text_sha256(text[start:end]), *_context_hashes(text, start, end))


def find_span(text: str, start: int, length: int, hashes: SpanHashes) -> Found:
    """Find a span of a normalised text again.

    It is in place when its words stand at `start`, unless nothing around them is as recorded there
    and exactly one other place has the words and both contexts. Otherwise every window of its
    length is hashed, from `start` outward, until one fits; the words are known then, and their
    other occurrences are found by plain search. Several are told apart by their contexts: the only
    one with both, else the only one with either.

    Hashing takes about a microsecond a window, so a span that is lost in an article costs some
    milliseconds and in a text of a million characters about a second; `SEARCH_BUDGET` bounds long
    spans in long texts.

    Raises:
        SpanError: `start` is negative or `length` is not positive.
        TextError: The text holds a lone surrogate.
    """
    if start < 0 or length <= 0:
        raise SpanError(f"no span starts at {start} and is {length} long")
    utf8(text)  # refuse a lone surrogate wherever it stands, not only where the search gets
    stands = _fits(text, start, length, hashes)
    if stands:
        context = _context(text, start, length, hashes)
        if context != "none":
            return Found("in_place", start, (start,), context)
    first, complete = (start, True) if stands else _first_window(text, start, length, hashes)
    if first is None:
        return Found("lost", None, (), exhaustive=complete)
    places, complete = _occurrences(text, text[first : first + length])
    contexts = {place: _context(text, place, length, hashes) for place in places}
    return _judged(contexts, start if stands else None, complete)


def _judged(contexts: dict[int, Context], in_place: int | None, exhaustive: bool) -> Found:
    """Choose among the places that hold a span's words."""
    places = tuple(contexts)
    both = [place for place in places if contexts[place] == "both"]
    either = [place for place in places if contexts[place] != "none"]
    if in_place is not None and not (exhaustive and len(both) == 1):
        return Found("in_place", in_place, places, "none", exhaustive)
    fitting = both or either or places
    if len(fitting) > 1 or not exhaustive:
        return Found("ambiguous", None, places, None, exhaustive)
    return Found("moved", fitting[0], places, contexts[fitting[0]], exhaustive)


def _first_window(
    text: str, start: int, length: int, hashes: SpanHashes
) -> tuple[int | None, bool]:
    """Hash windows from `start` outward; tell the first that fits, and whether all were tried."""
    left = SEARCH_BUDGET // length
    for place in _outward(start, len(text) - length):
        if left == 0:
            return None, False
        left -= 1
        if text_sha256(text[place : place + length]) == hashes.span_sha256:
            return place, True
    return None, True


def _outward(start: int, last: int) -> Iterator[int]:
    """Yield 0 to `last`, those near `start` first, since a page mostly moves by little."""
    start = min(start, last)
    for distance in range(max(start, last - start) + 1):
        if distance <= start:
            yield start - distance
        if 0 < distance <= last - start:
            yield start + distance


def _occurrences(text: str, words: str) -> tuple[tuple[int, ...], bool]:
    """Find all places of some words, overlapping ones too; tell whether the budget sufficed."""
    places: list[int] = []
    most = SEARCH_BUDGET // (len(words) + 2 * CONTEXT_LENGTH)
    place = text.find(words)
    while place >= 0:
        if len(places) == most:
            return tuple(places), False
        places.append(place)
        place = text.find(words, place + 1)
    return tuple(places), True


def _fits(text: str, start: int, length: int, hashes: SpanHashes) -> bool:
    span = text[start : start + length]
    return len(span) == length and text_sha256(span) == hashes.span_sha256


def _context(text: str, start: int, length: int, hashes: SpanHashes) -> Context:
    prefix, suffix = _context_hashes(text, start, start + length)
    before, after = prefix == hashes.prefix_sha256, suffix == hashes.suffix_sha256
    if before and after:
        return "both"
    return "before" if before else "after" if after else "none"


def _context_hashes(text: str, start: int, end: int) -> tuple[str, str]:
    prefix = text[max(0, start - CONTEXT_LENGTH) : start]
    return text_sha256(prefix), text_sha256(text[end : end + CONTEXT_LENGTH])


def check_document(document: str) -> None:
    """Raise `LocatorError` for a text that is no document's id."""
    try:
        identifier = parse_identifier(document)
    except IdentifierError as error:
        raise LocatorError(f"not a document's id: {error}", error.position) from None
    if identifier.prefix != "doc_":
        raise LocatorError(f"not a document's id: the prefix is {identifier.prefix}", 0)


def _misfit(text: str, at: int) -> tuple[str, int]:
    """Say where and why a range stops being one."""
    for end in ("start", "end"):
        digits = "".join(takewhile(_DIGITS.__contains__, text[at:]))
        if not digits:
            return f"the {end} is not a number", at
        if digits != "0" and digits.startswith("0"):
            return f"the {end} begins with a zero", at
        if len(digits) > 9:
            return f"the {end} has more than nine digits", at + 9
        at += len(digits)
        if end == "start":
            if text[at : at + 1] != "-":
                return "a hyphen stands between start and end", at
            at += 1
    return "nothing may follow the end", at
