"""What values of a few fields are known to be right: learnt from the explaining path.

Most fields of a claim take few values, in few combinations. Each combination is judged once, by
putting it into a claim that is right in everything else and explaining that; only combinations
without a finding are let past. So the quick path has no opinion of its own about them.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, TypeAlias, TypeVar

import msgspec

from claimbook.dataset import Dataset, Entry
from claimbook.records.document import Document
from claimbook_build.lines.explain import Explainer
from claimbook_build.lines.noted import waivers_in

T = TypeVar("T")

Fields: TypeAlias = Mapping[str, Any]
"""Values by the names of fields; None, and an empty list, mean that the field is left out."""

MONTH = "2022-10"
_PATH = f"dataset/machine/probe/{MONTH}.jsonl"
_MOST_KNOWN = 2**17
_MOST_TRIED = 200
_TRIED_AT_ONCE = 8  # one of the first is right as a rule
_EMPTY: tuple[object, ...] = (None, ())


@dataclass(frozen=True, slots=True)
class Probe:
    """A claim that is right but perhaps for these fields.

    Attributes:
        claim: Fields of the claim.
        figure: Fields of its one figure; None for a claim without figures.
        but: Rules whose findings do not count.
    """

    claim: Fields
    figure: Fields | None = None
    but: frozenset[str] = frozenset()


class Prober:
    """Judges probes by the explaining path.

    Raises nothing; where no claim can be right, since there is no document or no actor, no probe
    is clean.
    """

    def __init__(self, explainer: Explainer, hand: Dataset) -> None:
        self._explainer = explainer
        self._tables = {d.id for _, d in hand.each(Document) if d.is_table}
        self._kept: dict[Hashable, Any] = {}
        self._claim: Fields = {}
        self._figure: Fields = {}
        self._claim = self._first(map(Probe, _claims(hand)))
        self._figure = self._first(Probe({}, figure) for figure in _figures(hand))

    def kept(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a name, which outlives whoever asks for it."""
        kept: T = self._kept.setdefault(name, make())
        return kept

    def clean(self, probes: Sequence[Probe]) -> list[bool]:
        """Return of each probe whether nothing is wrong with it."""
        lines = [
            (number, msgspec.json.encode(self._line(probe, number)))
            for number, probe in enumerate(probes, 1)
        ]
        explained = self._explainer.explain(_PATH, lines)
        bad = {number for _, number in explained.asked}
        # Whether a waiver is needed that a rule over several claims judges, no probe can show.
        bad.update(n for n, claim in explained.claims if any(any(waivers_in(e)) for e in claim))
        for finding in explained.findings:
            if finding.code not in probes[finding.place.line - 1].but:
                bad.add(finding.place.line)
        return [number not in bad for number, _ in lines]

    def _line(self, probe: Probe, number: int) -> dict[str, Any]:
        line = _merged({"id": f"clm_{MONTH}_probe-{number}"}, self._claim, probe.claim)
        line["evidence"] = ("1#a",) if line.get("document") in self._tables else ("0-1",)
        if probe.figure is not None:
            own = {"id": f"fig_{MONTH}_probe-{number}", "evidence": line["evidence"]}
            line["figures"] = [_merged(own, self._figure, probe.figure)]
        return line

    def _first(self, probes: Iterable[Probe]) -> Fields:
        """Return the fields of the first probe that is clean, or none."""
        some = islice(probes, _MOST_TRIED)
        while few := list(islice(some, _TRIED_AT_ONCE)):
            for probe, clean in zip(few, self.clean(few), strict=True):
                if clean:
                    return probe.figure or probe.claim
        return {}


def _claims(hand: Dataset) -> Iterator[Fields]:
    documents = sorted(hand.table("documents"), key=_lateness, reverse=True)
    actors = [entry.key for entry in hand.table("actors")]
    for document, actor in product(documents[:20], actors[:10]):
        yield {
            "document": document.key,
            "claimants": (actor,),
            "speech_act": "asserts",
            "proposition": "Something happened",
            "origin": "machine",
        }


def _lateness(document: Entry) -> str:
    """Return a document's first day of telling, roughly: the latest allows most dates."""
    days = (getattr(document.record, name, None) for name in ("published", "retrieved_at"))
    return min((day for day in days if day), default="~")


def _figures(hand: Dataset) -> Iterator[Fields]:
    for measure, unit in product(hand.table("measures"), hand.table("units")):
        if unit.key in getattr(measure.record, "units", ()):
            yield {"measure": measure.key, "unit": unit.key, "wording": "1"}


def _merged(*several: Fields) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for fields in several:
        merged |= fields
    return {name: value for name, value in merged.items() if value not in _EMPTY}


class Facet:
    """The combinations of some fields' values that are known to be right, or known not to be."""

    def __init__(
        self,
        prober: Prober,
        name: Hashable,
        probe: Callable[[Any], Probe | None],
        kind: Callable[[Any], Hashable | None] = lambda _: None,
    ) -> None:
        """Make a facet.

        Args:
            prober: Who judges, and keeps what is known under a name.
            name: Facets of one name ask the same of combinations of one shape.
            probe: The probe of a combination; None for one that no probe can show to be right.
            kind: What combinations have in common that are all right if one is; None for one that
                has nothing in common with others.
        """
        self._prober = prober
        self._probe = probe
        self._kind = kind
        self._right_kinds: set[Hashable] = prober.kept((name, "kinds"), set)
        self._right: set[Hashable] = prober.kept((name, True), set)
        self._wrong: set[Hashable] = prober.kept((name, False), set)

    def wrong(self, values: Callable[[], Iterable[Hashable]]) -> list[int]:
        """Return which of the combinations, by position, are not right.

        Args:
            values: Gives the combinations, as often as it is called.
        """
        if all(map(self._right.__contains__, values())):
            return []
        every = list(values())
        strange = set(every).difference(self._right)
        self._judge(list(strange.difference(self._wrong)))
        wrong = strange & self._wrong
        return [at for at, value in enumerate(every) if value in wrong] if wrong else []

    def _judge(self, values: list[Hashable]) -> None:
        for known in (self._right, self._wrong, self._right_kinds):
            if len(known) > _MOST_KNOWN:
                known.clear()
        kinds = {value: kind for value in values if (kind := self._kind(value)) is not None}
        first = {kind: value for value, kind in kinds.items() if kind not in self._right_kinds}
        of_kinds = self._clean(first.values())
        self._right_kinds.update(kind for kind, value in first.items() if value in of_kinds)
        known_right = {value for value, kind in kinds.items() if kind in self._right_kinds}
        self._right |= known_right
        others = [value for value in values if value not in known_right]
        clean = self._clean(others)
        self._right |= clean
        self._wrong.update(value for value in others if value not in clean)

    def _clean(self, values: Iterable[Hashable]) -> set[Hashable]:
        """Return the combinations with which nothing is wrong, by probing each."""
        probes = [(value, probe) for value in values if (probe := self._probe(value)) is not None]
        clean = self._prober.clean([probe for _, probe in probes]) if probes else []
        return {value for (value, _), right in zip(probes, clean, strict=True) if right}
