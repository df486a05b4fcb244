"""Names in cells and the records that they are names of."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Self

from claimbook.dataset import Dataset
from claimbook.records.actor import Actor
from claimbook.records.item import Item
from claimbook.records.place import Place
from claimbook.rules.r207_alias import folded
from claimbook_build.importing.identity import key_slug

PREFIXES = {"actors": "act_", "places": "plc_", "items": "itm_"}
"""How the identifiers of each kind begin."""

_KINDS: dict[str, type[Actor | Place | Item]] = {"actors": Actor, "places": Place, "items": Item}


class Looked(str):
    """What a text was looked up to be: a code or an identifier, which remembers the text.

    Attributes:
        printed: The text in the cell.
    """

    __slots__ = ("printed",)
    printed: str

    def __new__(cls, value: str, printed: str) -> Self:
        """Return a value that was looked up by a text."""
        looked = super().__new__(cls, value)
        looked.printed = printed
        return looked


class NamesOf:
    """The names and labels of one kind of records, without their case and marks.

    Outside a project there are no records: then nothing is looked up, and every text has an
    identifier of its own.

    Attributes:
        resolved: Whether there are records.
    """

    def __init__(self, dataset: Dataset, table: str) -> None:
        self._prefix = PREFIXES[table]
        self.resolved = any(entry.table != "mappings" for entry in dataset.entries)
        found: defaultdict[str, set[str]] = defaultdict(set)
        self._texts: dict[str, str] = {}
        for _, record in dataset.each(_KINDS[table]):
            for text in (record.name, *(label.text for label in record.labels)):
                found[folded(text)].add(record.id)
                self._texts.setdefault(folded(text), text)
        self._known = dict(found)

    def __call__(self, text: str) -> str | None:
        """Return the record that a text names; None for none, or several."""
        if not self.resolved:
            return self._prefix + key_slug(folded(text))
        owners = self._known.get(folded(text), ())
        return next(iter(owners)) if len(owners) == 1 else None

    @property
    def texts(self) -> Iterable[str]:
        """Every name, for whoever looks for the nearest."""
        return self._texts.values()
