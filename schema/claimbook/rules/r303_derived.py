"""R303: a date agrees with its own words, its offset with the zone, an id's date with the date."""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from claimbook.anchors import document_of
from claimbook.dataset import Dataset, Entry
from claimbook.records.dates import Dated
from claimbook.records.document import Document
from claimbook.records.event import Event
from claimbook.rules.doubled import doubled
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.date_wording import resolve_date_wording
from claimbook.values.edtf import Edtf, parse_edtf
from claimbook.values.identifier import date_in
from claimbook.zones import zone_of


def check(dataset: Dataset) -> Iterator[Finding]:
    """Re-read every date's wording from the day of publication, and compare."""
    for entry, dated in dataset.dated:
        yield from _wording(dataset, entry, dated)
        yield from _offset(dataset, entry, dated)
    yield from dataset.once(misdated)


def misdated(dataset: Dataset) -> tuple[Finding, ...]:
    """Return what is wrong with the dates in identifiers and folders; `Dataset.once` keeps it."""
    found: list[Finding] = []
    for entry, document in dataset.each(Document):
        found += _identifier(dataset, entry, "published", document.published)
    for entry, event in dataset.each(Event):
        found += _identifier(dataset, entry, "happened", event.happened)
    return tuple(found)


def _wording(dataset: Dataset, entry: Entry, dated: Dated) -> Iterator[Finding]:
    if dated.wording is None:
        return
    spot = Spot(entry, (f"{dated.field}_wording",))
    if dated.value is None:
        yield Finding(spot, f"`{dated.field}_wording` stands without `{dated.field}`")
        return
    if document_of(dataset, entry) in dataset.shadows:
        return
    anchor = anchor_day(dataset, entry, dated)
    read = resolve_date_wording(dated.wording, anchor)
    if read is None:
        help_ = f"leave the wording out and give a `{dated.field}_basis`"
        yield Finding(spot, f"no date can be read from `{dated.wording}`", help_)
    elif read != plain(parse_edtf(dated.value)):
        yield Finding(
            Spot(entry, (dated.field,)),
            f"`{dated.value}` is not what `{dated.wording}` says: {read}",
            f"counted from {anchor}, the day of publication; mend the date or its wording",
            related=(Spot(entry, (f"{dated.field}_wording",), "the date's own words"),),
        )


def plain(value: Edtf) -> str:
    """Return a date's spelling without offset and without qualifiers."""
    return value.local.translate({ord(mark): None for mark in "~?%"})


def anchor_day(dataset: Dataset, entry: Entry, dated: Dated) -> date | None:
    """Return the day from which a date's words are counted: that of the document's publication.

    A document's own date has no other; only what its words do state can then be compared. A period
    is counted from the day for which its figure holds, when that is said.
    """
    as_of = getattr(entry.record, "as_of", None)
    if dated.field == "period" and as_of is not None:
        return parse_edtf(as_of).days(zone_of(dataset, entry))[0]
    if dated.field == "published" and dated.value is not None:
        return parse_edtf(dated.value).days(zone_of(dataset, entry))[0]
    document = dataset.get("documents", document_of(dataset, entry))
    published = getattr(document.record, "published", None) if document else None
    if document is None or published is None:
        return None
    return parse_edtf(published).days(zone_of(dataset, document))[0]


def _offset(dataset: Dataset, entry: Entry, dated: Dated) -> Iterator[Finding]:
    if dated.value is None or "T" not in dated.value or dataset.shadows:
        return  # the zone may be that of a record that could not be read
    zone = zone_of(dataset, entry)
    if not parse_edtf(dated.value).offset_fits(zone):
        message = f"the offset of `{dated.value}` is not that of {zone} then"
        yield Finding(Spot(entry, (dated.field,)), message)


def _identifier(dataset: Dataset, entry: Entry, name: str, value: str | None) -> Iterator[Finding]:
    """Compare a date with the one in the identifier, an event's with its folder's year too."""
    if value is None:
        return
    first, last = parse_edtf(value).days(zone_of(dataset, entry))
    said = date_in(entry.key) if entry.key not in dataset.once(doubled) else None
    if said is not None and not _within(said, first, last):
        yield Finding(Spot(entry, (name,)), f"`{value}` is not the date in `{entry.key}`")
    year, folder = str(first or last)[:4], PurePosixPath(entry.path).parent.name
    if entry.table == "events" and folder not in {year, "undated"}:
        yield Finding(Spot(entry, (name,)), f"`{value}` stands in the folder of {folder}")


def _within(said: str, first: date | None, last: date | None) -> bool:
    width = len(said)
    after = first is None or first.isoformat()[:width] <= said
    return after and (last is None or said <= last.isoformat()[:width])


RULE = Rule(
    code="R303",
    severity="error",
    scope="dataset",
    title="What follows from other fields agrees with them.",
    why="A date that contradicts its own words was mistyped, in one of the two.",
    help="mend the value or what it follows from",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml",
        'wording: "82"\n        aggregation: cumulative\n        as_of: 2019-05-10T11+03:00',
        'wording: "82"\n        aggregation: cumulative\n        as_of: 2019-05-10T12+03:00',
    ),
    check=check,
)
