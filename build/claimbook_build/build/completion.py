"""Completing records: what may be left out of a file, and follows from the rest, is filled in."""

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.records.record import Strict
from claimbook.rules.r403_wording import DERIVED
from claimbook.values.wording import parse_wording


def complete(dataset: Dataset, entry: Entry) -> Strict:
    """Return a record with every field filled in that a release never leaves null."""
    record = entry.record
    if isinstance(record, Claim):
        return _claim(record)
    if isinstance(record, Figure):
        return _figure(dataset, entry, record)
    return record


def _claim(claim: Claim) -> Claim:
    origin = claim.origin or "hand"
    defaults = {
        "polarity": claim.polarity or "affirmed",
        "attribution": claim.attribution or "explicit",
        "region": claim.region or "body",
        "origin": origin,
        "status": claim.status or ("accepted" if origin == "hand" else "unreviewed"),
    }
    return claim.model_copy(update=defaults)


def _figure(dataset: Dataset, entry: Entry, figure: Figure) -> Figure:
    quantity = parse_wording(figure.wording)
    update: dict[str, object] = {name: getattr(quantity, name) for name in DERIVED}
    claim = dataset.claim(entry.parent)
    about = claim.about if claim else ()
    update["event"] = figure.event or (about[0] if about else None)
    update["status"] = figure.status or "normal"
    return figure.model_copy(update=update)
