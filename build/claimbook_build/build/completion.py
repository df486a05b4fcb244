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

CLAIM_DEFAULTS = {
    "polarity": "affirmed",
    "attribution": "explicit",
    "region": "body",
    "origin": "hand",
    "status": "unreviewed",
}
"""What a claim says that leaves a field out."""

FIGURE_DEFAULTS = {"status": "normal"}
"""What a figure says that leaves a field out; its event is the first that its claim is about."""


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
    return claim.model_copy(update=_filled(claim, CLAIM_DEFAULTS))


def _figure(dataset: Dataset, entry: Entry, figure: Figure) -> Figure:
    quantity = parse_wording(figure.wording)
    derived = {name: getattr(quantity, name) for name in DERIVED}
    claim = dataset.claim(entry.parent)
    about = claim.about if claim else ()
    event = figure.event or (about[0] if about else None)
    defaults = _filled(figure, FIGURE_DEFAULTS)
    return figure.model_copy(update={**derived, **defaults, "event": event})


def _filled(record: Strict, defaults: dict[str, str]) -> dict[str, str]:
    return {name: getattr(record, name) or default for name, default in defaults.items()}
