"""R304: what a document reports lies before it. R305: and not before the war, or after today."""

from collections.abc import Iterator
from datetime import date

from claimbook.anchors import document_of
from claimbook.dataset import Dataset, Entry
from claimbook.records.dates import Dated, dates
from claimbook.records.document import Document
from claimbook.records.event import Event
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.edtf import parse_edtf
from claimbook.zones import zone_of

WAR_BEGAN = date(2014, 2, 20)
"""The first day of the war by Ukraine's law on the occupied territories."""

_AHEAD = frozenset({"planned", "expected", "hypothetical"})


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare what was said, and what has happened, with the day of publication."""
    for entry in dataset.entries:
        for dated in dates(entry.record):
            if dated.field != "published" and dated.value is not None and not _ahead(entry):
                yield from _later(dataset, entry, dated)


def _ahead(entry: Entry) -> bool:
    return isinstance(entry.record, Event) and entry.record.reality in _AHEAD


def _later(dataset: Dataset, entry: Entry, dated: Dated) -> Iterator[Finding]:
    document = dataset.get("documents", document_of(dataset, entry))
    if document is None or not isinstance(document.record, Document):
        return
    published = document.record.published
    if published is None or dated.value is None:
        return
    last = parse_edtf(published).days(zone_of(dataset, document))[1]
    first = parse_edtf(dated.value).days(zone_of(dataset, entry))[0]
    if first is not None and last is not None and first > last:
        yield Finding(
            Spot(entry, (dated.field,)),
            f"`{dated.value}` is after its document was published, {published}",
            related=(Spot(document, ("published",), "published here"),),
        )


def check_range(dataset: Dataset) -> Iterator[Finding]:
    """Refuse dates before the war, and days that had not come when the dataset was released."""
    for entry in dataset.entries:
        for dated in dates(entry.record):
            if dated.value is None:
                continue
            first, last = parse_edtf(dated.value).days(zone_of(dataset, entry))
            if first is not None and first < WAR_BEGAN:
                yield Finding(Spot(entry, (dated.field,)), f"`{dated.value}` is before the war")
            end = last or first
            if dataset.today and end and end > dataset.today and not _ahead(entry):
                message = f"`{dated.value}` lies after the release, {dataset.today}"
                yield Finding(Spot(entry, (dated.field,)), message)


RULE = Rule(
    code="R304",
    severity="warning",
    scope="dataset",
    title="A document reports what was before it was published.",
    why="A report of the future is a wrong year, a wrong zone, or a plan taken for a fact.",
    help="mend the date; for a plan set the event's `reality`",
    example=Example(
        "dataset/statements/2031/doc_harbour-notes-2031-05-04.yaml",
        'said_at: "2031-05-03"',
        'said_at: "2031-05-23"',
    ),
    check=check,
    waivable=True,
)

RANGE_RULE = Rule(
    code="R305",
    severity="error",
    scope="dataset",
    title="A date lies between the beginning of the war and the release.",
    why="Nearly every such date is a typing error; the few others can say why.",
    help="mend the date, or waive the rule with a reason",
    example=Example(
        "dataset/events/2031/evt_strike-on-tarsa.yaml",
        'happened: "2031-05-04"',
        'happened: "1931-05-04"',
    ),
    check=check_range,
    waivable=True,
)
