"""R304: what a document reports lies before it."""

from collections.abc import Iterator, Mapping
from datetime import date

from claimbook.anchors import document_of
from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.event import Event
from claimbook.records.figure import Figure
from claimbook.records.link import Link
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.edtf import parse_edtf
from claimbook.zones import zone_of

_AHEAD = frozenset({"planned", "expected", "hypothetical"})
_LOOKS_AHEAD = frozenset({"predicts", "vows", "announces", "calls_for"})


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare what was said, counted and reported with the day of publication."""
    published = dataset.once(_last_days)
    for entry, dated in dataset.dated:
        if dated.field != "published" and dated.value is not None and not is_ahead(dataset, entry):
            yield from _later(dataset, published, entry, dated.field, dated.value)
    for entry, claim in dataset.each(Claim):
        if claim.speech_act not in _LOOKS_AHEAD and entry.parent in published:
            yield from _before_event(dataset, published[entry.parent], entry, claim)
    for entry, link in dataset.each(Link):
        if link.asserted_at is not None:
            yield from _before_object(dataset, entry, link)


def is_ahead(dataset: Dataset, entry: Entry) -> bool:
    """Whether a record may speak of what has not come: an event planned, a number projected."""
    record = entry.record
    if isinstance(record, Event):
        return record.reality in _AHEAD
    if not isinstance(record, Figure):
        return False
    claim = dataset.claim(entry.parent)
    event = dataset.event(record.event or (claim.about[0] if claim and claim.about else None))
    return (
        record.counting == "projected"
        or (claim is not None and claim.speech_act in _LOOKS_AHEAD)
        or (event is not None and event.reality in _AHEAD)
    )


def _last_days(dataset: Dataset) -> Mapping[str, tuple[date, Entry, str]]:
    """Return the last day on which each document can have been published, where it is known."""
    found: dict[str, tuple[date, Entry, str]] = {}
    for entry, document in dataset.each(Document):
        if document.published is not None:
            last = parse_edtf(document.published).days(zone_of(dataset, entry))[1]
            if last is not None:
                found.setdefault(document.id, (last, entry, document.published))
    return found


def _later(
    dataset: Dataset,
    published: Mapping[str, tuple[date, Entry, str]],
    entry: Entry,
    name: str,
    value: str,
) -> Iterator[Finding]:
    known = published.get(document_of(dataset, entry))
    first = parse_edtf(value).days(zone_of(dataset, entry))[0]
    if known is not None and first is not None and first > known[0]:
        yield Finding(
            Spot(entry, (name,)),
            f"`{value}` is after its document was published, {known[2]}",
            related=(Spot(known[1], ("published",), "published here"),),
        )


def _before_event(
    dataset: Dataset, known: tuple[date, Entry, str], entry: Entry, claim: Claim
) -> Iterator[Finding]:
    """Look for events that came after the document in which they are spoken of as past."""
    last, document, published = known
    for at, key in enumerate(claim.about):
        found = dataset.get("events", key)
        event = found.record if found else None
        if found is None or not isinstance(event, Event) or event.happened is None:
            continue
        told_already = document_of(dataset, found) == entry.parent
        first = parse_edtf(event.happened).days(zone_of(dataset, found))[0]
        if event.reality not in _AHEAD and first and first > last and not told_already:
            yield Finding(
                Spot(entry, ("about", at)),
                f"`{key}` came after its document was published, {published}",
                related=(
                    Spot(found, ("happened",), "the event"),
                    Spot(document, ("published",), "published here"),
                ),
            )


def _before_object(dataset: Dataset, entry: Entry, link: Link) -> Iterator[Finding]:
    """Look for a link that was asserted before what it speaks of was published.

    Its subject may come later: a publisher mends a table, and then the next edition appears.
    """
    end = dataset.find(link.object or "", ("claims", "figures", "documents"))
    found = dataset.get("documents", document_of(dataset, end)) if end is not None else None
    document = found.record if found is not None else None
    if found is None or not isinstance(document, Document) or document.published is None:
        return
    last = parse_edtf(link.asserted_at or "").days(zone_of(dataset, entry))[1]
    first = parse_edtf(document.published).days(zone_of(dataset, found))[0]
    if last is not None and first is not None and last < first:
        yield Finding(
            Spot(entry, ("asserted_at",)),
            f"`{link.asserted_at}` is before `{link.object}` was published, {document.published}",
            related=(Spot(found, ("published",), "published here"),),
        )


RULE = Rule(
    code="R304",
    severity="warning",
    scope="dataset",
    title="A document reports what was before it was published.",
    why="A report of the future is a wrong year, a wrong zone, or a plan taken for a fact.",
    help="mend the date; for a plan set the event's `reality`, for a forecast the `speech_act`",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-09-pressure.yaml",
        'said_at: "2019-05-03"',
        'said_at: "2019-05-13"',
    ),
    check=check,
    waivable=True,
)
