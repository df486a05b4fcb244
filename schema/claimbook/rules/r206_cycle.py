"""R206: nothing is part of itself, by however many steps."""

from collections import defaultdict
from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry, Loc
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.link import Link
from claimbook.records.measure import Measure
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.circle import circles

_UPWARDS = (
    ("actors", "part_of"),
    ("places", "part_of"),
    ("events", "part_of"),
    ("items", "kind_of"),
    ("figures", "of_which"),
    ("documents", "replaced_by"),
    ("retired", "replaced_by"),
)

_Step = tuple[Entry, Loc, str, str]
"""A record, where in it a step stands, from which key it leads, and to which."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Follow what leads upwards, links that supersede, and answers of a claim to itself."""
    for table, name in _UPWARDS:
        steps = (
            (entry, (name,), entry.key, above)
            for entry in dataset.table(table)
            if (above := getattr(entry.record, name)) is not None
        )
        yield from _in_circles(steps, name)
    yield from _in_circles(_wholes(dataset), "part_of")
    yield from _in_circles(_origins(dataset), "derived_from")
    yield from _in_circles(_superseded(dataset), "supersedes")
    yield from _in_circles(_answers(dataset), "responds_to")


def _wholes(dataset: Dataset) -> Iterator[_Step]:
    for entry, measure in dataset.each(Measure):
        for at, whole in enumerate(measure.part_of):
            yield entry, ("part_of", at), measure.code, whole


def _origins(dataset: Dataset) -> Iterator[_Step]:
    for entry, document in dataset.each(Document):
        for at, made in enumerate(document.derived_from):
            if made.origin is not None:
                yield entry, ("derived_from", at, "origin"), document.id, made.origin


def _superseded(dataset: Dataset) -> Iterator[_Step]:
    for entry, link in dataset.each(Link):
        if link.kind == "supersedes" and link.object is not None:
            yield entry, ("object",), link.subject, link.object


def _answers(dataset: Dataset) -> Iterator[_Step]:
    """Yield the answers of claims to themselves: two claims may well answer each other."""
    for entry, claim in dataset.each(Claim):
        for at, response in enumerate(claim.responds_to):
            if response.claim == claim.id:
                yield entry, ("responds_to", at, "claim"), claim.id, claim.id


def _in_circles(found: Iterator[_Step], name: str) -> Iterator[Finding]:
    steps = tuple(found)
    ahead: defaultdict[str, list[str]] = defaultdict(list)
    first: dict[str, Spot] = {}
    for entry, loc, start, end in steps:
        ahead[start].append(end)
        first.setdefault(start, Spot(entry, loc, "and from here it goes on"))
    circle = circles(ahead) if steps else {}
    for entry, loc, start, end in steps:
        if start in circle and circle[start] == circle.get(end):
            message = f"`{start}` comes back to itself by `{name}`"
            further = () if start == end else (first[end],)
            yield Finding(Spot(entry, loc), message, related=further)


RULE = Rule(
    code="R206",
    severity="error",
    scope="dataset",
    title="A record is not part of itself, nor made from itself, nor does it supersede or answer "
    "itself.",
    why="A query that walks upwards through a circle never ends.",
    help="take one step out of the circle",
    example=Example(
        "seeds/reference/items.yaml", "kind_of: itm_missile", "kind_of: itm_cruise-missile"
    ),
    check=check,
)
