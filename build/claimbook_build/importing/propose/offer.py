"""Records of a dataset whose names are near a text: what a person may choose from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from claimbook.dataset import Dataset
from claimbook.records.actor import Actor
from claimbook.records.item import Item
from claimbook.records.measure import Measure
from claimbook.records.place import Place
from claimbook.rules.r207_alias import folded
from claimbook.values.identifier import nearest

MOST = 3
"""Records that are offered for one text."""

_WORD = re.compile("[^\\W_]{3,}")
_KINDS: dict[str, type[Actor | Place | Item]] = {"items": Item, "actors": Actor, "places": Place}
KINDS = tuple(_KINDS)


class Offers:
    """The names of one kind of records, and which of them are near a text."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a record's identifier and one of its names, the chief one first."""
        self._owners: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._words: defaultdict[str, dict[str, int]] = defaultdict(dict)
        known: set[str] = set()
        for owner, text in names:
            self._owners[folded(text)][owner] = None
            for word in _words(text):
                self._words[word].setdefault(owner, 1 if owner in known else 2)
            known.add(owner)

    def exact(self, text: str) -> str | None:
        """Return the one record that has a name, or None."""
        found = self._owners.get(folded(text), {})
        return next(iter(found)) if len(found) == 1 else None

    def near(self, text: str) -> tuple[str, ...]:
        """Return records with names like a text, the nearest first: by letters, then by words."""
        found = dict(self._owners.get(folded(text), {}))
        for name in nearest(folded(text), self._owners, MOST):
            found.update(self._owners[name])
        found.update(dict.fromkeys(self.about([text])))
        return tuple(found)[:MOST]

    def about(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return records that share words with some texts, the most first.

        A word of a record's chief name counts twice.
        """
        shared: defaultdict[str, int] = defaultdict(int)
        for word in dict.fromkeys(word for text in texts for word in _words(text)):
            for owner, weight in self._words.get(word, {}).items():
                shared[owner] += weight
        ranked = sorted(shared, key=lambda owner: (-shared[owner], len(owner), owner))
        return tuple(ranked[:MOST])


def offers(dataset: Dataset) -> dict[str, Offers]:
    """Return the names of each kind of records, and of measures, by kind."""
    found = {kind: Offers(_names(dataset, record)) for kind, record in _KINDS.items()}
    return {**found, "measures": Offers(_measures(dataset))}


def _names(dataset: Dataset, kind: type[Actor | Place | Item]) -> Iterator[tuple[str, str]]:
    for _, record in dataset.each(kind):
        yield record.id, record.name
        yield from ((record.id, label.text) for label in record.labels)


def _measures(dataset: Dataset) -> Iterator[tuple[str, str]]:
    for _, measure in dataset.each(Measure):
        yield measure.code, measure.label
        yield measure.code, measure.label_uk
        yield from ((measure.code, noun) for noun in measure.nouns)


def _words(text: str) -> list[str]:
    """Return the words of a text without their case, those of the plural as the singular."""
    return [word.removesuffix("s") for word in _WORD.findall(folded(text))]
