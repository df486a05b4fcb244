"""Names in cells and the records that they are names of."""

from collections import defaultdict
from collections.abc import Iterable

from claimbook.dataset import Dataset
from claimbook.records.actor import Actor
from claimbook.records.item import Item
from claimbook.records.place import Place
from claimbook.rules.r207_alias import folded

_KINDS: dict[str, type[Actor | Place | Item]] = {"actors": Actor, "places": Place, "items": Item}


class NamesOf:
    """The names and labels of one kind of records, without their case and marks."""

    def __init__(self, dataset: Dataset, table: str) -> None:
        found: defaultdict[str, set[str]] = defaultdict(set)
        self._texts: dict[str, str] = {}
        for _, record in dataset.each(_KINDS[table]):
            for text in (record.name, *(label.text for label in record.labels)):
                found[folded(text)].add(record.id)
                self._texts.setdefault(folded(text), text)
        self._known = dict(found)

    def __call__(self, text: str) -> str | None:
        """Return the record that a text names; None for none, or several."""
        owners = self._known.get(folded(text), ())
        return next(iter(owners)) if len(owners) == 1 else None

    @property
    def texts(self) -> Iterable[str]:
        """Every name, for whoever looks for the nearest."""
        return self._texts.values()
