"""R402: a part is not greater than its whole, nor are its parts together."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from claimbook.counted import Counted, counted, counted_at
from claimbook.dataset import Dataset
from claimbook.records.measure import Measure
from claimbook.relations import relations
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.wording import Quantity

_Scope: TypeAlias = tuple[object, ...]


class Pair(NamedTuple):
    """A part and its whole.

    Attributes:
        part: The figure that counts a part.
        whole: The one that counts the whole.
        by_measure: Whether the measure of the one is by definition a part of the other's.
    """

    part: Counted
    whole: Counted
    by_measure: bool

    @property
    def one_statement(self) -> bool:
        """Whether one voice states both in one document."""
        return (self.part.document, self.part.voices) == (self.whole.document, self.whole.voices)


@dataclass(frozen=True, slots=True)
class _Wholes:
    """The figures of which others may count a part.

    Attributes:
        named: All of them, by key.
        linked: By the key of a part, those that are linked to contain it.
        stated: By who states them in which document, and of what.
        widest: Of what, by whomever: the one that leaves most room.
    """

    named: dict[str, Counted]
    linked: defaultdict[str, list[Counted]]
    stated: defaultdict[_Scope, list[Counted]]
    widest: dict[_Scope, Counted]


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare every figure with the one of which it counts a part.

    Within what one voice states in one document, a part that is too great is an error. Against
    what others state it is a warning, and only when it is more than any of them has it.
    """
    several: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in dataset.once(pairs):
        yield from _compare(pair)
        if pair.by_measure:
            several[pair.whole.figure.id].append(pair)
    for found in several.values():
        yield from _together([pair.part for pair in found if pair.one_statement], found[0].whole)


def pairs(dataset: Dataset) -> tuple[Pair, ...]:
    """Return every part with its whole, said so or by their measures; `Dataset.once` keeps it."""
    part_of = {measure.code: measure.part_of for _, measure in dataset.each(Measure)}
    figures = [one for one in dataset.once(counted) if not one.void]
    if not figures:
        return ()
    wholes = _index(figures, {code for codes in part_of.values() for code in codes})
    for (subject, contained), kinds in dataset.once(relations).items():
        if "aggregates" in kinds and subject in wholes.named:
            wholes.linked[contained].append(wholes.named[subject])
    found: list[Pair] = []
    for part in figures:
        codes = part_of.get(part.figure.measure, ())
        named = _named(dataset, part, wholes)
        known = {one.figure.id: one for one in (*named, *_wholes_of(part, codes, wholes, named))}
        found.extend(Pair(part, one, one.figure.measure in codes) for one in known.values())
    return tuple(found)


def _index(figures: list[Counted], codes: set[str]) -> _Wholes:
    found = _Wholes(
        {one.figure.id: one for one in figures}, defaultdict(list), defaultdict(list), {}
    )
    for one in figures:
        if one.figure.measure in codes:
            scope = _scope(one, one.figure.measure)
            found.stated[one.document, one.voices, scope].append(one)
            if _room(one) >= _room(found.widest.get(scope, one)):
                found.widest[scope] = one
    return found


def _scope(one: Counted, measure: str) -> _Scope:
    """Return what a part and its whole have in common."""
    figure, event = one.figure, one.event.id if one.event else one.claim.id
    return (measure, event, one.place, figure.period, figure.as_of, *one.subject[1:])


def _room(one: Counted) -> float:
    return float("inf") if one.quantity.high is None else one.quantity.high


def _named(dataset: Dataset, part: Counted, wholes: _Wholes) -> list[Counted]:
    """Return the whole that a part names, and those that are linked to contain it."""
    key = part.figure.of_which
    named = wholes.named.get(key or "") or counted_at(dataset, key)
    found = [*([named] if named else []), *wholes.linked.get(part.figure.id, ())]
    unit = part.figure.unit
    return [one for one in found if one is not part and not one.void and one.figure.unit == unit]


def _wholes_of(
    part: Counted, codes: tuple[str, ...], wholes: _Wholes, named: list[Counted]
) -> Iterator[Counted]:
    """Yield the wholes by measure of the same statement; without any, the widest of others."""
    alone = not named
    for code in codes:
        for whole in wholes.stated.get((part.document, part.voices, _scope(part, code)), ()):
            alone = False
            yield whole
    for code in codes if alone else ():
        widest = wholes.widest.get(_scope(part, code))
        if widest is not None:
            yield widest


def _compare(pair: Pair) -> Iterator[Finding]:
    part, whole = pair.part, pair.whole
    if exceeds(part.quantity, whole.quantity):
        yield Finding(
            Spot(part.entry, ("wording",)),
            f"the part, {part.figure.wording}, is more than its whole, {whole.figure.wording}",
            severity="error" if pair.one_statement else "warning",
            related=(Spot(whole.entry, ("wording",), "the whole"),),
        )


def _together(several: list[Counted], whole: Counted) -> Iterator[Finding]:
    """Add up parts of different measures, which have nothing in common, the least of each."""
    least: dict[str, Counted] = {}
    for part in sorted(several, key=lambda one: one.quantity.low or 0):
        if part.quantity.low is not None:
            least.setdefault(part.figure.measure, part)
    parts = tuple(least.values())
    if len(parts) < 2 or any(exceeds(part.quantity, whole.quantity) for part in parts):
        return
    low = sum(part.quantity.low or 0 for part in parts)
    exclusive = any(part.quantity.low_exclusive for part in parts)
    if exceeds(Quantity("at_least", low=low, low_exclusive=exclusive), whole.quantity):
        words = " and ".join(part.figure.wording for part in parts)
        yield Finding(
            Spot(parts[-1].entry, ("wording",)),
            f"the parts, {words}, are together more than their whole, {whole.figure.wording}",
            related=(
                Spot(whole.entry, ("wording",), "the whole"),
                *(Spot(part.entry, ("wording",), "another part") for part in parts[:-1]),
            ),
        )


def exceeds(part: Quantity, whole: Quantity) -> bool:
    """Whether a part must be more than its whole, whatever each really is within its bounds.

    >>> from claimbook.values.wording import parse_wording
    >>> exceeds(parse_wording("41"), parse_wording("75"))
    False
    >>> exceeds(parse_wording("at least 80"), parse_wording("up to 75"))
    True
    """
    least, most = part.low, whole.high
    if least is None or most is None:
        return False
    if part.low_exclusive or whole.high_exclusive:
        return least >= most
    return least > most


RULE = Rule(
    code="R402",
    severity="error",
    scope="dataset",
    title="A part is not greater than its whole, nor are its parts together.",
    why="More intercepted than launched is a slip of the pen, the reporter's or ours. Where the "
    "whole is from another voice than the part, it is a warning.",
    help="compare both wordings with their documents; waive it if the documents say so",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml",
        "wording: only 47",
        "wording: only 97",
    ),
    check=check,
    waivable=True,
)
