"""Identifiers of records: their grammar, their dates, and which of them are confusingly alike.

An identifier is a prefix that names the kind of record, for machine-made records a month that names
their partition, and a slug of lower-case ASCII letters and digits in groups joined by hyphens:
``clm_2022-10-10-barrage``, ``fig_2022-10_5f1c09``.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from types import MappingProxyType

from claimbook.errors import GrammarError

PREFIXES = MappingProxyType(
    {
        "doc_": "document",
        "act_": "actor",
        "plc_": "place",
        "itm_": "item",
        "evt_": "event",
        "clm_": "claim",
        "fig_": "figure",
        "lnk_": "link",
        "rev_": "review",
    }
)
"""What kind of record each prefix stands for."""

MAX_LENGTH = 100
"""Longest identifier, prefix included, in characters (all of them ASCII)."""

_PARTITION = "[0-9]{4}-(0[1-9]|1[0-2])_"
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_BODY = re.compile(f"({_PARTITION})?{_SLUG}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099  # other four-digit groups are model or running numbers


class IdentifierError(GrammarError):
    """A text that is no identifier."""


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A parsed identifier; `str` gives it back.

    Attributes:
        prefix: One of `PREFIXES`, underscore included.
        slug: What follows the prefix and the partition.
        partition: Month of a machine-made record's partition (``2022-10``), else None.
    """

    prefix: str
    slug: str
    partition: str | None = None

    @property
    def kind(self) -> str:
        """The kind of record, such as ``claim``."""
        return PREFIXES[self.prefix]

    def __str__(self) -> str:
        """Return the identifier as it is written."""
        return self.prefix + (f"{self.partition}_" if self.partition else "") + self.slug


def pattern(prefix: str) -> str:
    """Return the identifiers of one kind as a portable regular expression.

    It has character classes and plain groups only, no anchors and no look-around, so that JSON
    Schema, SQL engines and Python read it alike; it has to match the whole text. `MAX_LENGTH` is
    not in it.

    >>> pattern("act_")
    'act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*'
    """
    if prefix not in PREFIXES:
        raise IdentifierError(_unknown_prefix(), 0)
    return f"{prefix}({_PARTITION})?{_SLUG}"


def parse_identifier(text: str) -> Identifier:
    """Parse an identifier of any kind.

    Raises:
        IdentifierError: The text is none; the position is that of the first misfit.

    >>> parse_identifier("fig_2022-10_5f1c09")
    Identifier(prefix='fig_', slug='5f1c09', partition='2022-10')
    >>> parse_identifier("act_Mayor")
    Traceback (most recent call last):
        ...
    claimbook.values.identifier.IdentifierError: upper-case letter in an identifier
    """
    prefix = text[:4]
    if prefix not in PREFIXES:
        raise IdentifierError(_unknown_prefix(), 0)
    body = _BODY.match(text, len(prefix))
    end = body.end() if body else len(prefix)
    if body is None or end < len(text):
        raise IdentifierError(*_misfit(text, end))
    if len(text) > MAX_LENGTH:
        message = f"identifier of {len(text)} characters: at most {MAX_LENGTH} are allowed"
        raise IdentifierError(message, MAX_LENGTH)
    partition = body.group(1)
    if partition is None:
        return Identifier(prefix, text[len(prefix) :])
    return Identifier(prefix, text[len(prefix) + len(partition) :], partition.rstrip("_"))


def date_in(identifier: str) -> str | None:
    """Return the first date that an identifier carries, as ``YYYY-MM-DD`` or ``YYYY-MM``.

    A partition counts as a date. A year alone does not, and three groups that are shaped like a
    day but name none (``2022-02-30``) are no date at all.

    >>> date_in("doc_example-2022-10-10-barrage"), date_in("fig_2022-10_5f1c09")
    ('2022-10-10', '2022-10')
    >>> date_in("itm_shahed-136") is None
    True
    """
    body = identifier[4:] if identifier[:4] in PREFIXES else identifier
    groups = body.partition("_")[0].split("-")  # a partition's month, or all of a slug
    for index in range(len(groups) - 1):
        found = _date_at(groups[index : index + 3])
        if found is not None:
            return found
    return None


def one_edit_apart(a: str, b: str) -> bool:
    """Tell whether one slip of the finger turns one text into the other.

    A slip is one character put in, left out or replaced, or two neighbours exchanged. Equal texts
    are no edit apart.

    >>> one_edit_apart("act_zaluzhny", "act_zaluzhnyi"), one_edit_apart("ab", "ba")
    (True, True)
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = _shared_prefix(a, b)
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    if a[at + 1 :] == b[at + 1 :]:
        return True
    return a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]


def near_pairs(ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return every pair of different texts that are one edit apart, sorted.

    Two such texts are equal once one character, or none, is left out of each; so only texts that
    share such a shortened form are compared. Time grows with the number of characters and of the
    pairs found: 100,000 ids of 35 characters take some five seconds and 150 MB.

    >>> near_pairs(["act_north", "act_south", "act_nort", "act_nroth"])
    [('act_nort', 'act_north'), ('act_north', 'act_nroth')]
    """
    pairs: set[tuple[str, str]] = set()
    for alike in _sharing_a_short_form(sorted(set(ids))):
        pairs.update(pair for pair in combinations(alike, 2) if one_edit_apart(*pair))
    return sorted(pairs)


def nearest(name: str, candidates: Iterable[str], limit: int = 1) -> tuple[str, ...]:
    """Return the candidates that a mistyped name most probably meant, the best first.

    Nearness is the number of slips (see `one_edit_apart`) between the two, upper and lower case
    being the same; a candidate that needs more than one slip in three characters, or more than
    three, is never offered, nor is the name itself. A prefix such as ``act_`` is no evidence: it
    does not lengthen the name. Of equally near candidates the one with the longest common beginning
    comes first, then the longest, then the first of the alphabet. 100,000 candidates take about a
    fifth of a second, half a second at worst.

    >>> nearest("claimnt", ["claim", "claimants", "figures"])
    ('claimants',)
    >>> nearest("act_abc", ["act_xyz", "act_def"])
    ()
    """
    wanted = name.lower()
    reach = _reach(wanted)
    letters = set(wanted)
    distance_to = _Distance(wanted)
    found: list[tuple[int, int, int, str]] = []
    for candidate in set(candidates):
        if abs(len(candidate) - len(wanted)) > reach or candidate == name:
            continue
        folded = candidate.lower()
        if len(letters.symmetric_difference(folded)) > 2 * reach:  # a slip changes two at most
            continue
        distance = distance_to(folded, reach)
        if distance <= reach:
            rank = (distance, -_shared_prefix(wanted, folded), -len(candidate), candidate)
            found.append(rank)
    return tuple(rank[-1] for rank in sorted(found)[:limit])


class _Distance:
    """Number of slips between one fixed text and others, a machine word's worth at a time.

    Optimal string alignment, bit-parallel, after H. Hyyro, "A bit-vector algorithm for computing
    Levenshtein and Damerau edit distances", Nordic Journal of Computing 10 (2003): bit i of each
    vector tells how the i-th row of the classic table changes from one cell to its neighbour.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._positions: defaultdict[str, int] = defaultdict(int)
        for index, character in enumerate(text):
            self._positions[character] |= 1 << index

    def __call__(self, other: str, reach: int) -> int:
        """Return the distance, or some number above `reach` where it is above that."""
        mask = (1 << self._length) - 1
        last = self._length - 1
        up, down, diagonal, before = mask, 0, 0, 0  # vertical +1, vertical -1, zero diagonal
        score, left = self._length, len(other)
        for character in other:
            here = self._positions.get(character, 0)
            swapped = ((~diagonal & here) << 1) & before
            diagonal = ((((here & up) + up) ^ up) | here | down | swapped) & mask
            right_up, right_down = down | (~(diagonal | up) & mask), diagonal & up
            left -= 1
            score += (right_up >> last & 1) - (right_down >> last & 1)
            if score - left > reach:
                return score - left
            right_up = right_up << 1 | 1
            up = (right_down << 1 | ~(diagonal | right_up)) & mask
            down, before = right_up & diagonal & mask, here
        return score


def _reach(name: str) -> int:
    body = name[4:] if name[:4] in PREFIXES else name
    return min(3, len(body) // 3)


def _shared_prefix(a: str, b: str) -> int:
    for index, (left, right) in enumerate(zip(a, b, strict=False)):
        if left != right:
            return index
    return min(len(a), len(b))


def _short_forms(text: str) -> set[int]:
    """Hashes of a text and of all that leaving out one character makes of it."""
    return {hash(text[:at] + text[at + 1 :]) for at in range(len(text) + 1)}


def _sharing_a_short_form(texts: list[str]) -> Iterator[list[str]]:
    """Yield groups of texts with one short form in common.

    Nearly every form occurs once. A table of counters, where forms may share a cell, finds most of
    those first, so that only the few others are kept.
    """
    size = 1 << (8 * sum(map(len, texts))).bit_length()
    seen = bytearray(size)
    forms = [array("q", _short_forms(text)) for text in texts]
    for of_text in forms:
        for form in of_text:
            cell = form & (size - 1)
            if seen[cell] < 2:
                seen[cell] += 1
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for text, of_text in zip(texts, forms, strict=True):
        for form in of_text:
            if seen[form & (size - 1)] > 1:
                groups[form].append(text)
    yield from (group for group in groups.values() if len(group) > 1)


def _date_at(groups: list[str]) -> str | None:
    """Read the date that begins a list of up to three groups."""
    year, month, *rest = groups
    if not (_number(year, 4, _FIRST_YEAR, _LAST_YEAR) and _number(month, 2, 1, 12)):
        return None
    if not (rest and _number(rest[0], 2, 0, 99)):
        return f"{year}-{month}"
    try:
        return date(int(year), int(month), int(rest[0])).isoformat()
    except ValueError:
        return None


def _number(group: str, digits: int, low: int, high: int) -> bool:
    return (
        len(group) == digits and group.isascii() and group.isdigit() and low <= int(group) <= high
    )


def _unknown_prefix() -> str:
    return f"an identifier begins with one of {', '.join(PREFIXES)}"


def _misfit(text: str, at: int) -> tuple[str, int]:
    """Say why an identifier stops at a character, and where exactly."""
    if at == len(text):
        return "nothing follows the prefix", at
    if text[at] != "-":
        return _stranger(text[at]), at
    if at == len(text) - 1:
        return "a hyphen stands at the end of an identifier", at
    if text[at - 1] == "_":
        return "a hyphen stands at the beginning of a slug", at
    if text[at + 1] == "-":
        return "two hyphens stand in a row", at + 1
    return _stranger(text[at + 1]), at + 1


def _stranger(character: str) -> str:
    if character == "_":
        return "only a prefix or a partition's month (2022-10) is followed by an underscore"
    if not character.isascii():
        return f"U+{ord(character):04X} in an identifier: only ASCII letters and digits may be"
    if character.isupper():
        return "upper-case letter in an identifier"
    return "only a-z, 0-9 and single hyphens may be in an identifier"
