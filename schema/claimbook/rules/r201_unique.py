"""R201: an identifier names one record, and nothing stands twice."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.actor import Actor
from claimbook.records.claim import Claim
from claimbook.records.place import Place
from claimbook.rules.rule import Example, Finding, Rule, Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare every key, every official code and every list of references."""
    yield from _keys(dataset)
    yield from _codes(dataset)
    yield from _lists(dataset)


def _keys(dataset: Dataset) -> Iterator[Finding]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in dataset.entries:
        known = first.setdefault((entry.table, entry.key), entry)
        if known is not entry:
            name = "code" if entry.table in {"measures", "units", "codes"} else "id"
            name = "record" if entry.table == "retired" else name
            yield Finding(
                Spot(entry, (name,)),
                f"`{entry.key}` names two records",
                related=(Spot(known, (name,), "first said here"),),
            )


def _codes(dataset: Dataset) -> Iterator[Finding]:
    """Two places, or two actors, never have one official code."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in (*dataset.table("places"), *dataset.table("actors")):
        record = entry.record
        names = ("katottg", "iso3166_2", "geonames", "pcode", "wikidata")
        names = names if isinstance(record, Place) else ("wikidata",)
        for name in names:
            value = getattr(record, name)
            known = seen.setdefault((entry.table + name, str(value)), entry)
            if value is not None and known is not entry:
                yield Finding(
                    Spot(entry, (name,)),
                    f"`{value}` is also the {name} of `{known.key}`",
                    related=(Spot(known, (name,), "first said here"),),
                )


def _lists(dataset: Dataset) -> Iterator[Finding]:
    for entry, claim in dataset.each(Claim):
        for name in ("about", "claimants", "evidence"):
            yield from _twice(entry, name, getattr(claim, name))
    for entry, actor in dataset.each(Actor):
        yield from _twice(entry, "labels", tuple((x.language, x.text) for x in actor.labels))


def _twice(entry: Entry, name: str, items: tuple[object, ...]) -> Iterator[Finding]:
    for at, item in enumerate(items):
        if item in items[:at]:
            first = Spot(entry, (name, items.index(item)), "first said here")
            yield Finding(Spot(entry, (name, at)), f"said twice in `{name}`", related=(first,))


RULE = Rule(
    code="R201",
    severity="error",
    scope="dataset",
    title="An identifier names one record; a code, a reference or a span stands once.",
    why="A reader who joins two tables on a key that stands twice gets every row twice.",
    help="give one of the two another identifier, or delete the repetition",
    example=Example("seeds/reference/items.yaml", "- id: itm_drone-boat", "- id: itm_missile"),
    check=check,
)
