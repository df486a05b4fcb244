"""What a mapping says of single values: forms of dates, codes, conditions, names of figures."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from claimbook.entry import Loc
from claimbook.mapping.column import Column
from claimbook.mapping.date_form import FormError, form_pieces
from claimbook.mapping.figure import FigureForm
from claimbook.mapping.looked_up import Lookup, lookups
from claimbook.mapping.mapping import Mapping
from claimbook.mapping.value import Stretch
from claimbook.values.edtf import EdtfError
from claimbook.values.identifier import nearest
from claimbook.values.instant import parse_instant


class Unsound(NamedTuple):
    """What is wrong with a mapping, and where.

    Attributes:
        loc: The way from the mapping to the value.
        message: What is wrong.
        help: How to repair it.
    """

    loc: Loc
    message: str
    help: str


def unsound_values(mapping: Mapping) -> Iterator[Unsound]:
    """Yield values of a mapping for which no table could be read by it."""
    for name, column in mapping.columns.items():
        yield from _forms(("columns", name, "forms"), column)
        yield from _days_since(("columns", name, "days_since", "first"), column)
    for lookup in lookups(mapping):
        column_ = mapping.columns.get(lookup.column)
        if column_ is not None and column_.holds is not None:
            yield from _looked_up(lookup, column_)
    for at, figure in enumerate(mapping.figures):
        yield from _when(mapping, figure, ("figures", at, "when"))
        yield from _moment(figure, ("figures", at, "as_of"))
    yield from _names(mapping)


def _forms(loc: Loc, column: Column) -> Iterator[Unsound]:
    for at, form in enumerate(column.forms):
        try:
            pieces = form_pieces(form)
        except FormError as error:
            yield Unsound((*loc, at), f"`{form}`: {error}", "write a form such as `DD.MM.YYYY`")
            continue
        if column.holds == "date" and not {"h", "hh"}.isdisjoint(pieces):
            message = f"`{form}` has a time of day, and the column holds `date`"
            yield Unsound((*loc, at), message, "write `holds: moment`, or `0` for a clock of zeros")


def _days_since(loc: Loc, column: Column) -> Iterator[Unsound]:
    """Find a day from which days are counted, and which no calendar has."""
    if column.days_since is not None:
        try:
            date.fromisoformat(column.days_since.first)
        except ValueError:
            message = f"`{column.days_since.first}` is no day of the calendar"
            yield Unsound(loc, message, "write the day that is counted as number 1")


def _looked_up(lookup: Lookup, column: Column) -> Iterator[Unsound]:
    """Find a column of references or codes that is none, or gives others than its field takes."""
    refs = lookup.marks.refs
    if column.holds != "code":
        message = f"`{lookup.column}` holds `{column.holds}`, and a code is taken from it"
        yield Unsound(lookup.loc, message, "write `holds: code` with `values` or `names_of`")
    elif column.names_of is not None and column.names_of not in refs:
        message = f"`{lookup.column}` holds names of {column.names_of}, which are not meant here"
        yield Unsound(lookup.loc, message, "name another column, or look it up in `values`")
    if lookup.codes:
        for text, code in column.values.items():
            if code not in lookup.codes:
                near = nearest(code, lookup.codes)
                help_ = f"did you mean `{near[0]}`?" if near else f"{', '.join(lookup.codes)}"
                message = f"`{code}` is not a code of `{lookup.marks.vocabulary}`"
                yield Unsound(("columns", lookup.column, "values", text), message, help_)


def _when(mapping: Mapping, figure: FigureForm, loc: Loc) -> Iterator[Unsound]:
    """Find conditions on values that no cell can have."""
    column = mapping.columns.get(figure.when.column) if figure.when is not None else None
    if figure.when is None or column is None or column.holds != "code":
        return
    known = set(column.values.values())
    for at, value in enumerate(figure.when.among if known and not column.names_of else ()):
        if value not in known:
            near = column.values.get(value) or next(iter(nearest(value, known)), None)
            help_ = f"did you mean `{near}`?" if near else "write what `values` makes of a text"
            message = f"no cell of `{figure.when.column}` means `{value}`"
            yield Unsound((*loc, "among", at), message, help_)


def _moment(figure: FigureForm, loc: Loc) -> Iterator[Unsound]:
    """Find moments that are none."""
    help_ = "a moment is one day, or a time of it; write a stretch as `period`"
    if isinstance(figure.as_of, Stretch):
        yield Unsound(loc, "a stretch of time is no moment", help_)
    elif isinstance(figure.as_of, str):
        try:
            parse_instant(figure.as_of)
        except EdtfError as error:
            yield Unsound(loc, f"`{figure.as_of}`: {error}", help_)


def _names(mapping: Mapping) -> Iterator[Unsound]:
    """Find figures of one row that would have one identifier."""
    told: set[str] = set()
    for at, figure in enumerate(mapping.figures):
        loc: Loc = ("figures", at)
        own = [
            (counter.name or figure.name or column.replace(" ", "-"), (*loc, "columns", column))
            for column, counter in figure.columns.items()
        ]
        for name, where in own or [(figure.name or "", loc)]:
            if name in told:
                message = f"two figures of a row have the name `{name}`" if name else ""
                help_ = "give each a `name` of its own"
                yield Unsound(where, message or "two figures of a row have no name", help_)
            told.add(name)
