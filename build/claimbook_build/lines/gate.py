"""The quick path: proves that lines are right, and leaves the others to the explaining path.

A block of lines is typed by structures that mirror the models, and written again. If that gives the
same bytes, no key was said twice, no number was spelt in another way, and nothing is unknown. Then
each rule's questions are asked of all records at once, field by field. What is not proved here is
not wrong; it is only not known to be right.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import Any, Final
from unicodedata import is_normalized

import msgspec

from claimbook.dataset import Dataset
from claimbook.records.figure import Figure
from claimbook.records.files import MachineClaim
from claimbook.rules.r403_wording import DERIVED
from claimbook_build.lines.block import SIZE, Block
from claimbook_build.lines.explain import Explainer
from claimbook_build.lines.facet import Facet, Probe, Prober
from claimbook_build.lines.mirror import Mirrors
from claimbook_build.lines.moment import Calendar
from claimbook_build.lines.name import all_named
from claimbook_build.lines.part import in_order
from claimbook_build.lines.span import all_within
from claimbook_build.read.character import is_clean

_CLAIM_DATES = ("said_at",)
_FIGURE_DATES = ("period", "as_of")
_NUMBER = ("measure", "unit", "wording", *DERIVED)
_CLAIM_ALONE = frozenset(
    {
        *("id", "document", "claimants", "claimant_as", "about", "proposition", "note"),
        *("time_zone", "evidence", "figures"),
    }
)
_FIGURE_ALONE = frozenset({"id", "event", "of_which", "note", "evidence", *_NUMBER})
_LATE: Final = frozenset({"R304"})

Claims = Sequence[Any]
"""Mirrored claims."""


@dataclass
class Proved:
    """What could be said of a block.

    Attributes:
        suspects: The lines that are not proved right, by position.
        keys: The identifiers of the others' records.
    """

    suspects: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


class Gate:
    """Proves lines of machine-made claims right, beside the records written by hand."""

    def __init__(self, explainer: Explainer, hand: Dataset) -> None:
        self._decoder = msgspec.json.Decoder(Mirrors().of(MachineClaim))
        self._encoder = msgspec.json.Encoder()
        self._rows = _Rows(explainer, hand)

    def prove(self, block: Block, month: str) -> Proved:
        """Prove as many lines of a block as can be, for the file of a month."""
        claims = self._typed(block.data)
        if claims is None:
            return self._line_by_line(block, month)
        return self._judge(list(range(len(claims))), claims, month)

    def _typed(self, data: bytes) -> Claims | None:
        """Return the claims of lines that are written in one way only; None if unsure."""
        if b"\\" in data or not _is_plain(data) or len(data) > SIZE + SIZE // 2:
            return None
        try:
            claims = self._decoder.decode_lines(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        again = self._encoder.encode_lines(claims)
        if not data.endswith(b"\n"):
            data += b"\n"
        same = again == data or again.translate(None, b" ") == data.translate(None, b" ")
        return claims if same else None

    def _line_by_line(self, block: Block, month: str) -> Proved:
        """Judge each line by itself: the others of the block are not to blame."""
        places: list[int] = []
        claims: list[Any] = []
        lines = block.lines()
        for at, line in enumerate(lines):
            if len(line) <= SIZE and (claim := self._one(line.removesuffix(b"\r"))) is not None:
                places.append(at)
                claims.append(claim)
        proved = self._judge(places, claims, month)
        unread = set(range(len(lines))).difference(places)
        proved.suspects = sorted(unread.union(proved.suspects))
        return proved

    def _one(self, line: bytes) -> Any:  # noqa: ANN401 - a mirrored claim, or None
        """Return the claim of one line, its keys in any order."""
        typed = self._typed(line)
        if typed is not None:
            return typed[0] if len(typed) == 1 else None
        if b"\\" in line or b"null" in line or not _is_plain(line.replace(b"\t", b"")):
            return None
        try:
            again = self._encoder.encode(msgspec.json.decode(line))
            claim = self._decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        return claim if again.translate(None, b" ") == line.translate(None, b" \t") else None

    def _judge(self, places: list[int], claims: Claims, month: str) -> Proved:
        wrong = self._rows.wrong(claims, month)
        if wrong:
            suspects = [places[at] for at in sorted(wrong)]
            claims = [claim for at, claim in enumerate(claims) if at not in wrong]
        else:
            suspects = []
        keys = [claim.id for claim in claims]
        keys += [figure.id for claim in claims for figure in claim.figures]
        return Proved(suspects, keys)


def _is_plain(data: bytes) -> bool:
    """Whether no character is at fault, nor written in a form that another is equal to."""
    if data.isascii():
        return b"\x7f" not in data
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return is_clean(text.replace("\n", "")) and is_normalized("NFC", text)


class _Rows:
    """The questions that rules ask of records, put to many at once."""

    def __init__(self, explainer: Explainer, hand: Dataset) -> None:
        prober = Prober(explainer, hand)
        self._calendar = Calendar(hand)
        self._taken = {*hand.keys("claims"), *hand.keys("figures")}
        self._wholes = {
            entry.key: frozenset(getattr(entry.record, "part_of", ()))
            for entry in hand.table("measures")
        }
        self._claim_facets = [
            _of_claim(prober, ("claimants",)),
            _of_claim(prober, ("about",), _LATE),
            _of_claim(prober, ("time_zone",)),
            _of_claim(prober, _rest(MachineClaim, _CLAIM_ALONE)),
        ]
        self._office = _of_claim(prober, ("claimant_as", "claimants", "document"))
        self._figure_facets = [
            _of_figure(prober, names)
            for names in (("event",), _NUMBER, _rest(Figure, _FIGURE_ALONE))
        ]
        self._claim_dates = [_Dates(prober, name, figure=False) for name in _CLAIM_DATES]
        self._figure_dates = [_Dates(prober, name, figure=True) for name in _FIGURE_DATES]

    def wrong(self, claims: Claims, month: str) -> set[int]:
        """Return the claims, by position, that are not proved right."""
        wrong: set[int] = set()
        places: Sequence[int] = range(len(claims))
        # In this order: the later questions can only be put to what the earlier ones let past.
        for question in (
            self._unknown_documents,
            self._wrong_claims,
            partial(self._wrong_names, month=month),
            self._wrong_offices,
            self._wrong_spans,
            self._wrong_figures,
            self._wrong_dates,
            self._wrong_parts,
        ):
            found = {places[at] for at in question(claims)}
            if found:
                wrong |= found
                claims = [c for at, c in zip(places, claims, strict=True) if at not in found]
                places = [at for at in places if at not in found]
        return wrong

    def _unknown_documents(self, claims: Claims) -> Iterator[int]:
        known = self._calendar.lengths
        return (at for at, claim in enumerate(claims) if claim.document not in known)

    def _wrong_claims(self, claims: Claims) -> Iterator[int]:
        for names, facet in self._claim_facets:
            yield from facet.wrong(list(map(names, claims)))
        for at, claim in enumerate(claims):
            words, note = claim.proposition, claim.note
            if (
                words is None
                or words[0] == " "
                or words[-1] == " "
                or (note is not None and note != note.strip())
                # Whose words an answer is in depends on the claim that it answers.
                or (claim.responds_to and any(one.claim for one in claim.responds_to))
            ):
                yield at

    def _wrong_names(self, claims: Claims, month: str) -> Iterator[int]:
        def named(some: Claims) -> bool:
            keys, figures = [c.id for c in some], [f.id for c in some for f in c.figures]
            own = all_named(keys, f"clm_{month}_") and all_named(figures, f"fig_{month}_")
            return own and self._taken.isdisjoint(keys) and self._taken.isdisjoint(figures)

        yield from _apart(claims, named)

    def _wrong_offices(self, claims: Claims) -> Iterator[int]:
        held = [at for at, claim in enumerate(claims) if claim.claimant_as is not None]
        if held:
            names, facet = self._office
            yield from (held[at] for at in facet.wrong([names(claims[at]) for at in held]))

    def _wrong_spans(self, claims: Claims) -> Iterator[int]:
        lengths = self._calendar.lengths

        def within(some: Claims) -> bool:
            spans = [c.evidence for c in some]
            most = [lengths[c.document] for c in some]
            spans += [f.evidence for c in some for f in c.figures]
            most += [m for c, m in zip(some, most, strict=True) for _ in c.figures]
            return all_within(spans, most)

        yield from _apart(claims, within)

    def _wrong_figures(self, claims: Claims) -> Iterator[int]:
        figures = [figure for claim in claims for figure in claim.figures]
        found = [
            at
            for names, facet in self._figure_facets
            for at in facet.wrong(list(map(names, figures)))
        ]
        found += [
            at for at, f in enumerate(figures) if f.note is not None and f.note != f.note.strip()
        ]
        if found:
            owners = [at for at, claim in enumerate(claims) for _ in claim.figures]
            yield from (owners[at] for at in found)

    def _wrong_dates(self, claims: Claims) -> Iterator[int]:
        yield from (at for at, c in enumerate(claims) if not self._calendar.told_before(c))
        zones = list(map(self._calendar.zone, claims))
        documents = [claim.document for claim in claims]
        for dates in self._claim_dates:
            yield from dates.wrong(self._calendar, claims, zones, documents)
        figures = [figure for claim in claims for figure in claim.figures]
        owners = [at for at, claim in enumerate(claims) for _ in claim.figures]
        zones, documents = [zones[at] for at in owners], [documents[at] for at in owners]
        for dates in self._figure_dates:
            found = dates.wrong(self._calendar, figures, zones, documents)
            yield from (owners[at] for at in found)

    def _wrong_parts(self, claims: Claims) -> Iterator[int]:
        for at, claim in enumerate(claims):
            figures = claim.figures
            several = len(figures) > 1 or (figures and figures[0].of_which is not None)
            if several and not in_order(figures, self._wholes):
                yield at


class _Dates:
    """One date field, of claims or of figures, with its words and its ground."""

    def __init__(self, prober: Prober, name: str, *, figure: bool) -> None:
        self._name, self._figure = name, figure
        self._fields = attrgetter(name, f"{name}_wording", f"{name}_basis")
        self._plain = Facet(prober, self._probe_plain)
        self._worded = Facet(prober, self._probe_worded)

    def wrong(
        self, calendar: Calendar, records: Claims, zones: Sequence[str], documents: Sequence[str]
    ) -> list[int]:
        """Return the records, by position, whose date is not proved right."""
        fields = list(map(self._fields, records))
        keys = [(z, v, None if w else b) for z, (v, w, b) in zip(zones, fields, strict=True)]
        wrong = self._plain.wrong(keys)
        worded = [at for at, (_, words, _) in enumerate(fields) if words is not None]
        if worded:
            anchors = [getattr(records[at], "as_of", None) for at in worded]
            rows = [
                (zones[at], documents[at], anchor, *fields[at])
                for at, anchor in zip(worded, anchors, strict=True)
            ]
            wrong += [worded[at] for at in self._worded.wrong(rows)]
        values = [value for value, _, _ in fields]
        for at in wrong:
            values[at] = None  # perhaps no date at all
        if not calendar.all_before(zones, values, documents):
            dated = zip(zones, values, documents, strict=True)
            wrong += [
                at
                for at, (zone, value, document) in enumerate(dated)
                if not calendar.all_before([zone], [value], [document])
            ]
        return wrong

    def _probe(self, claim: dict[str, Any], own: dict[str, Any], but: frozenset[str]) -> Probe:
        return Probe(claim, own, but) if self._figure else Probe(claim | own, None, but)

    def _probe_plain(self, key: tuple[str, str | None, Any]) -> Probe:
        zone, value, basis = key
        own = {self._name: value, f"{self._name}_basis": basis}
        return self._probe({"time_zone": zone}, own, _LATE)

    def _probe_worded(self, key: tuple[Any, ...]) -> Probe:
        zone, document, anchor, value, words, basis = key
        name = self._name
        own = {"as_of": anchor} if self._figure and name != "as_of" else {}
        own |= {name: value, f"{name}_wording": words, f"{name}_basis": basis}
        return self._probe({"time_zone": zone, "document": document}, own, frozenset())


def _rest(model: type[MachineClaim] | type[Figure], alone: Iterable[str]) -> tuple[str, ...]:
    """Return the fields that are judged together: all but those judged by themselves, and dates."""
    dates = _CLAIM_DATES if model is MachineClaim else _FIGURE_DATES
    dated = {f"{name}{part}" for name in dates for part in ("", "_wording", "_basis")}
    return tuple(name for name in model.model_fields if name not in {*alone, *dated})


def _of_claim(
    prober: Prober, names: tuple[str, ...], but: frozenset[str] = frozenset()
) -> tuple[Any, Facet]:
    def probe(values: tuple[Any, ...]) -> Probe:
        return Probe(dict(zip(names, values, strict=True)), None, but)

    return _getter(names), Facet(prober, probe)


def _of_figure(prober: Prober, names: tuple[str, ...]) -> tuple[Any, Facet]:
    def probe(values: tuple[Any, ...]) -> Probe:
        return Probe({}, dict(zip(names, values, strict=True)))

    return _getter(names), Facet(prober, probe)


def _getter(names: tuple[str, ...]) -> Any:  # noqa: ANN401 - a function of any record
    if len(names) > 1:
        return attrgetter(*names)
    [name] = names
    return lambda record: (getattr(record, name),)


def _apart(claims: Claims, holds: Any) -> Iterator[int]:  # noqa: ANN401 - a question of claims
    """Yield the claims, by position, of which a question's answer is no, if it is no of all."""
    if not holds(claims):
        yield from (at for at, claim in enumerate(claims) if not holds([claim]))
