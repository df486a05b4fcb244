"""R202: what looks like one figure stands once, or its two records are joined."""

from collections.abc import Hashable, Iterator

from claimbook.counted import Counted, counted, window
from claimbook.dataset import Dataset
from claimbook.records.event import Event
from claimbook.relations import joined
from claimbook.rules.rule import Example, Finding, Rule, Spot

_DIGEST = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
_FIGURE = """measure: bodies_found
        unit: body
        population: civilian
        wording: another six
        aggregation: increment
        evidence: [2759-2777]"""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare every figure with the first of its kind in its document, and at its place and time.

    Two voices that agree on one event in two documents are no duplicate: to hold them side by side
    is what the records are for. Two records of one document, and two events, want a word of ours.
    """
    first: dict[Hashable, Counted] = {}
    told: set[frozenset[str]] = set()
    for one in dataset.once(counted):
        if one.void or one.event is None:
            continue
        time = window(dataset, one)
        what = (one.subject, one.figure.as_of, one.figure.of_which, one.quantity, one.place, time)
        known = first.setdefault((what, one.event.id, one.document), one)
        if known is not one and _twice(one, known) and not _joined(dataset, one, known):
            yield _finding(one, known, "in the same document")
        if time is None or one.place is None:
            continue
        known = first.setdefault(what, one)
        pair = frozenset({one.event.id, known.event.id if known.event else ""})
        if len(pair) > 1 and pair not in told and not _joined(dataset, one, known):
            told.add(pair)
            yield _finding(
                one, known, f"at the same place and time, of `{min(pair - {one.event.id})}`"
            )


def _twice(one: Counted, other: Counted) -> bool:
    """Whether two spans of a document may be one: a program cannot link a headline to its body."""
    by_hand = one.claim.origin != "machine" and other.claim.origin != "machine"
    return by_hand or (one.claim.region or "body") == (other.claim.region or "body")


def _joined(dataset: Dataset, one: Counted, other: Counted) -> bool:
    """Whether a link, an answer, a chain or the tree of events says how the two are joined."""
    if _leads_to(one, other) or _leads_to(other, one):
        return True
    if joined(dataset, one.keys, other.keys):
        return True
    if one.event is None or other.event is None or one.event.id == other.event.id:
        return False
    return (
        joined(dataset, (one.event.id,), (other.event.id,))
        or one.event.id in _above(dataset, other.event)
        or other.event.id in _above(dataset, one.event)
    )


def _leads_to(one: Counted, other: Counted) -> bool:
    """Whether a claim is said to come from the other's voice: then it repeats it."""
    return any(hop.actor is not None and hop.actor in other.voices for hop in one.claim.chain)


def _above(dataset: Dataset, event: Event) -> set[str]:
    """Return the events that an event is part of, near and far."""
    above: set[str] = set()
    around = dataset.event(event.part_of)
    while around is not None and around.id not in above:
        above.add(around.id)
        around = dataset.event(around.part_of)
    return above


def _finding(one: Counted, other: Counted, where: str) -> Finding:
    return Finding(
        Spot(one.entry, ("wording",)),
        f"the same number of `{one.figure.measure}` is `{other.figure.id}`, {where}",
        related=(Spot(other.entry, ("wording",), "the other one"),),
    )


RULE = Rule(
    code="R202",
    severity="warning",
    scope="dataset",
    title="One number of one event is one figure, or a link says how its two records are joined.",
    why="A number that is recorded twice is counted twice, and looks confirmed when it is not.",
    help="delete one of the two, or join them in dataset/links.yaml: `repeats`, `restates`, "
    "`equivalent`, `same_as`; waive it where two things are alike by chance",
    example=Example(
        _DIGEST, _FIGURE, f"{_FIGURE}\n      - id: fig_dg-bodies-again\n        {_FIGURE}"
    ),
    check=check,
    waivable=True,
)
