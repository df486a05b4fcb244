"""The quick path: proves that lines are right, and leaves the others to the explaining path.

A block of lines is typed by structures that mirror the models, and written again. If that gives the
same bytes, no key was said twice, no number was spelt in another way, and nothing is unknown. Then
each rule's questions are asked of all records at once, field by field. What is not proved here is
not wrong; it is only not known to be right.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from operator import attrgetter, le
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
from claimbook_build.lines.moment import WORDED, WRONG, Calendar, start_of
from claimbook_build.lines.name import all_named
from claimbook_build.lines.part import Parts
from claimbook_build.lines.span import all_within
from claimbook_build.read.character import is_clean

_CLAIM_DATES = ("said_at",)
_FIGURE_DATES = ("period", "as_of")
_NUMBER = ("measure", "unit", "wording", *DERIVED)
_CLAIM_ALONE = frozenset(
    {
        *("id", "document", "claimants", "claimant_as", "about", "proposition", "note"),
        *("evidence", "figures"),
    }
)
_FIGURE_ALONE = frozenset({"id", "event", "of_which", "note", "evidence", *_NUMBER})
_LATE: Final = frozenset({"R304"})
_MOST_DATES = 2**17

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
        self._taken_in: dict[str, set[str]] = {}
        self._parts = Parts(
            {
                entry.key: frozenset(getattr(entry.record, "part_of", ()))
                for entry in hand.table("measures")
            }
        )
        self._claim_facets = [
            _of_claim(prober, ("claimants",)),
            _of_claim(prober, ("about",), _LATE),
            _of_claim(prober, _rest(MachineClaim, _CLAIM_ALONE)),
        ]
        self._office = _of_claim(prober, ("claimant_as", "claimants", "document"))
        self._figure_facets = [
            _of_figure(prober, names)
            for names in (("event",), _NUMBER, _rest(Figure, _FIGURE_ALONE))
        ]
        self._claim_dates = _Dates(prober, self._calendar, _CLAIM_DATES, figure=False)
        self._figure_dates = _Dates(prober, self._calendar, _FIGURE_DATES, figure=True)

    def wrong(self, claims: Claims, month: str) -> set[int]:
        """Return the claims, by position, that are not proved right."""
        wrong: set[int] = set()
        places: Sequence[int] = range(len(claims))
        some = _Some(claims)
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
            found = {places[at] for at in question(some)}
            if found:
                wrong |= found
                rest = [c for at, c in zip(places, some.claims, strict=True) if at not in found]
                some = _Some(rest)
                places = [at for at in places if at not in found]
        return wrong

    def _unknown_documents(self, some: "_Some") -> Iterable[int]:
        known = self._calendar.lengths
        if known.keys() >= set(some.documents):
            return ()
        return (at for at, key in enumerate(some.documents) if key not in known)

    def _wrong_claims(self, some: "_Some") -> Iterator[int]:
        for names, facet in self._claim_facets:
            yield from facet.wrong(list(map(names, some.claims)))
        words = [claim.proposition for claim in some.claims]
        if None in words or not _all_tidy(words):
            yield from (at for at, word in enumerate(words) if word is None or not _is_tidy(word))
        yield from _wrong_notes(some.claims)

    def _wrong_names(self, some: "_Some", month: str) -> Iterator[int]:
        start, figure_start = f"clm_{month}_", f"fig_{month}_"
        taken = self._taken_in.get(month)
        if taken is None:
            own = {key for key in self._taken if key.startswith((start, figure_start))}
            taken = self._taken_in[month] = own

        def named(some: _Some) -> bool:
            keys, figures = [c.id for c in some.claims], [f.id for f in some.figures]
            own = all_named(keys, start) and all_named(figures, figure_start)
            return own and (not taken or taken.isdisjoint([*keys, *figures]))

        yield from _apart(some, named)

    def _wrong_offices(self, some: "_Some") -> Iterator[int]:
        held = [at for at, claim in enumerate(some.claims) if claim.claimant_as is not None]
        if held:
            names, facet = self._office
            yield from (held[at] for at in facet.wrong([names(some.claims[at]) for at in held]))

    def _wrong_spans(self, some: "_Some") -> Iterator[int]:
        lengths = self._calendar.lengths

        def within(some: _Some) -> bool:
            spans = [record.evidence for record in (*some.claims, *some.figures)]
            most = [lengths[key] for key in some.documents]
            return all_within(spans, [*most, *[most[at] for at in some.owners]])

        yield from _apart(some, within)

    def _wrong_figures(self, some: "_Some") -> Iterator[int]:
        found = [
            at
            for names, facet in self._figure_facets
            for at in facet.wrong(list(map(names, some.figures)))
        ]
        found += _wrong_notes(some.figures)
        return (some.owners[at] for at in found)

    def _wrong_dates(self, some: "_Some") -> Iterator[int]:
        calendar = self._calendar
        limits = [calendar.limits[key] for key in some.documents]
        starts = [calendar.event_start(claim.about) for claim in some.claims]
        if not all(map(le, starts, limits)):
            yield from (at for at, start in enumerate(starts) if start > limits[at])
        zones = list(map(calendar.zone, some.claims))
        yield from self._claim_dates.wrong(some.claims, zones, some.documents, limits)
        if some.figures:
            owners = some.owners
            found = self._figure_dates.wrong(
                some.figures,
                [zones[at] for at in owners],
                [some.documents[at] for at in owners],
                [limits[at] for at in owners],
            )
            yield from (owners[at] for at in found)

    def _wrong_parts(self, some: "_Some") -> Iterator[int]:
        in_order = self._parts.in_order
        return (at for at, claim in enumerate(some.claims) if not in_order(claim.figures))


class _Some:
    """Some claims, with their figures in one row."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.documents = [claim.document for claim in claims]

    @cached_property
    def figures(self) -> Claims:
        """The figures of all claims."""
        return [figure for claim in self.claims for figure in claim.figures]

    @cached_property
    def owners(self) -> list[int]:
        """The claim of each figure, by position."""
        return [at for at, claim in enumerate(self.claims) for _ in claim.figures]


class _Dates:
    """The date fields of claims, or of figures, with their words and their grounds."""

    def __init__(
        self, prober: Prober, calendar: Calendar, names: tuple[str, ...], *, figure: bool
    ) -> None:
        self._prober, self._calendar, self._figure = prober, calendar, figure
        self._names = _dated(names)
        self._dates = range(0, len(self._names), len(_dated(names[:1])))
        self._fields = attrgetter(*self._names)
        self._starts: dict[Any, Any] = {}
        self._worded = Facet(prober, self._probe_worded)

    def wrong(
        self,
        records: Claims,
        zones: Sequence[str],
        documents: Sequence[str],
        limits: Sequence[int],
    ) -> list[int]:
        """Return the records, by position, whose dates are not proved right."""
        keys = list(zip(zones, map(self._fields, records), strict=True))
        known = self._starts
        if len(known) > _MOST_DATES:
            known.clear()
        starts: list[Any] = list(map(known.get, keys))
        if None in starts:
            self._judge(list(set(keys).difference(known)))
            starts = [known[key] for key in keys]
        if all(map(le, starts, limits)):
            return []
        late = [at for at, start in enumerate(starts) if start > limits[at]]
        worded = [at for at in late if starts[at] == WORDED]
        wrong = self._worded.wrong([(documents[at], *keys[at]) for at in worded])
        return [*(at for at in late if starts[at] != WORDED), *(worded[at] for at in wrong)]

    def _judge(self, keys: list[tuple[str, tuple[Any, ...]]]) -> None:
        """Find out on which day each begins, or that it is not right whatever the document."""
        plain = [key for key in keys if not any(key[1][at + 1] for at in self._dates)]
        self._starts.update(dict.fromkeys(keys, WORDED))
        clean = self._prober.clean([self._probe({"time_zone": z}, v, _LATE) for z, v in plain])
        for (zone, values), right in zip(plain, clean, strict=True):
            dates = [values[at] for at in self._dates if values[at] is not None]
            last = max((start_of(zone, date) for date in dates), default=0) if right else WRONG
            self._starts[zone, values] = last

    def _probe(self, claim: dict[str, Any], values: tuple[Any, ...], but: frozenset[str]) -> Probe:
        own = dict(zip(self._names, values, strict=True))
        return Probe(claim, own, but) if self._figure else Probe(claim | own, None, but)

    def _probe_worded(self, key: tuple[str, str, tuple[Any, ...]]) -> Probe:
        document, zone, values = key
        return self._probe({"time_zone": zone, "document": document}, values, frozenset())


def _all_tidy(words: list[str]) -> bool:
    """Whether all texts are tidy; none holds a line feed."""
    text = "\n" + "\n".join(words) + "\n"
    return not any(fault in text for fault in ("\n ", " \n", "\n[", "\n{"))


def _is_tidy(word: str) -> bool:
    """Whether a text has no space at its ends, nor begins like a printed list or mapping (R103)."""
    return word == word.strip(" ") and not word.startswith(("[", "{"))


def _wrong_notes(records: Claims) -> list[int]:
    notes = [record.note for record in records]
    if notes.count(None) == len(notes):
        return []
    return [at for at, note in enumerate(notes) if note is not None and not _is_tidy(note)]


def _dated(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name}{part}" for name in names for part in ("", "_wording", "_basis"))


def _rest(model: type[MachineClaim] | type[Figure], alone: Iterable[str]) -> tuple[str, ...]:
    """Return the fields that are judged together: all but those judged by themselves, and dates."""
    dates = _CLAIM_DATES if model is MachineClaim else _FIGURE_DATES
    return tuple(name for name in model.model_fields if name not in {*alone, *_dated(dates)})


def _of_claim(
    prober: Prober, names: tuple[str, ...], but: frozenset[str] = frozenset()
) -> tuple[Any, Facet]:
    def probe(values: Any) -> Probe | None:  # noqa: ANN401 - a value, or several
        fields = _named(names, values)
        if any(one.claim for one in fields.get("responds_to", ())):
            return None  # whose words an answer is in depends on the claim that it answers
        return Probe(fields, None, but)

    return attrgetter(*names), Facet(prober, probe)


def _of_figure(prober: Prober, names: tuple[str, ...]) -> tuple[Any, Facet]:
    return attrgetter(*names), Facet(prober, lambda values: Probe({}, _named(names, values)))


def _named(names: tuple[str, ...], values: Any) -> dict[str, Any]:  # noqa: ANN401
    return dict(zip(names, values if len(names) > 1 else (values,), strict=True))


def _apart(some: _Some, holds: Callable[[_Some], bool]) -> Iterator[int]:
    """Yield the claims, by position, of which a question's answer is no, if it is no of all."""
    if not holds(some):
        yield from (at for at, claim in enumerate(some.claims) if not holds(_Some([claim])))
