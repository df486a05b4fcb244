"""R201: an identifier names one record, and nothing stands twice."""

from collections.abc import Iterable, Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.mapping.mapping import Mapping
from claimbook.records.actor import Actor
from claimbook.records.claim import Claim
from claimbook.records.event import Event
from claimbook.records.figure import Figure
from claimbook.records.item import Item
from claimbook.records.place import Place
from claimbook.records.record import Strict
from claimbook.rules.rule import Example, Finding, Rule, Spot

_FIRST = "first said here"
_AGAIN = "said again here"
_OFFICIAL: tuple[tuple[type[Strict], tuple[str, ...]], ...] = (
    (Place, ("katottg", "iso3166_2", "geonames", "pcode", "wikidata")),
    (Actor, ("wikidata",)),
    (Item, ("wikidata",)),
    (Mapping, ("slug",)),  # or the rows of one table would be taken for versions of the other's
)
_LISTS: tuple[tuple[type[Strict], tuple[str, ...]], ...] = (
    (Claim, ("about", "claimants", "evidence")),
    (Figure, ("evidence",)),
    (Event, ("evidence", "participants")),
    (Actor, ("labels", "roles")),
    (Place, ("labels",)),
    (Item, ("labels",)),
)
_KEYS = {
    "measures": "code",
    "units": "code",
    "series": "code",
    "codes": "code",
    "retired": "record",
    "releases": "release",
}


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare every key, every official code and every list."""
    yield from _keys(dataset)
    for kind, names in _OFFICIAL:
        for name in names:
            yield from _official(dataset, kind, name)
    for kind, names in _LISTS:
        for entry, record in dataset.each(kind):
            for name in names:
                yield from _twice(entry, name, getattr(record, name))


def _keys(dataset: Dataset) -> Iterator[Finding]:
    for entry, other, said in _both(((entry.table, entry.key), entry) for entry in dataset.entries):
        name = _KEYS.get(entry.table, "id")
        yield Finding(
            Spot(entry, (name,)),
            f"`{entry.key}` names two records",
            related=(Spot(other, (name,), said),),
        )


def _official(dataset: Dataset, kind: type[Strict], name: str) -> Iterator[Finding]:
    """Find two records of one kind with one code of an official list."""
    coded = ((getattr(record, name), entry) for entry, record in dataset.each(kind))
    for entry, other, said in _both(pair for pair in coded if pair[0] is not None):
        if entry.key != other.key:
            value = getattr(entry.record, name)
            yield Finding(
                Spot(entry, (name,)),
                f"`{value}` is also the {name} of `{other.key}`",
                related=(Spot(other, (name,), said),),
            )


def _both(named: Iterable[tuple[object, Entry]]) -> Iterator[tuple[Entry, Entry, str]]:
    """Yield both places of a name that stands twice, each with the other and what is said there.

    Which of the two is wrong nobody can tell: a change may have been made to either. Of a name that
    stands more often the first place is told once.
    """
    first: dict[object, Entry] = {}
    told: set[object] = set()
    for name, entry in named:
        known = first.setdefault(name, entry)
        if known is not entry:
            if name not in told:
                told.add(name)
                yield known, entry, _AGAIN
            yield entry, known, _FIRST


def _twice(entry: Entry, name: str, items: tuple[object, ...]) -> Iterator[Finding]:
    places: dict[object, int] = {}
    for at, item in enumerate(items):
        if places.setdefault(item, at) != at:
            first = Spot(entry, (name, places[item]), _FIRST)
            yield Finding(Spot(entry, (name, at)), f"said twice in `{name}`", related=(first,))


RULE = Rule(
    code="R201",
    severity="error",
    scope="dataset",
    title="An identifier names one record; a code, a reference or a span stands once.",
    why="A reader who joins two tables on a key that stands twice gets every row twice.",
    help="give one of the two another identifier, or delete the repetition",
    example=Example("seeds/reference/items.yaml", "- id: itm_cruise-missile", "- id: itm_missile"),
    check=check,
)
