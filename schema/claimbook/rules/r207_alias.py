"""R207: a reference is an identifier; a name that says plainly whose it is can become one."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from claimbook.dataset import Dataset, Entry, Loc
from claimbook.records.actor import Actor
from claimbook.records.item import Item
from claimbook.records.place import Place
from claimbook.rules.repair import as_named
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.identifier import PREFIXES

_OWN = ("id", "code")


class Named(NamedTuple):
    """One name of one record, and where it stands."""

    entry: Entry
    loc: Loc
    text: str


class Names:
    """Every name of every actor, place and item, by what is left of it without case and marks."""

    def __init__(self, dataset: Dataset) -> None:
        self._known: defaultdict[str, list[Named]] = defaultdict(list)
        kinds: tuple[type[Actor | Place | Item], ...] = (Actor, Place, Item)
        for kind in kinds:
            for entry, record in dataset.each(kind):
                self._add(entry, record)

    def _add(self, entry: Entry, record: Actor | Place | Item) -> None:
        self._known[folded(record.name)].append(Named(entry, ("name",), record.name))
        for at, label in enumerate(record.labels):
            name = Named(entry, ("labels", at, "text"), label.text)
            self._known[folded(label.text)].append(name)

    def owner(self, text: str, tables: tuple[str, ...]) -> Named | None:
        """Return the one record of these tables that a text names; None for none, or several."""
        bare = text[4:] if text[:4] in PREFIXES else text
        found = {
            n.entry.key: n for n in self._known.get(folded(bare), ()) if n.entry.table in tables
        }
        return next(iter(found.values())) if len(found) == 1 else None


def folded(name: str) -> str:
    """Return a name's letters and digits in lower case, its words joined by hyphens.

    >>> folded("Khlan, Serhiy"), folded("U.K."), folded("Київ")
    ('khlan-serhiy', 'u-k', 'київ')
    """
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for the owner of every reference that leads nowhere and reads like a name."""
    names: Names | None = None
    for found in dataset.marked:
        own = len(found.loc) == 1 and found.loc[0] in _OWN
        if not found.marks.refs or own or _known(dataset, found.value, found.marks.refs):
            continue
        names = names or Names(dataset)
        owner = names.owner(found.value, found.marks.refs)
        if owner is not None:
            yield resolved(Spot(found.entry, found.loc), found.value, owner)


def _known(dataset: Dataset, key: str, tables: tuple[str, ...]) -> bool:
    there = dataset.find(key, tables) is not None
    return there or key in dataset.shadows or key in dataset.elsewhere


def resolved(spot: Spot, text: str, owner: Named) -> Finding:
    """Return the finding that names the identifier to write."""
    return Finding(
        spot,
        f"`{text}` is no identifier, but a name of `{owner.entry.key}`",
        f"write `{owner.entry.key}`",
        related=(Spot(owner.entry, owner.loc, "so called here"),),
        instead=owner.entry.key,
    )


RULE = Rule(
    code="R207",
    severity="warning",
    scope="dataset",
    title="A reference is an identifier, not a name.",
    why="Names are spelt in many ways and shared by many; an identifier is one record's for good.",
    help="write the identifier of the record that is so called",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml",
        "claimants: [act_valery-zalushan]",
        "claimants: [act_valeriy-zalushan]",
    ),
    check=check,
    fix=as_named,
)
