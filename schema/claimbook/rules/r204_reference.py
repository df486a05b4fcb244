"""R204: what a record refers to is there. R205: and it is of the right kind."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.actor import Actor
from claimbook.records.walk import marks, walk
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.identifier import nearest

_NOUNS = {
    "documents": "document",
    "actors": "actor",
    "places": "place",
    "items": "item",
    "events": "event",
    "claims": "claim",
    "figures": "figure",
    "links": "link",
    "measures": "measure",
    "units": "unit",
    "reviews": "review",
}
_OWN = ("id", "code")


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look up every reference of every record."""
    retired = {entry.key for entry in dataset.table("retired")}
    for entry in dataset.entries:
        for loc, value, field in walk(entry.record):
            if len(loc) == 1 and loc[0] in _OWN:
                continue
            mark = marks(field)
            if mark.refs:
                yield from _look_up(dataset, entry, loc, value, mark.refs, retired)
            elif mark.pointer and ":" in value:
                document = value.rpartition(":")[0]
                yield from _look_up(dataset, entry, loc, document, ("documents",), retired)
        if entry.table == "claims" and entry.parent:
            yield from _look_up(dataset, entry, (), entry.parent, ("documents",), retired)


def _look_up(
    dataset: Dataset,
    entry: Entry,
    loc: tuple[str | int, ...],
    key: str,
    tables: tuple[str, ...],
    retired: set[str],
) -> Iterator[Finding]:
    if dataset.find(key, tables) or key in dataset.shadows:
        return
    if key in retired and entry.table in {"retired", "reviews", "evidence"}:
        return
    noun = " or ".join(_NOUNS[table] for table in tables) if len(tables) < 3 else "record"
    near = nearest(key, [known for table in tables for known in dataset.keys(table)])
    yield Finding(
        Spot(entry, loc),
        f"unknown {noun} `{key}`",
        f"did you mean `{near[0]}`?" if near else None,
    )


def check_kind(dataset: Dataset) -> Iterator[Finding]:
    """Hold references to actors that must be offices."""
    for entry in dataset.table("claims"):
        yield from _office(dataset, entry, ("claimant_as",), getattr(entry.record, "claimant_as"))  # noqa: B009
    for entry, actor in dataset.each(Actor):
        for at, role in enumerate(actor.roles):
            yield from _office(dataset, entry, ("roles", at, "role"), role.role)


def _office(
    dataset: Dataset, entry: Entry, loc: tuple[str | int, ...], key: str | None
) -> Iterator[Finding]:
    actor = dataset.actor(key)
    if actor is not None and actor.kind != "office":
        yield Finding(Spot(entry, loc), f"`{key}` is of kind {actor.kind}, not an office")


RULE = Rule(
    code="R204",
    severity="error",
    scope="dataset",
    title="A record that is referred to exists.",
    why="A reference that leads nowhere drops rows from every join, without a word.",
    help="write the identifier of a record that exists, or add the record",
    example=Example(
        "dataset/statements/2031/doc_harbour-notes-2031-05-04.yaml",
        "claimants: [act_mira-volk]",
        "claimants: [act_mira-wolk]",
    ),
    check=check,
)

KIND_RULE = Rule(
    code="R205",
    severity="error",
    scope="dataset",
    title="A reference leads to a record of the right kind.",
    why="An office is held by persons; a person in its place says nothing about the office.",
    help="write the identifier of an actor of kind office",
    example=Example(
        "dataset/statements/2031/doc_harbour-notes-2031-05-04.yaml",
        "claimant_as: act_office-tarsa-harbour-master",
        "claimant_as: act_tarsa-port-authority",
    ),
    check=check_kind,
)
