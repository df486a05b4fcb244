"""R604: one post tells of one moment; cited for days far apart it is probably the wrong one."""

from collections.abc import Iterator
from datetime import date

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.edtf import parse_edtf
from claimbook.zones import zone_of

DAYS_APART = 2
"""From so many days between two events on, one post is doubted to tell of both."""

Days = tuple[date | None, date | None]
"""The first and the last day of an event; None where it is open."""

_AHEAD = frozenset({"planned", "expected", "hypothetical"})
"""What a post says of the future may lie anywhere."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare the days of all that one post is cited for."""
    for entry, document in dataset.each(Document):
        if is_post(document):
            yield from _apart(entry, tuple(_days(dataset, document.id)))


def is_post(document: Document) -> bool:
    """Whether a document is one post, and no digest of several."""
    return document.kind == "social_post"


def _apart(entry: Entry, events: tuple[tuple[Entry, Days], ...]) -> Iterator[Finding]:
    """Compare the event that is over first with the one that begins last."""
    ended = [(last, event) for event, (_, last) in events if last is not None]
    begun = [(first, event) for event, (first, _) in events if first is not None]
    if not ended or not begun:
        return
    over, early = min(ended, key=lambda found: found[0])
    start, late = max(begun, key=lambda found: found[0])
    if (start - over).days >= DAYS_APART:
        yield Finding(
            Spot(entry, ("kind",)),
            f"one post is cited for {over} and for {start}",
            related=(
                Spot(early, ("happened",), "the earlier event"),
                Spot(late, ("happened",), "the later one"),
            ),
        )


def _days(dataset: Dataset, document: str) -> Iterator[tuple[Entry, Days]]:
    """Yield the days of each event that a document is cited for and that can have happened."""
    for key in dict.fromkeys(_events(dataset, document)):
        entry, event = dataset.get("events", key), dataset.event(key)
        if entry is None or event is None or event.happened is None or event.reality in _AHEAD:
            continue
        yield entry, parse_edtf(event.happened).days(zone_of(dataset, entry))


def _events(dataset: Dataset, document: str) -> Iterator[str]:
    for entry in dataset.nested("claims", document):
        if isinstance(entry.record, Claim):
            yield from events_of(entry.record)


def events_of(claim: Claim) -> Iterator[str]:
    """Yield the events that a claim is about, then those that its figures count."""
    yield from claim.about
    yield from (figure.event for figure in claim.figures if figure.event is not None)


RULE = Rule(
    code="R604",
    severity="warning",
    scope="document",
    title="One post, which is no digest and no article, is not cited for days far apart.",
    why="A link that was copied from the row above tells of another night than its own row.",
    help="cite the post of each event, or call the document what it is, such as a digest",
    example=Example(
        "seeds/documents/doc_pdn-ruzhenian-troops-soon.yaml",
        "kind: article",
        "kind: social_post",
    ),
    check=check,
    waivable=True,
)
