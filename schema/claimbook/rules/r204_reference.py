"""R204: what a record refers to is there. R205: and it is of the right kind."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from claimbook.dataset import Dataset, Entry, Loc
from claimbook.marked import Marked
from claimbook.records.actor import Actor
from claimbook.records.claim import Claim
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.identifier import nearest

_OWN = ("id", "code")
_AFTERWARDS = frozenset({"retired", "reviews", "evidence"})
"""Tables that may still name a record that was retired."""

_STATEMENTS = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look up every reference of every record."""
    retired = frozenset(entry.key for entry in dataset.table("retired"))
    for found in dataset.marked:
        if found.marks.refs and not (len(found.loc) == 1 and found.loc[0] in _OWN):
            if not (found.value in retired and found.entry.table in _AFTERWARDS):
                spot = Spot(found.entry, found.loc)
                yield from _look_up(dataset, spot, found.value, found.marks.refs)
        elif found.marks.pointer:
            yield from _pointer(dataset, found)
    first = {entry.path: entry for entry in reversed(dataset.table("claims")) if entry.parent}
    for entry in first.values():
        spot = Spot(replace(entry, loc=()), ("document",))
        yield from _look_up(dataset, spot, entry.parent, ("documents",))


def _pointer(dataset: Dataset, found: Marked) -> Iterator[Finding]:
    document, colon, _ = found.value.rpartition(":")
    spot = Spot(found.entry, found.loc)
    if colon:
        yield from _look_up(dataset, spot, document, ("documents",))
    elif found.entry.table == "events":
        yield Finding(spot, f"`{found.value}` names no document", "write `doc_x:START-END`")


def _look_up(dataset: Dataset, spot: Spot, key: str, tables: tuple[str, ...]) -> Iterator[Finding]:
    if dataset.find(key, tables) or key in dataset.shadows:
        return
    noun = " or ".join(table.removesuffix("s") for table in tables)
    near = nearest(key, _known(dataset, tables))
    help_ = f"did you mean `{near[0]}`?" if near else None
    yield Finding(spot, f"unknown {noun if len(tables) < 3 else 'record'} `{key}`", help_)


def _known(dataset: Dataset, tables: tuple[str, ...]) -> Iterable[str]:
    return (key for table in tables for key in dataset.keys(table))


def check_kind(dataset: Dataset) -> Iterator[Finding]:
    """Hold references to actors that must be offices."""
    for entry, claim in dataset.each(Claim):
        yield from _office(dataset, entry, ("claimant_as",), claim.claimant_as)
    for entry, actor in dataset.each(Actor):
        for at, role in enumerate(actor.roles):
            yield from _office(dataset, entry, ("roles", at, "role"), role.role)


def _office(dataset: Dataset, entry: Entry, loc: Loc, key: str | None) -> Iterator[Finding]:
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
        _STATEMENTS, "claimants: [act_valery-zalushan]", "claimants: [act_valery-zalushny]"
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
        _STATEMENTS,
        "claimant_as: act_office-velmaria-commander",
        "claimant_as: act_velmaria-armed-forces",
    ),
    check=check_kind,
)
