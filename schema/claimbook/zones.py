"""In which zone a bare day is meant: the record's, the speaker's, the event's, the document's.

A day is not the same stretch of time in Kyiv and in London, so every derived bound needs a zone
(docs/decisions/0009).
"""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.actor import Actor
from claimbook.records.claim import Claim, UnnamedVoice
from claimbook.records.document import Document
from claimbook.records.event import Event
from claimbook.records.figure import Figure

DEFAULT_ZONE = "Europe/Kyiv"
"""Where nothing says otherwise: the zone of the country that the dataset is about."""


def _first(zones: Iterator[str | None]) -> str | None:
    return next((zone for zone in zones if zone), None)


def actor_zone(dataset: Dataset, key: str | None) -> str | None:
    """Return the zone in which an actor speaks: its own, or that of what it is part of."""

    def upwards() -> Iterator[str | None]:
        seen: set[str] = set()
        actor: Actor | None = dataset.actor(key)
        while actor is not None and actor.id not in seen:
            seen.add(actor.id)
            yield actor.time_zone
            actor = dataset.actor(actor.part_of)

    return _first(upwards())


def place_zone(dataset: Dataset, key: str | None) -> str | None:
    """Return the zone of a place: its own, or that of the place around it."""
    place = dataset.place(key)
    if place is None:
        return None
    return _first(around.time_zone for around in (place, *dataset.around(place)))


def event_zone(dataset: Dataset, event: Event) -> str:
    """Return the zone in which an event's days are meant."""
    document = dataset.document(event.evidence[0].rpartition(":")[0])

    def candidates() -> Iterator[str | None]:
        yield event.time_zone
        yield place_zone(dataset, event.place)
        yield document.time_zone if document else None

    return _first(candidates()) or DEFAULT_ZONE


def claim_zone(dataset: Dataset, claim: Claim, document: str) -> str:
    """Return the zone in which the days of a claim of a document, and of its figures, are meant."""

    def candidates() -> Iterator[str | None]:
        yield claim.time_zone
        for claimant in claim.claimants:
            voice = claimant.of if isinstance(claimant, UnnamedVoice) else claimant
            yield actor_zone(dataset, voice)
        for about in claim.about:
            event = dataset.event(about)
            yield (event.time_zone or place_zone(dataset, event.place)) if event else None
        found = dataset.document(document)
        yield found.time_zone if found else None

    return _first(candidates()) or DEFAULT_ZONE


def zone_of(dataset: Dataset, entry: Entry) -> str:
    """Return the zone in which the bare days of any record are meant."""
    record = entry.record
    if isinstance(record, Claim):
        return claim_zone(dataset, record, entry.parent)
    if isinstance(record, Event):
        return event_zone(dataset, record)
    if isinstance(record, Figure):
        claim = dataset.get("claims", entry.parent)
        return zone_of(dataset, claim) if claim else DEFAULT_ZONE
    if isinstance(record, Document):
        return record.time_zone or DEFAULT_ZONE
    return DEFAULT_ZONE
