"""R304: what a document reports lies before it. R305: and not before the war, or after today."""

from collections.abc import Iterator
from datetime import date

from claimbook.anchors import document_of
from claimbook.dataset import Dataset, Entry
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
    for entry, dated in dataset.dated:
        if dated.field != "published" and dated.value is not None and not _ahead(entry):
            yield from _later(dataset, entry, dated.field, dated.value)


def _ahead(entry: Entry) -> bool:
    return isinstance(entry.record, Event) and entry.record.reality in _AHEAD


def _later(dataset: Dataset, entry: Entry, name: str, value: str) -> Iterator[Finding]:
    document = dataset.get("documents", document_of(dataset, entry))
    published = getattr(document.record, "published", None) if document else None
    if document is None or published is None:
        return
    last = parse_edtf(published).days(zone_of(dataset, document))[1]
    first = parse_edtf(value).days(zone_of(dataset, entry))[0]
    if first is not None and last is not None and first > last:
        yield Finding(
            Spot(entry, (name,)),
            f"`{value}` is after its document was published, {published}",
            related=(Spot(document, ("published",), "published here"),),
        )


def check_range(dataset: Dataset) -> Iterator[Finding]:
    """Refuse dates before the war, and days that had not come when the dataset was released."""
    for entry, dated in dataset.dated:
        if dated.value is not None:
            yield from _outside(dataset, entry, dated.field, dated.value)
    for entry, document in dataset.each(Document):
        if document.retrieved_at is not None:
            yield from _outside(dataset, entry, "retrieved_at", document.retrieved_at)


def _outside(dataset: Dataset, entry: Entry, name: str, value: str) -> Iterator[Finding]:
    first, last = parse_edtf(value).days(zone_of(dataset, entry))
    if first is not None and first < WAR_BEGAN:
        yield Finding(Spot(entry, (name,)), f"`{value}` is before the war, {WAR_BEGAN}")
    end = last or first
    if dataset.today and end and end > dataset.today and not _ahead(entry):
        message = f"`{value}` lies after the release, {dataset.today}"
        yield Finding(Spot(entry, (name,)), message)


RULE = Rule(
    code="R304",
    severity="warning",
    scope="dataset",
    title="A document reports what was before it was published.",
    why="A report of the future is a wrong year, a wrong zone, or a plan taken for a fact.",
    help="mend the date; for a plan set the event's `reality`",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-09-pressure.yaml",
        'said_at: "2019-05-03"',
        'said_at: "2019-05-13"',
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
        "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml",
        'happened: "2019-05-10"',
        'happened: "1919-05-10"',
    ),
    check=check_range,
    waivable=True,
)
