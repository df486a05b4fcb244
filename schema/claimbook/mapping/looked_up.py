"""What the columns of a mapping are looked up to be: references and codes of its records."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, get_args, get_origin

from claimbook.entry import Loc
from claimbook.mapping.mapping import Mapping
from claimbook.mapping.value import FromColumn
from claimbook.records.annotation import Marks, marks
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.records.record import Strict


class Lookup(NamedTuple):
    """A field of a record that takes its reference, or its code, from a column.

    Attributes:
        loc: The way from the mapping to where it says so.
        column: The column.
        marks: What the field refers to.
        codes: The codes that it may hold where the contract lists them; none: it does not.
    """

    loc: Loc
    column: str
    marks: Marks
    codes: tuple[str, ...]


def lookups(mapping: Mapping) -> Iterator[Lookup]:
    """Yield the fields of a mapping's records that are looked up in a column."""
    yield from _in_form(mapping.claim, Claim, ("claim",))
    for at, voice in enumerate(mapping.claim.claimants):
        if isinstance(voice, FromColumn):
            found = marks(Claim.model_fields["claimants"])
            yield Lookup(("claim", "claimants", at, "column"), voice.column, found, ())
    for at, form in enumerate(mapping.figures):
        yield from _in_form(form, Figure, ("figures", at))


def looked_up(mapping: Mapping) -> Iterator[tuple[Loc, str, Marks]]:
    """Yield what `values` makes of texts that become references or codes, each once for a field."""
    for lookup in lookups(mapping):
        column = mapping.columns.get(lookup.column)
        for text, value in column.values.items() if column is not None else ():
            yield ("columns", lookup.column, "values", text), value, lookup.marks


def _in_form(form: Strict, record: type[Claim | Figure], loc: Loc) -> Iterator[Lookup]:
    for name in type(form).model_fields:
        value, field = getattr(form, name), record.model_fields.get(name)
        if isinstance(value, FromColumn) and field is not None:
            found = marks(field)
            if found.refs or found.vocabulary:
                codes = tuple(_literals(field.annotation))
                yield Lookup((*loc, name, "column"), value.column, found, codes)


def _literals(annotation: Any) -> Iterator[str]:  # noqa: ANN401 - any annotation
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
        return
    for part in get_args(annotation):
        yield from _literals(part)
