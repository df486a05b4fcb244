"""R309: what a series counts begins and ends with the series, or a break of it says why not."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from claimbook.daily_series import Instalment, concerns, daily_series, name_of
from claimbook.dataset import Dataset, Entry
from claimbook.records.series import Break, Series
from claimbook.rules.rule import Example, Finding, Rule, Spot

_DAY = timedelta(days=1)
_PARTING = frozenset({"merged", "split"})
"""Kinds of breaks by which something is counted elsewhere."""


class _Counter(NamedTuple):
    """The numbers of one question in the order of their days."""

    row: list[Instalment]
    first: date
    last: date

    @property
    def item(self) -> str | None:
        return self.row[0].counted.figure.item

    @property
    def words(self) -> str:
        figure = self.row[0].counted.figure
        return f"`{figure.measure}`" + (f" of `{figure.item}`" if figure.item else "")


def check(dataset: Dataset) -> Iterator[Finding]:
    """Hold the ends of every counter of a declared series to its breaks, and these to them.

    What is given once only, as in a digest of many voices, is no counter yet.
    """
    counters: defaultdict[str, list[_Counter]] = defaultdict(list)
    for question, row in dataset.once(daily_series).items():
        ordered = sorted(row, key=lambda one: (one.first, one.last))
        last = max(one.last for one in row)
        counters[name_of(question)].append(_Counter(ordered, ordered[0].first, last))
    for entry, series in dataset.each(Series):
        found = counters[series.code]
        steady = [counter for counter in found if len(counter.row) > 1]
        for counter in steady:
            yield from _ends(series, counter, steady)
        if not dataset.broken:  # else the counter may be among what could not be read
            yield from _unshown(entry, series, found)


def _ends(series: Series, counter: _Counter, all_: list[_Counter]) -> Iterator[Finding]:
    """Look at the first and the last day of a counter, beside those of the whole series."""
    since, until = min(one.first for one in all_), max(one.last for one in all_)
    known = [one for one in series.breaks if _day(one) in {counter.first, counter.last + _DAY}]
    if counter.first > since and not any(_begins(one, counter) for one in known):
        message = f"{counter.words} begins on {counter.first}, the series on {since}"
        yield _finding(series, counter.row[0], message)
    if counter.last < until and not any(_stops(one, counter) for one in known):
        last = max(counter.row, key=lambda one: one.last)
        message = f"{counter.words} ends on {counter.last}, the series on {until}"
        yield _finding(series, last, message)


def _finding(series: Series, one: Instalment, message: str) -> Finding:
    return Finding(Spot(one.counted.entry, (one.dated_by,)), f"in `{series.code}`, {message}")


def _day(found: Break) -> date:
    return date.fromisoformat(found.first_day)


def _begins(found: Break, counter: _Counter) -> bool:
    """Whether a break says that the counter begins on its first day."""
    if _day(found) != counter.first:
        return False
    if found.kind in _PARTING:
        return _goes_into(found, counter)
    if found.kind == "redefined" and _goes_into(found, counter):
        return True
    return found.kind in {"added", "redefined"} and concerns(found, counter.row)


def _stops(found: Break, counter: _Counter) -> bool:
    """Whether a break says that the counter ends with its last day."""
    ending = found.kind in {"ended", "merged", "split", "redefined"}
    return ending and _day(found) == counter.last + _DAY and concerns(found, counter.row)


def _goes_into(found: Break, counter: _Counter) -> bool:
    measure = counter.row[0].counted.figure.measure
    return found.measure in {None, measure} and found.into_item == counter.item


def _pauses(found: Break, counter: _Counter) -> bool:
    """Whether the counter leaves out days from the break's first one on."""
    gaps = (a.last + _DAY for a, b in pairwise(counter.row) if b.first > a.last + _DAY)
    return concerns(found, counter.row) and _day(found) in gaps


def _runs(counter: _Counter, day: date) -> bool:
    return counter.first <= day <= counter.last


# --- breaks ------------------------------------------------------------------------------------
def _unshown(entry: Entry, series: Series, counters: list[_Counter]) -> Iterator[Finding]:
    """Look for breaks that no counter shows, as a waiver is held to what it waives."""
    for at, found in enumerate(series.breaks):
        spot = Spot(entry, ("breaks", at))
        if found.into_item is not None and found.kind in {"added", "ended", "interrupted"}:
            message = f"what was {found.kind} goes into nothing else"
            yield Finding(Spot(entry, ("breaks", at, "into_item")), message, "delete `into_item`")
        elif not _is_shown(found, counters):
            message = f"no counter shows that it was {found.kind} on {found.first_day}"
            yield Finding(spot, message, "mend its day, or what it counts; or delete it")


def _is_shown(found: Break, counters: list[_Counter]) -> bool:
    day, kind = _day(found), found.kind
    if kind == "interrupted":
        return any(_pauses(found, one) for one in counters)
    if kind == "merged":
        into = any(_goes_into(found, one) and _runs(one, day) for one in counters)
        return into and any(_stops(found, one) for one in counters)
    if kind in {"added", "split"}:
        return any(_begins(found, one) for one in counters)
    if kind == "ended":
        return any(_stops(found, one) for one in counters)
    own = (one for one in counters if concerns(found, one.row))
    return any(_runs(one, day) or _stops(found, one) for one in own)


RULE = Rule(
    code="R309",
    severity="error",
    scope="dataset",
    title="What a series counts begins and ends with the series, or a break of it says why not.",
    why="A counter that stops because it was merged into another one looks like a thing that no "
    "longer happens; and a break that no number shows misleads whoever compares across it.",
    help="write the break into seeds/reference/series.yaml (`added`, `ended`, `merged`, `split`, "
    "`redefined`), or mend the dates",
    example=Example(
        "seeds/reference/series.yaml", 'first_day: "2019-05-13"', 'first_day: "2019-05-14"'
    ),
    check=check,
    waivable=True,
)
