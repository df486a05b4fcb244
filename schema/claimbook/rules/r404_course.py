"""R404: a running count does not fall, numbers do not leap, no row is that of the day before."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from claimbook.counted import Counted, bounds_of, counted, is_part_of_its_like
from claimbook.daily_series import Instalment, Question, daily_series, name_of
from claimbook.dataset import Dataset
from claimbook.records.document import Document
from claimbook.relations import relations
from claimbook.rules.r402_part import exceeds
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.zones import zone_of

LEAP = 5
"""From how many times on a change is taken for a digit too many or too few: 165 for 1165 is 7."""

GROWN = 100
"""The least number whose change is judged: what is small may well be many times more tomorrow."""

ROW = 3
"""How many numbers make a row: one or two may well be the same on two days."""

MENDS = frozenset({"corrects", "supersedes", "retracts", "disowns"})
"""Links and stances of whatever puts a count right, so that it may fall."""

_Row: TypeAlias = dict[Question, Instalment]


class _Step(NamedTuple):
    """One number of a count and the stretch of time for which it holds."""

    start: datetime
    end: datetime
    counted: Counted


def check(dataset: Dataset) -> Iterator[Finding]:
    """Follow what one voice says of one event, and every daily series."""
    for course in _courses(dataset).values():
        if len(course) > 1:
            yield from _follow(dataset, course)
    yield from _copies(dataset)


# --- courses: the running counts and levels of one question --------------------------------------
def _courses(dataset: Dataset) -> dict[object, list[_Step]]:
    """Return what can be set in order of time: what is dated by nobody is left out.

    A count belongs to its event, or to its daily series; its beginning is that of its period.
    """
    courses: defaultdict[object, list[_Step]] = defaultdict(list)
    for one in dataset.once(counted):
        if one.figure.aggregation not in {"cumulative", "level"} or one.void:
            continue
        document = dataset.document(one.document)
        series = document.daily_series if document else None
        step = _step(dataset, one, document if series else None)
        if step is not None and (series is not None or one.event is not None):
            figure, event = one.figure, one.event.id if one.event and series is None else ""
            since = figure.period.partition("/")[0] if figure.period else None
            part = is_part_of_its_like(dataset, one)
            how = (figure.aggregation, since, part, one.place)
            courses[series, event, one.voices, *how, *one.subject].append(step)
    return courses


def _step(dataset: Dataset, one: Counted, document: Document | None) -> _Step | None:
    """Date a number by itself, by its claim, or, in a daily series, by its document."""
    text = one.figure.as_of or one.claim.said_at
    zone = one.zone
    if text is None and document is not None and document.published is not None:
        text, found = document.published, dataset.get("documents", one.document)
        zone = zone_of(dataset, found) if found else zone
    if text is None:
        return None
    bounds = bounds_of(text, zone)
    if bounds.t_min_utc is None or bounds.t_max_utc is None:
        return None
    return _Step(bounds.t_min_utc, bounds.t_max_utc, one)


@dataclass(slots=True)
class _Known:
    """What is known of a count from all that was surely said before: the greatest, and the last."""

    most: Counted | None = None
    last: Counted | None = None

    def add(self, one: Counted, *, anew: bool) -> None:
        """Take a number in; one that mends another begins the count anew."""
        low = one.quantity.low
        known = self.most.quantity.low if self.most and not anew else None
        if low is not None and (known is None or low >= known):
            self.most = one
        elif anew:
            self.most = None
        self.last = one


def _follow(dataset: Dataset, course: list[_Step]) -> Iterator[Finding]:
    """Compare each number with those whose time was over when its own began."""
    mending, known, at = dataset.once(_mending), _Known(), 0
    keys = {key for step in course for key in step.counted.keys}
    anew = {
        step.counted.figure.id
        for step in course
        if any(not keys.isdisjoint(mending.get(key, ())) for key in step.counted.keys)
    }
    past = sorted(course, key=lambda step: (step.end, step.start))
    for step in sorted(course, key=lambda step: (step.start, step.end)):
        while past[at].end <= step.start:
            before = past[at].counted
            known.add(before, anew=before.figure.id in anew)
            at += 1
        if step.counted.figure.id not in anew and known.last is not None:
            yield from _compare(step.counted, known.most, known.last)


def _mending(dataset: Dataset) -> dict[str, set[str]]:
    """Return what each record corrects, supersedes or takes back."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for (subject, mended), kinds in dataset.once(relations).items():
        if not kinds.isdisjoint(MENDS):
            found[subject].add(mended)
    return found


def _compare(one: Counted, most: Counted | None, last: Counted) -> Iterator[Finding]:
    words = one.figure.wording
    if one.figure.aggregation == "cumulative" and most and exceeds(most.quantity, one.quantity):
        yield Finding(
            Spot(one.entry, ("wording",)),
            f"the count falls to {words}: it was {most.figure.wording} before",
            related=(Spot(most.entry, ("wording",), "the count before"),),
        )
    elif _leaps(last.quantity.nominal, one.quantity.nominal):
        yield Finding(
            Spot(one.entry, ("wording",)),
            f"the number leaps from {last.figure.wording} to {words}",
            "look for a digit too many or too few, in either; waive it if both are as printed",
            severity="warning",
            related=(Spot(last.entry, ("wording",), "the number before"),),
        )


def _leaps(before: float | None, after: float | None) -> bool:
    """Whether two numbers in a row are so far apart that a digit may be lost.

    >>> _leaps(165, 1165), _leaps(1165, 165), _leaps(20, 165), _leaps(165, None)
    (True, True, False, False)
    """
    if before is None or after is None:
        return False
    low, high = sorted((before, after))
    return low >= GROWN and high >= LEAP * low


# --- rows: all numbers of one day in a daily series ----------------------------------------------
def _copies(dataset: Dataset) -> Iterator[Finding]:
    """Look for rows that say again, number by number, what the row of the day before says."""
    rows: defaultdict[Question, dict[tuple[date, date], _Row]] = defaultdict(dict)
    for question, row in dataset.once(daily_series).items():
        for one in row:
            rows[question[:2]].setdefault((one.first, one.last), {}).setdefault(question, one)
    for voice, found in rows.items():
        for (days, before), (others, after) in pairwise(sorted(found.items(), key=_when)):
            if (others[0] - days[1]).days == 1 and _copied(before, after):
                first, *_ = after.values()
                source, *_ = before.values()
                yield Finding(
                    Spot(first.counted.entry, ("wording",)),
                    f"in `{name_of(voice)}`, all {len(after)} numbers of {others[0]} are those of "
                    f"{days[1]}",
                    "look whether the row was copied; waive it if the source gave the same twice",
                    severity="warning",
                    related=(Spot(source.counted.entry, ("wording",), "the same numbers"),),
                )


def _when(item: tuple[tuple[date, date], _Row]) -> tuple[date, date]:
    return item[0]


def _copied(before: _Row, after: _Row) -> bool:
    return (
        len(after) >= ROW
        and before.keys() == after.keys()
        and all(before[key].counted.quantity == after[key].counted.quantity for key in after)
        and any(one.counted.quantity.nominal != 0 for one in after.values())
    )


_DEAD = """wording: "{}"
        aggregation: cumulative
        evidence: [2521-2540]"""
_LATER = """      - id: fig_rt-drosk-later
        measure: killed
        unit: person
        affected: act_drosk
        population: military
        """

RULE = Rule(
    code="R404",
    severity="error",
    scope="dataset",
    title="A running count does not fall; numbers do not leap, nor is a day's row that of the "
    "day before.",
    why="A count so far can only grow, unless its source mends it, and then a link says so. A "
    "dropped digit or a copied row looks right by itself, and is the commonest fault of tables: "
    "both are warnings.",
    help="compare both wordings with their documents; if the source did lower its count, link the "
    "newer figure to the older one in dataset/links.yaml (`corrects`, `supersedes`, `retracts`)",
    example=Example(
        "dataset/statements/2019/doc_pdn-ruzhenian-troops-soon.yaml",
        _DEAD.format("612"),
        f"{_DEAD.format('612')}\n{_LATER}{_DEAD.format('512')}\n        as_of: 2019-02-15",
    ),
    check=check,
    waivable=True,
)
