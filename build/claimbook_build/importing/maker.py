"""From the values of a row to a claim and its figures, as plain trees in the model's order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from claimbook.mapping.claim import ClaimForm
from claimbook.mapping.figure import Counter, FigureForm, When
from claimbook.mapping.value import Composed
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.records.record import Strict
from claimbook.records.types import MOST_OF_PHRASE
from claimbook.values.wording import WordingError, parse_wording
from claimbook_build.canonical.order import field_order
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.given import Given, columns_of, given, plain
from claimbook_build.importing.identity import slug
from claimbook_build.read.findings import excerpt

_MEMORY = 2**16

NUMBER = "number"
"""What a composed wording calls the number at hand."""


class Field(NamedTuple):
    """One field of a record that a mapping gives.

    Attributes:
        name: The field.
        give: Its value, from the values of a row.
        columns: The columns that it is taken from.
        needed: Whether the record cannot be without it.
    """

    name: str
    give: Given
    columns: tuple[str, ...]
    needed: bool


def fields_given(form: Strict, record: type[Strict], but: frozenset[str]) -> tuple[Field, ...]:
    """Return the fields of a record that a form gives, in the order in which they are written.

    Raises:
        TemplateError: A composed text is not well formed.
    """
    found = []
    for name in field_order(record):
        value = getattr(form, name, None)
        if name in but or value is None or value == ():
            continue
        needed = record.model_fields[name].is_required()
        found.append(Field(name, given(value), columns_of(value), needed))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class FigureMaker:
    """Makes the figure that one column of a row states, or a row without a number.

    Attributes:
        form: What the mapping says of it and its like.
        column: The column of its number; None where every row means the same.
        name: Its part of the identifier; "" where the row has no other.
    """

    form: FigureForm
    column: str | None
    counter: Counter
    name: str
    fields: tuple[Field, ...]
    _wording: Given | None
    _worded: dict[str, bool]

    @property
    def when(self) -> When | None:
        """The rows that state it; None: all that have a number."""
        return self.form.when

    @property
    def of_which(self) -> str | None:
        """The name of the figure of the row of which it is a part."""
        return self.counter.of_which or self.form.of_which

    @property
    def told_at(self) -> str | None:
        """The column at which a wrong wording is told of; None: the row as a whole."""
        columns = columns_of(self.form.wording)
        return self.column or next((name for name in columns if name != NUMBER), None)

    def wording(self, values: Mapping[str, Any]) -> str | Fault | None:
        """Return the number phrase; None where the row states no number."""
        if self.when is not None and not met(self.when, values):
            return None
        number = values.get(self.column) if self.column is not None else None
        if number == 0 and self.form.zero == "nothing":
            return None
        text = "" if number is None else number if isinstance(number, str) else _printed(number)
        if self._wording is not None:
            found = self._wording({**values, NUMBER: text})
            text = "" if found is None else str(found).strip()
        elif isinstance(number, int):
            return text
        return (
            text
            if self._reads(text)
            else Fault("unparsed-wording", f"`{excerpt(text)}` is no number phrase")
        )

    def _reads(self, text: str) -> bool:
        known = self._worded.get(text)
        if known is None:
            try:
                parse_wording(text)
                known = len(text) <= MOST_OF_PHRASE
            except WordingError:
                known = False
            if len(self._worded) < _MEMORY and len(text) <= MOST_OF_PHRASE:
                self._worded[text] = known
        return known


def met(when: When, values: Mapping[str, Any]) -> bool:
    """Whether a row meets a condition: its value is one of those named, as `values` has it."""
    value = plain(values.get(when.column))
    return value is not None and str(value) in when.among


def figure_makers(forms: tuple[FigureForm, ...]) -> Iterator[FigureMaker]:
    """Yield what makes the figures of a row, in the order of the mapping.

    Raises:
        TemplateError: A composed text is not well formed.
    """
    alone = len(forms) == 1 and len(forms[0].columns) < 2
    for form in forms:
        own: list[tuple[str | None, Counter]] = [*form.columns.items()] or [(None, Counter())]
        for column, counter in own:
            name = counter.name or form.name or (slug(column) if column and not alone else "")
            merged = form.model_copy(
                update={
                    field: value
                    for field in ("measure", "unit", "item", "place")
                    if (value := getattr(counter, field)) is not None
                }
            )
            fields = fields_given(merged, Figure, _FIGURE_OWN)
            wording = form.wording
            give = given(wording) if isinstance(wording, (Composed, str)) else None
            yield FigureMaker(form, column, counter, name, fields, give, {})


def claim_fields(form: ClaimForm) -> tuple[Field, ...]:
    """Return the fields of a claim that a mapping gives, but its voices.

    Raises:
        TemplateError: A composed text is not well formed.
    """
    return fields_given(form, Claim, _CLAIM_OWN)


_CLAIM_OWN = frozenset({"id", "claimants", "evidence", "figures", "origin", "status", "waive"})
_FIGURE_OWN = frozenset({"id", "of_which", "wording", "evidence", "status", "waive"})


def _printed(number: float) -> str:
    """Return a number as people print it: without an exponent.

    >>> _printed(12), _printed(0.25), _printed(0.00001)
    ('12', '0.25', '0.00001')
    """
    if isinstance(number, int):
        return str(number)
    text = repr(number)
    return f"{number:.17f}".rstrip("0") if "e" in text else text
