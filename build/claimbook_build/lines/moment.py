"""Dates of many claims at once: in the zones of the claims, and not after their documents."""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from claimbook.dataset import Dataset
from claimbook.values.edtf import parse_edtf
from claimbook.values.edtf_bounds import days_between
from claimbook.zones import DEFAULT_ZONE, actor_zone, event_zone, place_zone, zone_of

_NEVER, _EVER = 0, date.max.toordinal() + 1

WORDED, WRONG = _EVER + 1, _EVER + 2
"""Beyond every document's limit: a date in words, to be judged with its document; no right date."""


_own = attrgetter("time_zone")
_voices = attrgetter("claimants")


class Calendar:
    """What the hand-made dataset says about zones and days.

    Attributes:
        lengths: The length of every document, in code points.
        limits: The day after which it can tell of nothing that has happened, as an ordinal: that
            of its publication, or on which it was fetched, whichever was first.
    """

    def __init__(self, hand: Dataset) -> None:
        self._hand = hand
        self._by_voices: dict[Hashable, str] = {}
        self._by_events: dict[Hashable, str] = {}
        self._by_document: dict[str, str] = {}
        self.lengths: dict[str, int] = {}
        self.limits: dict[str, int] = {}
        self._starts: dict[Hashable, int] = {}
        for entry in hand.table("documents"):
            document = hand.document(entry.key)
            if document is None:
                continue
            self.lengths[document.id] = document.length
            self._by_document[document.id] = document.time_zone or DEFAULT_ZONE
            zone = zone_of(hand, entry)
            told = (document.published, document.retrieved_at)
            self.limits[document.id] = min(_last(zone, text) for text in told)

    def zones(self, claims: Sequence[Any]) -> list[str]:
        """Return the zone in which each claim's days are meant: see `claimbook.zones`."""
        # Small tables one after the other: one of all combinations would not stay in the cache.
        zones: list[Any] = list(map(self._by_voices.get, map(_voices, claims)))
        own = list(map(_own, claims))
        if all(zones) and own.count(None) == len(own):
            return zones
        return [zone or self._zone(claim) for zone, claim in zip(own, claims, strict=True)]

    def _zone(self, claim: Any) -> str:  # noqa: ANN401 - a mirrored claim
        zone = self._zone_of_voices(claim.claimants) or self._zone_of_events(claim.about)
        return zone or self._by_document[claim.document]

    def _zone_of_voices(self, claimants: tuple[Any, ...]) -> str:
        zone = self._by_voices.get(claimants)
        if zone is None:
            keys = (who if isinstance(who, str) else who.of for who in claimants)
            zones = (actor_zone(self._hand, key) for key in keys)
            zone = self._by_voices[claimants] = next((z for z in zones if z), "")
        return zone

    def _zone_of_events(self, about: tuple[str, ...]) -> str:
        zone = self._by_events.get(about)
        if zone is None:
            events = (self._hand.event(key) for key in about)
            zones = (e.time_zone or place_zone(self._hand, e.place) for e in events if e)
            zone = self._by_events[about] = next((z for z in zones if z), "")
        return zone

    def event_starts(self, abouts: Sequence[tuple[str, ...]]) -> list[int]:
        """Return of each group of events the day on which the last begins, as an ordinal."""
        known = self._starts
        starts: list[Any] = list(map(known.get, abouts))
        if None in starts:
            for about in set(abouts).difference(known):
                known[about] = max(map(self._event_start, about), default=_NEVER)
            starts = [known[about] for about in abouts]
        return starts

    def _event_start(self, key: str) -> int:
        event = self._hand.event(key)
        if event is None or event.happened is None:
            return _NEVER
        return start_of(event_zone(self._hand, event), event.happened)


def _last(zone: str, value: str | None) -> int:
    last = None if value is None else parse_edtf(value).days(zone)[1]
    return _EVER if last is None else last.toordinal()


@lru_cache(maxsize=2**16)
def start_of(zone: str, value: str) -> int:
    """Return the first day of the last date of a text, as an ordinal."""
    days = [days_between(moment, moment, zone)[0] for moment in parse_edtf(value).dates]
    return max((day.toordinal() for day in days if day is not None), default=_NEVER)
