"""Mutants: a scalar with one character changed, one dropped, or two neighbours swapped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from claimbook_build.check import collect
from claimbook_build.check.code_list import read_code_list
from claimbook_build.read.node import plain
from mutation.scalars import Target

KINDS = ("changed", "dropped", "swapped")

_LETTERS = (
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ",
)
_HEXADECIMAL = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file with one scalar changed.

    Attributes:
        target: The scalar.
        kind: One of `KINDS`.
        at: Index in the file's text of the character concerned, of two the first.
        line: The line on which that character stands.
        data: The file's bytes with the change in them.
    """

    target: Target
    kind: str
    at: int
    line: int
    data: bytes


def number(*words: object) -> int:
    """Return a number that follows from words alone, the same on every machine.

    >>> number("a", 1) == number("a", 1), number("a", 1) == number("a", 2)
    (True, False)
    """
    text = "|".join(map(str, words))
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def positions(raw: str, kind: str) -> list[int]:
    """Return the places of a text at which a kind of change can be made.

    >>> positions("41-a", "changed"), positions("4114", "swapped"), positions("4", "swapped")
    ([0, 1, 3], [0, 2], [])
    """
    if kind == "changed":
        return [at for at, char in enumerate(raw) if char.isalpha() or char.isdecimal()]
    if kind == "dropped":
        return [at for at, char in enumerate(raw) if char != "\n"]
    pairs = enumerate(pairwise(raw))
    return [at for at, (one, other) in pairs if one != other and "\n" not in (one, other)]


def mutated(raw: str, kind: str, at: int, seed: int) -> str:
    """Return a text with one change.

    >>> [mutated("75", kind, 0, 0) for kind in KINDS]
    ['05', '5', '57']
    """
    if kind == "dropped":
        return raw[:at] + raw[at + 1 :]
    if kind == "swapped":
        return raw[:at] + raw[at + 1] + raw[at] + raw[at + 2 :]
    return raw[:at] + another(raw[at], seed, narrow=_is_hash(raw)) + raw[at + 1 :]


def _is_hash(raw: str) -> bool:
    return len(raw) == 64 and _HEXADECIMAL.issuperset(raw)


def another(char: str, seed: int, *, narrow: bool = False) -> str:
    """Return another digit for a digit, another letter of its alphabet and case for a letter.

    A letter of a hash becomes another of a hash's letters: one beyond `f` would be seen too easily.

    >>> another("4", 4), another("z", 0), another("f", 0, narrow=True), another("é", 0)
    ('5', 'a', 'a', 'è')
    """
    if char.isdecimal():
        choice = "0123456789"
    elif narrow:
        choice = "abcdef"
    else:
        choice = next((letters for letters in _LETTERS if char in letters), _accented(char))
    others = [one for one in choice if one != char]
    return others[seed % len(others)]


def _accented(char: str) -> str:
    """Return letters that share a letter's base, its case and its being one character."""
    base = unicodedata.normalize("NFD", char)[0]
    marks = "\u0300\u0301\u0302\u0308\u030c"
    made = [unicodedata.normalize("NFC", base + mark) for mark in marks]
    return "".join(one for one in made if len(one) == 1 and one != char) or base


def value_of(path: str, data: bytes) -> object:
    """Return what a file says, its quotes and comments left aside; None: it is unreadable."""
    if path.endswith(".lock"):
        return data
    if path.endswith(".csv"):
        rows, findings = read_code_list(data.decode(), path)
        return None if findings else rows
    read = collect.read_yaml if path.endswith(".yaml") else collect.read_jsonl
    reading = read(data, path)
    return None if reading.failed or reading.root is None else plain(reading.root)


def mutants(
    target: Target, data: bytes, *, kinds: tuple[str, ...] = KINDS, everywhere: bool = False
) -> Iterator[Mutant]:
    """Yield the mutants of a scalar: one of each kind that is possible, or one at every position.

    The position follows from the scalar's address and the kind, so that over many scalars every
    position has its turn. What would say the same as before (a nought at the end of a fraction) is
    no mutant: the next position is taken.
    """
    text = data.decode()
    raw = text[target.start : target.end]
    before = value_of(target.path, data)
    for kind in kinds:
        places = positions(raw, kind)
        seed = number(target.address, kind)
        first = seed % len(places) if places else 0
        for at in (*places[first:], *places[:first]):
            changed = text[: target.start] + mutated(raw, kind, at, seed) + text[target.end :]
            after = value_of(target.path, changed.encode())
            if after is None or after != before:
                line = target.line + raw.count("\n", 0, at)
                yield Mutant(target, kind, target.start + at, line, changed.encode())
                if not everywhere:
                    break
