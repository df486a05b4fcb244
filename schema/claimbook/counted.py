"""A figure with what stands around it: its claim, its event, its place, its voice, its numbers."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim, Claimant
from claimbook.records.document import Document
from claimbook.records.event import Event
from claimbook.records.figure import Figure
from claimbook.values.edtf import parse_edtf
from claimbook.values.edtf_bounds import Bounds
from claimbook.values.wording import Quantity, parse_wording
from claimbook.zones import claim_zone, event_zone, zone_of

Days: TypeAlias = tuple[date, date]
"""A stretch of days: the first and the last, both inclusive."""

VOID = frozenset({"retracted", "superseded", "withdrawn"})
"""What became of claims and figures that nobody stands by any more."""

_UNSAID = frozenset({"denies", "retracts", "disowns", "declines", "silent", "calls_for"})
"""What is done in saying a number that does not state it; so does the view `figure_questions`."""


class Counted(NamedTuple):
    """One figure and what its claim adds to it.

    Attributes:
        entry: Where it stands.
        figure: The figure.
        claim: The claim that states it.
        document: The key of the document that carries the claim.
        event: The event that it counts; None when neither it nor its claim names one.
        place: The key of the place: its own, else that of its event; None when neither is stated.
        quantity: What its wording says.
        zone: The zone in which its bare days are meant.
    """

    entry: Entry
    figure: Figure
    claim: Claim
    document: str
    event: Event | None
    place: str | None
    quantity: Quantity
    zone: str

    @property
    def voices(self) -> tuple[str, ...]:
        """Who says it, in one order: actors, and what is known of voices that are not named."""
        return _voices(self.claim.claimants)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it counts apart from time, event and place: alike only where all of it is alike."""
        figure = self.figure
        return (
            figure.measure,
            figure.unit,
            figure.item,
            figure.affected,
            figure.population,
            figure.sex,
            figure.age_class,
            figure.counting,
            figure.share_of,
        )

    @property
    def void(self) -> bool:
        """Whether nobody stands by it: it was taken back, or is stated to be denied or wished."""
        if self.figure.status in VOID or self.claim.status in VOID:
            return True
        unsaid = self.claim.polarity == "negated" or self.claim.speech_act in _UNSAID
        return unsaid and self.quantity.qualifier != "none_stated"

    @property
    def keys(self) -> tuple[str, str]:
        """The two records by which it may be joined to others: itself and its claim."""
        return self.figure.id, self.claim.id


@lru_cache(maxsize=2**10)
def _voices(claimants: tuple[Claimant, ...]) -> tuple[str, ...]:
    """Return voices in one order: a table has one for all of its figures."""
    return tuple(sorted(v if isinstance(v, str) else str(v) for v in claimants))


def counted(dataset: Dataset) -> tuple[Counted, ...]:
    """Return every figure with its surroundings, in the order of files; `Dataset.once` keeps it."""
    quantities: dict[str, Quantity] = {}
    zones: dict[str, str] = {}
    figures = (_stated(dataset, *one, quantities, zones) for one in dataset.each(Figure))
    return tuple(one for one in figures if one is not None)


def counted_at(dataset: Dataset, key: str | None) -> Counted | None:
    """Return the figure of that key with its surroundings, also where `counted` passes it by.

    Machine-made claims are looked at a few at a time: what people recorded is found by name alone.
    """
    entry = dataset.get("figures", key) if key is not None else None
    if entry is None or not isinstance(entry.record, Figure):
        return None
    return _stated(dataset, entry, entry.record, {}, {})


def is_part_of_its_like(dataset: Dataset, one: Counted) -> bool:
    """Whether a figure counts a part of another one of its own measure: its question is narrower.

    A part of another measure, such as what was shot down of what was fired, answers the question
    of its own measure whether its whole is named or not. The view `figure_questions` says the same.
    """
    whole = dataset.figure(one.figure.of_which)
    return whole is not None and whole.measure == one.figure.measure


def _stated(
    dataset: Dataset,
    entry: Entry,
    figure: Figure,
    quantities: dict[str, Quantity],
    zones: dict[str, str],
) -> Counted | None:
    """Return a figure with its surroundings; None when the claim that states it is unknown."""
    stated = dataset.get("claims", entry.parent)
    claim = stated.record if stated else None
    if stated is None or not isinstance(claim, Claim):
        return None
    if figure.wording not in quantities:
        quantities[figure.wording] = parse_wording(figure.wording)
    if claim.id not in zones:
        zones[claim.id] = claim_zone(dataset, claim, stated.parent)
    event = dataset.event(figure.event or (claim.about[0] if claim.about else None))
    place = figure.place or (event.place if event else None)
    known = event, place, quantities[figure.wording], zones[claim.id]
    return Counted(entry, figure, claim, stated.parent, *known)


@lru_cache(maxsize=2**12)
def bounds_of(text: str, zone: str) -> Bounds:
    """Return the stretch of time that a date covers: many figures are of the same day."""
    return parse_edtf(text).bounds(zone)


@lru_cache(maxsize=2**12)
def days_of(text: str, zone: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a date, likewise."""
    return parse_edtf(text).days(zone)


def days(dataset: Dataset, one: Counted) -> Days | None:
    """Return the days that a figure stands for, or None where they are open or not stated.

    A running count or a level stands for the day as of which it holds, any other for its period;
    what states neither stands for the day on which it was said, else published.
    """
    figure, running = one.figure, one.figure.aggregation in {"cumulative", "level"}
    own = (figure.as_of, figure.period) if running else (figure.period, figure.as_of)
    text = next((text for text in (*own, one.claim.said_at) if text is not None), None)
    zone = one.zone
    if text is None:
        document = dataset.get("documents", one.document)
        if document is None or not isinstance(document.record, Document):
            return None
        text, zone = document.record.published, zone_of(dataset, document)
    if text is None:
        return None
    first, last = days_of(text, zone)
    if first is None or last is None:
        return None
    return (last if running else first), last


def window(dataset: Dataset, one: Counted) -> Bounds | None:
    """Return the time that a figure counts over: its period's, else its event's; None: neither."""
    if one.figure.period is not None:
        return bounds_of(one.figure.period, one.zone)
    if one.event is not None and one.event.happened is not None:
        return bounds_of(one.event.happened, event_zone(dataset, one.event))
    return None
