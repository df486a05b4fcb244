"""The questions that rules ask of claims, put to many at once.

Values that come in few combinations are learnt (`facet`); those of which there are too many are
asked for here, in a form stricter than the rule's.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter, itemgetter, le
from typing import Any, Final

import msgspec

from claimbook.dataset import Dataset
from claimbook.rules.r403_wording import DERIVED
from claimbook.rules.r501_review import ACCEPTING, decisions
from claimbook_build.lines.alike import alike
from claimbook_build.lines.cell import all_cells
from claimbook_build.lines.dates import LATE, Dates
from claimbook_build.lines.facet import Facet, Probe, Prober
from claimbook_build.lines.moment import NO_TEXT, Calendar
from claimbook_build.lines.name import all_named
from claimbook_build.lines.part import Parts
from claimbook_build.lines.pick import Pick
from claimbook_build.lines.some import Claims, Some
from claimbook_build.lines.span import all_within

_CLAIM_DATES = ("said_at",)
_FIGURE_DATES = ("period", "as_of")
_NUMBER = ("measure", "unit", "wording", *DERIVED)
_OFFICE = ("claimant_as", "claimants", "document")
_CLAIM_ALONE: Final = frozenset(
    {"id", *_OFFICE, "about", "proposition", "note", "evidence", "figures"}
)
_FIGURE_ALONE: Final = frozenset({"id", "event", "of_which", "note", "evidence", *_NUMBER})

CLAIM_ASKED: Final = _CLAIM_ALONE | {*_CLAIM_DATES, "time_zone"}
FIGURE_ASKED: Final = _FIGURE_ALONE | {*_FIGURE_DATES}
"""Fields that are asked for by their names, so that structures must have them."""

_REVIEW: Final = frozenset({"R501"})  # of which document, and which claim, matters
_note = attrgetter("note")
_status = attrgetter("status")
_proposition = attrgetter("proposition")
_about = attrgetter("about")
_first = itemgetter(slice(0, 1))
_last = itemgetter(slice(-1, None))
_UNTIDY: Final = frozenset(" [{")


class Judge:
    """Tells which claims are not proved right, beside the records written by hand."""

    def __init__(
        self,
        prober: Prober,
        hand: Dataset,
        calendar: Calendar,
        claim: type[msgspec.Struct],
        figure: type[msgspec.Struct],
    ) -> None:
        """Prepare to judge mirrored claims, whose structures these are."""
        self._calendar = calendar
        self._taken = {*hand.keys("claims"), *hand.keys("figures")}
        self._taken_in: dict[str, set[str]] = {}
        self._parts = Parts(
            {
                entry.key: frozenset(getattr(entry.record, "part_of", ()))
                for entry in hand.table("measures")
            }
        )
        of_claim = partial(_of_claim, prober, claim)
        self._claim_facets = [
            of_claim(("claimants",)),
            of_claim(("about",), LATE),
            of_claim(_rest(claim, _CLAIM_ALONE, _CLAIM_DATES), _REVIEW),
        ]
        self._decisions = hand.once(decisions)
        self._reviewed = "status" in claim.__struct_fields__
        self._office = of_claim(_OFFICE)
        rest = _rest(figure, _FIGURE_ALONE, _FIGURE_DATES)
        self._figure_facets = [
            _of_figure(prober, figure, ("event",)),
            _of_figure(prober, figure, _NUMBER, alike),
            *([_of_figure(prober, figure, rest)] if rest else ()),
        ]
        self._claim_dates = Dates(prober, claim, _CLAIM_DATES, figure=False)
        self._figure_dates = Dates(prober, figure, _FIGURE_DATES, figure=True)

    def wrong(self, some: Some, month: str) -> set[int]:
        """Return the claims, by position, that are not proved right for the file of a month."""
        wrong: set[int] = set()
        places: Sequence[int] = range(len(some.claims))
        # In this order: the later questions can only be put to what the earlier ones let past.
        for question in (
            self._unknown_documents,
            self._wrong_claims,
            self._unaccepted,
            partial(self._wrong_names, month=month),
            self._wrong_offices,
            self._wrong_spans,
            self._wrong_figures,
            self._wrong_dates,
            self._wrong_parts,
        ):
            found = set(question(some))
            if found:
                wrong.update(places[at] for at in found)
                some = some.without(found)
                places = [place for at, place in enumerate(places) if at not in found]
        return wrong

    def _unknown_documents(self, some: Some) -> Iterable[int]:
        known = self._calendar.lengths
        if known.keys() >= set(some.documents):
            return ()
        return (at for at, key in enumerate(some.documents) if key not in known)

    def _wrong_claims(self, some: Some) -> Iterator[int]:
        for pick, facet in self._claim_facets:
            yield from facet.wrong(partial(pick.of, some.rows))
        words = list(map(_proposition, some.claims))
        if None in words or not _all_tidy(words):
            yield from (at for at, word in enumerate(words) if word is None or not _is_tidy(word))
        yield from _wrong_notes(some.claims)

    def _unaccepted(self, some: Some) -> Iterator[int]:
        if self._reviewed and "accepted" in set(map(_status, some.claims)):
            known = self._decisions
            for at, claim in enumerate(some.claims):
                decided = known.get(claim.id, known.get(claim.document))
                if claim.status == "accepted" and decided not in ACCEPTING:
                    yield at

    def _wrong_names(self, some: Some, month: str) -> Iterator[int]:
        start, figure_start = f"clm_{month}_", f"fig_{month}_"
        taken = self._taken_in.get(month)
        if taken is None:
            own = {key for key in self._taken if key.startswith((start, figure_start))}
            taken = self._taken_in[month] = own

        def named(some: Some) -> bool:
            keys, figures = some.keys, some.figure_keys
            own = all_named(keys, start) and all_named(figures, figure_start)
            return own and (not taken or taken.isdisjoint([*keys, *figures]))

        yield from _apart(some, named)

    def _wrong_offices(self, some: Some) -> Iterator[int]:
        held = [at for at, claim in enumerate(some.claims) if claim.claimant_as is not None]
        if held:
            pick, facet = self._office
            rows = [some.rows[at] for at in held]
            yield from (held[at] for at in facet.wrong(partial(pick.of, rows)))

    def _wrong_spans(self, some: Some) -> Iterator[int]:
        lengths = self._calendar.lengths

        def within(some: Some) -> bool:
            most = [lengths[key] for key in some.documents]
            judge = _all_in_place if NO_TEXT in most else all_within
            return judge(some.evidence, most + some.of_figures(most))

        yield from _apart(some, within)

    def _wrong_figures(self, some: Some) -> Iterator[int]:
        rows = some.figure_rows
        found = _wrong_notes(some.figures)
        for pick, facet in self._figure_facets:
            found += facet.wrong(partial(pick.of, rows))
        return (some.owners[at] for at in found)

    def _wrong_dates(self, some: Some) -> Iterator[int]:
        calendar = self._calendar
        limits = list(map(calendar.limits.__getitem__, some.documents))
        starts = calendar.event_starts(list(map(_about, some.claims)))
        if not all(map(le, starts, limits)):
            yield from (at for at, start in enumerate(starts) if start > limits[at])
        zones = calendar.zones(some.claims, some.documents)
        yield from self._claim_dates.wrong(some.rows, zones, some.documents, limits)
        if some.figures:
            owned = some.of_figures
            found = self._figure_dates.wrong(
                some.figure_rows, owned(zones), owned(some.documents), owned(limits)
            )
            yield from (some.owners[at] for at in found)

    def _wrong_parts(self, some: Some) -> Iterable[int]:
        return self._parts.wrong(some.claims)


def _all_in_place(locators: Sequence[tuple[str, ...]], lengths: Sequence[int]) -> bool:
    """Whether locators of texts lie within them, and those of tables are cells."""
    both = list(zip(locators, lengths, strict=True))
    spans = [(some, most) for some, most in both if most != NO_TEXT]
    within = not spans or all_within([some for some, _ in spans], [most for _, most in spans])
    return within and all_cells([some for some, most in both if most == NO_TEXT])


def _all_tidy(words: list[str]) -> bool:
    """Whether all texts are tidy, by their first and last characters."""
    return _UNTIDY.isdisjoint(map(_first, words)) and " " not in set(map(_last, words))


def _is_tidy(word: str) -> bool:
    """Whether a text has no space at its ends, nor begins like a printed list or mapping (R103)."""
    return word == word.strip(" ") and not word.startswith(("[", "{"))


def _wrong_notes(records: Claims) -> list[int]:
    notes = list(map(_note, records))
    if notes.count(None) == len(notes):
        return []
    return [at for at, note in enumerate(notes) if note is not None and not _is_tidy(note)]


def _rest(
    struct: type[msgspec.Struct], alone: Iterable[str], dates: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the fields that are judged together: all but those judged by themselves, and dates."""
    others = {*alone, *Dates.fields_of(dates)}
    return tuple(name for name in struct.__struct_fields__ if name not in others)


def _of_claim(
    prober: Prober,
    struct: type[msgspec.Struct],
    names: tuple[str, ...],
    but: frozenset[str] = frozenset(),
) -> tuple[Pick, Facet]:
    pick = Pick(struct, names)

    def probe(key: Any) -> Probe | None:  # noqa: ANN401 - a value, or several
        fields = pick.fields(key)
        if any(one.claim for one in fields.get("responds_to", ())):
            return None  # whose words an answer is in depends on the claim that it answers
        return Probe(fields, None, but)

    return pick, Facet(prober, ("claims", pick.shape, but), probe)


def _of_figure(
    prober: Prober,
    struct: type[msgspec.Struct],
    names: tuple[str, ...],
    kind: Callable[[dict[str, Any]], Hashable | None] = lambda _: None,
) -> tuple[Pick, Facet]:
    pick = Pick(struct, names)

    def probe(key: Any) -> Probe:  # noqa: ANN401 - a value, or several
        return Probe({}, pick.fields(key))

    of_key = ("figures", pick.shape)
    return pick, Facet(prober, of_key, probe, lambda key: kind(pick.fields(key)))


def _apart(some: Some, holds: Callable[[Some], bool]) -> Iterator[int]:
    """Yield the claims, by position, of which a question's answer is no, if it is no of all."""
    if not holds(some):
        yield from (at for at, claim in enumerate(some.claims) if not holds(Some([claim])))
