"""What a column seems to hold, in the words of a mapping, with remarks for who decides."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimbook.mapping.column import Column
from claimbook_build.importing.dates import ISO_DATES, ISO_MOMENTS
from claimbook_build.importing.propose.date_shape import merged
from claimbook_build.importing.propose.facts import Facts
from claimbook_build.importing.propose.offer import KINDS, Offers
from claimbook_build.report.findings import plural
from claimbook_build.report.number import plain

GAP = ""
"""What stands where only a person knows: no field takes it, so that every check tells of it."""

_MOST_VALUES = 24
_MOST_STRANGERS = 60
_DATES = frozenset({"date", "moment"})
NUMBERS = frozenset({"count", "number"})
_SURELY = frozenset(
    {"-", "--", "\u2013", "\u2014", "?", "n/a", "N/A", "n.a.", "nan", "NaN", "null"}
)


@dataclass
class Form:
    """What a mapping may say of a column.

    Attributes:
        facts: What was counted of it.
        fields: What it says, as its file has it.
        remarks: What a person should know, a line each.
        asides: Remarks beside single entries of `values`.
    """

    facts: Facts
    fields: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    asides: dict[str, str] = field(default_factory=dict)

    @property
    def holds(self) -> str:
        """What its cells seem to hold."""
        return str(self.fields.get("holds"))

    def column(self) -> Column:
        """Return it as a mapping has it; to be asked for dates and numbers alone."""
        fields = {k: tuple(v) if isinstance(v, list) else v for k, v in self.fields.items()}
        return Column.model_validate(fields)

    @property
    def is_date(self) -> bool:
        """Whether it holds dates that can be read."""
        return self.holds in _DATES and GAP not in self.fields.get("forms", ())

    def require(self) -> None:
        """Have a value in every row."""
        self.fields = {"holds": self.holds, "required": True, **self.fields}

    @property
    def is_number(self) -> bool:
        """Whether it holds numbers."""
        return self.holds in NUMBERS


def form_of(facts: Facts, offers: Mapping[str, Offers], *, typed: bool) -> Form:
    """Return what a mapping may say of a column.

    Args:
        facts: What was counted of it.
        offers: The names of records that its texts may be.
        typed: Whether the table's format tells numbers from texts.
    """
    form = Form(facts)
    form.fields["holds"] = _holds(facts)
    form.remarks.append(_summary(form))
    if not facts.said:
        return form
    if form.is_number:
        form.remarks += _of_numbers(form, typed=typed)
    elif form.holds in _DATES:
        form.remarks += _of_dates(form)
    elif form.holds == "address":
        form.remarks += _of_addresses(facts)
    elif facts.looks["printed"] * 10 >= facts.said * 9:
        form.fields["holds"] = "code"
        form.remarks.append("lists or dictionaries as a program prints them: each is told of")
    else:
        form.remarks += _of_texts(form, offers)
    form.remarks += _nothing(form)
    return form


def _holds(facts: Facts) -> str:
    looks, said = facts.looks, facts.said
    shaped = sum(facts.shapes.values())
    if said and shaped * 10 >= said * 9:
        timed = any(":" in shape.form for shape in facts.shapes)
        return "moment" if timed else "date"
    numbers = looks["count"] + looks["point"] + looks["number"]
    if numbers + looks["phrase"] and (numbers + looks["phrase"]) * 10 >= said * 9:
        return "number" if looks["number"] else "count"
    places = looks["address"] + looks["path"]
    if said and places * 10 >= said * 9:
        return "address"
    return "text"


def _summary(form: Form) -> str:
    facts = form.facts
    if not facts.said:
        return f"no cell of {facts.cells:,} says anything"
    whole = facts.said == facts.cells
    said = plural(facts.said, "cell") + ("" if whole else f" of {facts.cells:,} with a value")
    if form.is_number and facts.least is not None and facts.greatest is not None:
        return f"{said}: {plain(facts.least)} to {plain(facts.greatest)}"
    if form.holds in _DATES or facts.more_texts:
        return said
    texts = "all alike" if len(facts.texts) == 1 else f"{len(facts.texts):,} different texts"
    return f"{said}: {texts}"


# --- numbers -------------------------------------------------------------------------------------
def _of_numbers(form: Form, *, typed: bool) -> Iterator[str]:
    looks = form.facts.looks
    if looks["point"] and form.holds == "count":
        form.fields["decimals"] = True
        yield f"{plural(looks['point'], 'whole number')} with a decimal point: each is told of"
    if typed and form.facts.quoted:
        yield f"{plural(form.facts.quoted, 'number')} in quotes: each is told of"
    if looks["phrase"]:
        first = form.facts.odd["phrase"]
        yield f"{plural(looks['phrase'], 'cell')} with words for a number, as `{first}`"
    yield from _others(form, "count", "point", "number", "phrase")


def _others(form: Form, *usual: str) -> Iterator[str]:
    """Tell of cells that look like nothing of what the column holds."""
    strange = [look for look in form.facts.looks if look not in {*usual, "nothing"}]
    count = sum(form.facts.looks[look] for look in strange)
    if count:
        first = form.facts.odd[strange[0]]
        yield f"{plural(count, 'cell')} of another kind, as `{first}`: each is told of"


# --- dates ---------------------------------------------------------------------------------------
def _of_dates(form: Form) -> Iterator[str]:
    counts, doubt = _date_forms(form.facts)
    known = ISO_MOMENTS if form.holds == "moment" else ISO_DATES
    forms = merged(counts)
    if doubt:
        form.fields["forms"] = [GAP]
        both = ", or ".join(f"`{name}`" for name in doubt)
        yield f"todo forms: {both}? No cell tells day and month apart"
    elif any(name not in known for name in forms):
        form.fields["forms"] = list(forms)
    if len(counts) > 1:
        told = ", ".join(f"{count:,} `{name}`" for name, count in counts.items())
        yield f"of mixed forms: {told}"
    if any("h" in name for name in counts):
        yield "todo time_zone: that of its times of day, where it is not the document's"
    strange = form.facts.said - sum(form.facts.shapes.values())
    if strange:
        yield f"{plural(strange, 'cell')} in no form of dates: each is told of"


def _date_forms(facts: Facts) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return how often each form is there, and two forms where nothing tells which it is."""
    certain: Counter[str] = Counter()
    doubtful: Counter[tuple[str, str]] = Counter()
    for shape, count in facts.shapes.items():
        if shape.swapped is None:
            certain[shape.form] += count
        else:
            doubtful[shape.form, shape.swapped] += count
    open_: tuple[str, ...] = ()
    for pair, count in sorted(doubtful.items()):
        votes = [sum(n for form, n in certain.items() if _alike(form, one)) for one in pair]
        if (votes[0] > 0) == (votes[1] > 0):
            open_ = open_ or pair
        certain[pair[0] if votes[0] >= votes[1] else pair[1]] += count
    ordered = sorted(certain.items(), key=lambda item: (-item[1], item[0]))
    return dict(ordered), open_


def _alike(form: str, other: str) -> bool:
    """Whether two forms have day and month in the same order."""
    return (form.find("D") < form.find("M")) == (other.find("D") < other.find("M")) and (
        form.find("Y") > 0
    )


# --- addresses and texts -------------------------------------------------------------------------
def _of_addresses(facts: Facts) -> Iterator[str]:
    if facts.looks["path"]:
        yield (
            f"{plural(facts.looks['path'], 'cell')} with the end of an address alone: todo base, "
            "the address that they belong to; without it each is told of"
        )


def _of_texts(form: Form, offers: Mapping[str, Offers]) -> Iterator[str]:
    facts = form.facts
    kind, known = _named(facts.texts, offers)
    if kind is not None:
        form.fields.update(holds="code", names_of=kind)
        yield f"{known:,} of {len(facts.texts):,} texts are names of {kind}"
        yield from _strangers(form, offers[kind])
    elif len(facts.texts) <= _MOST_VALUES and not facts.more_texts and _repeats(facts):
        form.fields["holds"] = "code"
        ordered = sorted(facts.texts.items(), key=lambda item: (-item[1], item[0]))
        yield f"texts: {', '.join(f'`{text}` {count:,}' for text, count in ordered)}"
    yield from _separators(form)


def _repeats(facts: Facts) -> bool:
    return facts.said >= 3 * len(facts.texts) or len(facts.texts) == 1 < facts.said


def _named(texts: Iterable[str], offers: Mapping[str, Offers]) -> tuple[str | None, int]:
    """Return of which kind of records a third of the texts are names, and how many are."""
    every = list(texts)
    counts = {kind: sum(offers[kind].exact(text) is not None for text in every) for kind in KINDS}
    best = max(KINDS, key=lambda kind: counts[kind])
    return (best, counts[best]) if counts[best] * 3 >= len(every) > 0 else (None, 0)


def _strangers(form: Form, offers: Offers) -> Iterator[str]:
    facts = form.facts
    strange = [text for text in facts.texts if offers.exact(text) is None]
    strange.sort(key=lambda text: (-facts.texts[text], text))
    for text in strange[:_MOST_STRANGERS]:
        form.fields.setdefault("values", {})[text] = GAP
        near = offers.near(text)
        times = f"todo, {plural(facts.texts[text], 'row')}"
        form.asides[text] = f"{times}: {', '.join(near)}?" if near else times
    if len(strange) > _MOST_STRANGERS or facts.more_texts:
        yield "not all of its texts are listed: the others are told of"


def _separators(form: Form) -> Iterator[str]:
    """Tell what parts values, where the parts are cells of their own elsewhere."""
    facts = form.facts
    found = []
    for by, count in sorted(facts.separators.items(), key=lambda item: (-item[1], item[0])):
        joined = [text for text in facts.texts if by in text]
        apart = sum(any(part.strip() in facts.texts for part in text.split(by)) for text in joined)
        if joined and apart * 5 >= len(joined):
            found.append((by, count))
    if found:
        told = ", ".join(f"{count:,} by `{by}`" for by, count in found)
        yield f"several values in a cell: {told}; such cells may be told of"


def _nothing(form: Form) -> Iterator[str]:
    """Propose texts that mean that nothing was given; in words only those that cannot be words."""
    found = sorted(form.facts.nothing)
    if form.holds in {"text", "code"}:
        doubtful = [text for text in found if text not in _SURELY]
        if doubtful:
            told = ", ".join(f"`{text}`" for text in doubtful)
            yield f"todo missing: does {told} mean that nothing was given?"
        found = [text for text in found if text in _SURELY]
    if found:
        form.fields["missing"] = found
