"""R205: a reference leads to a record of a kind that can stand there."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry, Loc
from claimbook.records.actor import Actor
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.link import Link
from claimbook.records.place import Place
from claimbook.records.retired import Retired
from claimbook.rules.rule import Example, Finding, Rule, Spot

NO_BODY = frozenset({"person", "office", "unnamed"})
"""Kinds of actors that nothing else can be a part of."""

NESTING = ("country", "oblast", "raion", "hromada", "settlement", "site")
"""Kinds of places, each of which lies within those before it; the others may lie anywhere."""

LIKE_WITH_LIKE = frozenset({"supersedes", "corrects", "same_as", "equivalent", "restates"}) | {
    "aggregates",
    "overlaps",
}
"""Links between two records of one type: the others may lead from a claim to a figure."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look at the kind of all that is referred to."""
    for entry, claim in dataset.each(Claim):
        yield from _office(dataset, entry, ("claimant_as",), claim.claimant_as)
    for entry, actor in dataset.each(Actor):
        yield from _body(dataset, entry, ("part_of",), actor.part_of)
        for at, role in enumerate(actor.roles):
            yield from _office(dataset, entry, ("roles", at, "role"), role.role)
            yield from _body(dataset, entry, ("roles", at, "organisation"), role.organisation)
    for entry, document in dataset.each(Document):
        publisher = dataset.actor(document.publisher)
        if publisher is not None and publisher.kind == "unnamed":
            message = f"`{publisher.id}` is of kind unnamed: nobody publishes without a name"
            kind = _kind_of(dataset, publisher)
            yield Finding(Spot(entry, ("publisher",)), message, related=kind)
    yield from _places(dataset)
    yield from _links(dataset)


def _office(dataset: Dataset, entry: Entry, loc: Loc, key: str | None) -> Iterator[Finding]:
    actor = dataset.actor(key)
    if actor is not None and actor.kind != "office":
        message = f"`{key}` is of kind {actor.kind}, not an office"
        yield Finding(Spot(entry, loc), message, related=_kind_of(dataset, actor))


def _body(dataset: Dataset, entry: Entry, loc: Loc, key: str | None) -> Iterator[Finding]:
    actor = dataset.actor(key)
    if actor is not None and actor.kind in NO_BODY:
        message = f"`{key}` is of kind {actor.kind}: nothing is part of it"
        yield Finding(Spot(entry, loc), message, related=_kind_of(dataset, actor))


def _places(dataset: Dataset) -> Iterator[Finding]:
    for entry, place in dataset.each(Place):
        above = dataset.place(place.part_of)
        if above is None or place.kind not in NESTING or above.kind not in NESTING:
            continue
        if NESTING.index(above.kind) > NESTING.index(place.kind):
            message = f"a place of kind {place.kind} does not lie within one of kind {above.kind}"
            related = dataset.get("places", above.id)
            spots = (Spot(related, ("kind",), "the place around it"),) if related else ()
            yield Finding(Spot(entry, ("part_of",)), message, related=spots)


def _links(dataset: Dataset) -> Iterator[Finding]:
    for entry, link in dataset.each(Link):
        alike = link.object is None or link.object[:4] == link.subject[:4]
        if link.kind in LIKE_WITH_LIKE and not alike:
            message = f"`{link.kind}` joins two records of one type, not these two"
            yield Finding(Spot(entry, ("object",)), message)
    for entry, stone in dataset.each(Retired):
        if stone.replaced_by is not None and stone.replaced_by[:4] != stone.record[:4]:
            message = f"`{stone.replaced_by}` is another type of record than `{stone.record}`"
            yield Finding(Spot(entry, ("replaced_by",)), message)


def _kind_of(dataset: Dataset, actor: Actor) -> tuple[Spot, ...]:
    entry = dataset.get("actors", actor.id)
    return (Spot(entry, ("kind",), "its kind"),) if entry else ()


RULE = Rule(
    code="R205",
    severity="error",
    scope="dataset",
    title="A reference leads to a record of a kind that can stand there.",
    why="An office is held by persons; a person in its place says nothing about the office.",
    help="write the identifier of a record of the right kind, or mend that record's `kind`",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml",
        "claimant_as: act_office-velmaria-commander",
        "claimant_as: act_velmaria-armed-forces",
    ),
    check=check,
)
