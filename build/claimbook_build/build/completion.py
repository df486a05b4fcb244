"""Completing records: what may be left out of a file, and follows from the rest, is filled in."""

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.event import Event
from claimbook.records.figure import Figure
from claimbook.records.place import Place
from claimbook.records.record import Strict
from claimbook.rules.r403_wording import DERIVED
from claimbook.values.wording import parse_wording

_EXACT: dict[type[Strict], tuple[str, ...]] = {
    Place: ("latitude", "longitude", "radius_m"),
    Event: ("place", "place_precision"),
    Figure: ("place",),
}
"""What an embargo withholds, by type of record."""


def complete(dataset: Dataset, entry: Entry) -> Strict:
    """Return a record with every field filled in that a release never leaves null."""
    record = entry.record
    if isinstance(record, Claim):
        return _claim(record)
    if isinstance(record, Figure):
        record = _figure(dataset, entry, record)
    return _withheld(dataset, record)


def _withheld(dataset: Dataset, record: Strict) -> Strict:
    """Return a record without its exact place as long as that is under embargo.

    Judged by the release, never by the clock: the same release is the same for ever.
    """
    until = getattr(record, "embargo_until", None)
    if until is None or dataset.today is None or dataset.today.isoformat() > until:
        return record
    hidden = dict.fromkeys(_EXACT.get(type(record), ()))
    return record.model_copy(update=hidden)


def _claim(claim: Claim) -> Claim:
    origin = claim.origin or "hand"
    defaults = {
        "polarity": claim.polarity or "affirmed",
        "attribution": claim.attribution or "explicit",
        "region": claim.region or "body",
        "origin": origin,
        "status": claim.status or "unreviewed",
    }
    return claim.model_copy(update=defaults)


def _figure(dataset: Dataset, entry: Entry, figure: Figure) -> Figure:
    quantity = parse_wording(figure.wording)
    derived = {name: getattr(quantity, name) for name in DERIVED}
    claim = dataset.claim(entry.parent)
    about = claim.about if claim else ()
    event = figure.event or (about[0] if about else None)
    status = figure.status or "normal"
    return figure.model_copy(update={**derived, "event": event, "status": status})
