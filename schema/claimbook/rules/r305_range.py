"""R305: nothing lies before the war, and nothing after the day on which it was last read."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from claimbook.anchors import document_of
from claimbook.dataset import Dataset, Entry
from claimbook.records.document import Document
from claimbook.records.link import Link
from claimbook.rules.r304_order import is_ahead
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.edtf import parse_edtf
from claimbook.values.edtf_bounds import days_between
from claimbook.zones import zone_of

WAR_BEGAN = date(2014, 2, 20)
"""The first day of the war by Ukraine's law on the occupied territories."""


class _Limit(NamedTuple):
    """A day after which nothing can have been known, and why."""

    day: date
    why: str
    related: tuple[Spot, ...] = ()


def check(dataset: Dataset) -> Iterator[Finding]:
    """Refuse dates before the war, after the release, and after their document was fetched.

    The wall clock is never asked: a dataset is right or wrong whenever it is checked.
    """
    fetched = dataset.once(_fetched)
    release = [_Limit(dataset.today, "after the release")] if dataset.today else []
    for entry, dated in dataset.dated:
        if dated.value is not None:
            known = fetched.get(document_of(dataset, entry))
            limits = [*release, *([known] if known else [])]
            yield from _outside(dataset, entry, dated.field, dated.value, limits)
    for entry, document in dataset.each(Document):
        if document.retrieved_at is not None:
            yield from _outside(dataset, entry, "retrieved_at", document.retrieved_at, release)
    for entry, link in dataset.each(Link):
        if link.asserted_at is not None:
            yield from _outside(dataset, entry, "asserted_at", link.asserted_at, release)


def _fetched(dataset: Dataset) -> dict[str, _Limit]:
    """Return the day on which each document was fetched, where it is known."""
    found: dict[str, _Limit] = {}
    for entry, document in dataset.each(Document):
        if document.retrieved_at is not None:
            day = parse_edtf(document.retrieved_at).days(zone_of(dataset, entry))[1]
            related = (Spot(entry, ("retrieved_at",), "fetched here"),)
            if day is not None:
                limit = _Limit(day, "after its document was fetched", related)
                found.setdefault(document.id, limit)
    return found


def _outside(
    dataset: Dataset, entry: Entry, name: str, value: str, limits: list[_Limit]
) -> Iterator[Finding]:
    """Judge the dates as written: a month is outside only when the whole of it is."""
    zone, spot = zone_of(dataset, entry), Spot(entry, (name,))
    stretches = [days_between(moment, moment, zone) for moment in parse_edtf(value).dates]
    if any(last is not None and last < WAR_BEGAN for _, last in stretches):
        yield Finding(spot, f"`{value}` is before the war, {WAR_BEGAN}")
    starts = [first for first, _ in stretches if first is not None]
    for day, why, related in limits:
        if starts and max(starts) > day and not is_ahead(dataset, entry):
            yield Finding(spot, f"`{value}` lies {why}, {day}", related=related)


RULE = Rule(
    code="R305",
    severity="error",
    scope="dataset",
    title="A date lies between the beginning of the war and the day on which it could be known.",
    why="Nearly every such date is a typing error; the few others can say why.",
    help="mend the date, or waive the rule with a reason; for a plan set the event's `reality`",
    example=Example(
        "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml",
        'happened: "2019-05-10"',
        'happened: "1919-05-10"',
    ),
    check=check,
    waivable=True,
)
