"""Dates of many claims at once: in the zones of the claims, and not after their documents."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from claimbook.dataset import Dataset
from claimbook.values.edtf import parse_edtf
from claimbook.values.edtf_bounds import days_between
from claimbook.zones import DEFAULT_ZONE, actor_zone, event_zone, place_zone, zone_of

_NEVER, _EVER = 0, date.max.toordinal() + 1

WORDED, WRONG = _EVER + 1, _EVER + 2
"""Beyond every document's limit: a date in words, to be judged with its document; no right date."""

NO_TEXT = -1
"""The length of a table: no span ends there."""

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")

_own = attrgetter("time_zone")
_about = attrgetter("about")
_voices = attrgetter("claimants")


class Calendar:
    """What the hand-made dataset says about zones and days.

    Attributes:
        lengths: The length of every document, in code points; `NO_TEXT` of a table.
        limits: The day after which it can tell of nothing that has happened, as an ordinal: that
            of its publication, or on which it was fetched, whichever was first.
    """

    def __init__(self, hand: Dataset) -> None:
        self._hand = hand
        self._by_voices: dict[tuple[Any, ...], str] = {}
        self._by_events: dict[tuple[str, ...], str] = {}
        self._by_document: dict[str, str] = {}
        self.lengths: dict[str, int] = {}
        self.limits: dict[str, int] = {}
        self._starts: dict[tuple[str, ...], int] = {}
        for entry in hand.table("documents"):
            document = hand.document(entry.key)
            if document is None:
                continue
            self.lengths[document.id] = NO_TEXT if document.is_table else document.length or 0
            self._by_document[document.id] = document.time_zone or DEFAULT_ZONE
            zone = zone_of(hand, entry)
            told = (document.published, document.retrieved_at)
            self.limits[document.id] = min(_last(zone, text) for text in told)

    def zones(self, claims: Sequence[Any], documents: Sequence[str]) -> list[str]:
        """Return the zone in which each claim's days are meant: see `claimbook.zones`.

        Args:
            claims: Mirrored claims.
            documents: The document of each.
        """
        # Small tables one after the other: one of all combinations would not stay in the cache.
        own = map(_own, claims)
        voices = _looked_up(self._by_voices, list(map(_voices, claims)), self._zone_of_voices)
        events = _looked_up(self._by_events, list(map(_about, claims)), self._zone_of_events)
        by_document = map(self._by_document.__getitem__, documents)
        every = zip(own, voices, events, by_document, strict=True)
        return [own or voice or event or document for own, voice, event, document in every]

    def _zone_of_voices(self, claimants: tuple[Any, ...]) -> str:
        keys = (who if isinstance(who, str) else who.of for who in claimants)
        zones = (actor_zone(self._hand, key) for key in keys)
        return next((zone for zone in zones if zone), "")

    def _zone_of_events(self, about: tuple[str, ...]) -> str:
        events = (self._hand.event(key) for key in about)
        zones = (e.time_zone or place_zone(self._hand, e.place) for e in events if e)
        return next((zone for zone in zones if zone), "")

    def event_starts(self, abouts: Sequence[tuple[str, ...]]) -> list[int]:
        """Return of each group of events the day on which the last begins, as an ordinal."""
        return _looked_up(self._starts, abouts, self._last_start)

    def _last_start(self, about: tuple[str, ...]) -> int:
        return max(map(self._event_start, about), default=_NEVER)

    def _event_start(self, key: str) -> int:
        event = self._hand.event(key)
        if event is None or event.happened is None:
            return _NEVER
        return start_of(event_zone(self._hand, event), event.happened)


def _looked_up(known: dict[_K, _V], keys: Sequence[_K], find: Callable[[_K], _V]) -> list[_V]:
    """Return what is known of each key; what is not is found, and known from then on."""
    found: list[Any] = list(map(known.get, keys))
    if None in found:
        known.update({key: find(key) for key in set(keys).difference(known)})
        return [known[key] for key in keys]
    return found


def _last(zone: str, value: str | None) -> int:
    last = None if value is None else parse_edtf(value).days(zone)[1]
    return _EVER if last is None else last.toordinal()


@lru_cache(maxsize=2**16)
def start_of(zone: str, value: str) -> int:
    """Return the first day of the last date of a text, as an ordinal."""
    days = [days_between(moment, moment, zone)[0] for moment in parse_edtf(value).dates]
    return max((day.toordinal() for day in days if day is not None), default=_NEVER)
