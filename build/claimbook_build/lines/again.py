"""Lines that are read again, as records beside those written by hand."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from claimbook.dataset import Dataset, Entry
from claimbook_build.check.collect import Collection
from claimbook_build.lines.beside import OWN, Asked, Beside
from claimbook_build.lines.mention import Sought, lines_with
from claimbook_build.lines.noted import Kind, Noted
from claimbook_build.lines.told import records_of

Words: TypeAlias = tuple[str, ...]
"""Texts that stand in a line as values."""

_AT_ONCE = 500


class Said(NamedTuple):
    """A machine-made claim and the line in which it stands.

    Attributes:
        entries: The claim, then its figures; the first part of their `loc` is the line's number.
        line: The line.
    """

    entries: tuple[Entry, ...]
    line: bytes

    @property
    def claim(self) -> Entry:
        """The claim itself."""
        return self.entries[0]


@dataclass
class Again:
    """Reads lines again; only those are held that somebody asks to hold."""

    hand: Collection
    noted: Noted
    _held: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def claims(self, kind: Kind, wanted: Callable[[bytes], bool] = bool) -> Iterator[Said]:
        """Yield the claims among which those noted for a reason are, in the order of files.

        Args:
            kind: The reason.
            wanted: Whether a line is wanted; all are, if it is left out.
        """
        yield from _read(self.noted.lines(kind), wanted)

    def saying(self, words: Iterable[Words]) -> Iterator[Said]:
        """Yield the claims of all files in whose lines all words of any such group stand."""
        yield from _read(self.noted.every_line(), holding(words))

    def records(self, keys: Iterable[str]) -> list[Said]:
        """Return the machine-made claims that have one of some identifiers, or a figure has."""
        hand = self.hand.dataset
        wanted = {key for key in keys if hand.find(key, OWN) is None}
        if not wanted:
            return []
        sought, openers = Sought(wanted), sorted(self.noted.openers.items())
        lines = ((path, *line) for path, opener in openers for line in lines_with(opener, sought))
        return [one for one in _read(lines) if any(e.key in wanted for e in one.entries)]

    def beside(self, some: Iterable[Said]) -> Dataset:
        """Return a dataset of some claims and all that was written by hand."""
        by_hand = (entry for entry in self.hand.dataset.entries if entry.table in OWN)
        entries = chain(by_hand, chain.from_iterable(said.entries for said in some))
        return Beside(self.hand.dataset, tuple(entries), Asked())

    def hold(self, some: Iterable[Said]) -> None:
        """Hold the lines of some claims, and no others from now on."""
        self._held = {_place(said.claim): said.line for said in some}

    def line_of(self, entry: Entry) -> tuple[int, bytes] | None:
        """Return the line of a machine-made record that is held, and its number."""
        if entry.path not in self.noted.openers:
            return None
        path, number = _place(entry)
        return number, self._held[path, number]

    def holds(self, entry: Entry) -> bool:
        """Whether a record stands in a line that is held."""
        return entry.path in self.noted.openers and _place(entry) in self._held


def batches(some: Iterable[Said]) -> Iterator[list[Said]]:
    """Yield claims, some hundreds at a time."""
    rest = iter(some)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


def _place(entry: Entry) -> tuple[str, int]:
    return entry.path, int(entry.loc[0])


def holding(words: Iterable[Words]) -> Callable[[bytes], bool]:
    """Return whether all words of any group may stand in a line.

    A line takes as long with a thousand groups as with one.
    """
    groups: dict[bytes, list[list[bytes]]] = {}
    for first, *others in words:
        groups.setdefault(first.encode(), []).append([word.encode() for word in others])

    def held(line: bytes) -> bool:
        if b"\\" in line:
            return True
        found = set(line.split(b'"'))
        return any(
            found.issuperset(rest) for first in groups.keys() & found for rest in groups[first]
        )

    return held


def _read(
    lines: Iterable[tuple[str, int, bytes]], wanted: Callable[[bytes], bool] = bool
) -> Iterator[Said]:
    """Yield the claims of the lines that are wanted."""
    for path, number, line in lines:
        if wanted(line):
            entries = tuple(records_of(path, number, line, (number,)))
            if entries and entries[0].table == "claims":
                yield Said(entries, line)
