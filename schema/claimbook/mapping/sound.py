"""What a mapping must say so that a table can be read by it, beyond the shape of its fields."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from claimbook.entry import Loc
from claimbook.mapping.column import Column
from claimbook.mapping.figure import FigureForm
from claimbook.mapping.mapping import Mapping
from claimbook.mapping.sound_values import Unsound, unsound_values
from claimbook.mapping.template import TemplateError, template_pieces
from claimbook.mapping.value import Composed, FromColumn, Stretch
from claimbook.records.record import Strict
from claimbook.values.identifier import nearest

_DATES = frozenset({"date", "moment"})
_NUMBERS = frozenset({"count", "number"})
_ANY = frozenset({"text", "code", "address", *_DATES, *_NUMBERS})


class _Use(NamedTuple):
    """A column that a mapping speaks of: where, and what it must hold there."""

    loc: Loc
    column: str
    holds: frozenset[str] = _ANY


def unsound(mapping: Mapping) -> Iterator[Unsound]:
    """Yield everything for which no table could be read by a mapping."""
    for name, column in mapping.columns.items():
        yield from _column(("columns", name), column)
    for use in _uses(mapping):
        yield from _used(mapping, use)
    yield from _texts(mapping, ())
    yield from _figures(mapping)
    yield from unsound_values(mapping)
    yield from _corrected(mapping)


def _column(loc: Loc, column: Column) -> Iterator[Unsound]:
    if (column.holds is None) == (column.ignored is None):
        yield Unsound(
            loc, "a column either `holds` something or is `ignored`", "write one of the two"
        )
    if column.names_of is not None and column.holds != "code":
        yield Unsound((*loc, "names_of"), "only codes are names of records", "write `holds: code`")
    if column.forms and column.holds not in _DATES:
        yield Unsound((*loc, "forms"), "only dates have forms", "write `holds: date` or `moment`")


def _used(mapping: Mapping, use: _Use) -> Iterator[Unsound]:
    column = mapping.columns.get(use.column)
    if column is None:
        near = nearest(use.column, mapping.columns)
        help_ = f"did you mean `{near[0]}`?" if near else "list it in `columns`"
        yield Unsound(use.loc, f"no column `{use.column}` is listed", help_)
    elif column.ignored is not None:
        yield Unsound(use.loc, f"the column `{use.column}` is ignored", "say what it `holds`")
    elif column.holds not in use.holds:
        kinds = " or ".join(f"`{kind}`" for kind in sorted(use.holds))
        message = f"the column `{use.column}` holds `{column.holds}`, not {kinds}"
        yield Unsound(use.loc, message, "name another column, or mend what it `holds`")


# --- which columns a mapping speaks of -----------------------------------------------------------
def _uses(mapping: Mapping) -> Iterator[_Use]:
    yield from (_Use(("key", at), name) for at, name in enumerate(mapping.key))
    yield _Use(("month_of",), mapping.month_of, _DATES)
    yield from _given(mapping.claim, ("claim",))
    names = enumerate(mapping.claim.evidence)
    yield from (_Use(("claim", "evidence", at), name) for at, name in names)
    for at, figure in enumerate(mapping.figures):
        loc = ("figures", at)
        yield from _given(figure, loc)
        yield from (_Use((*loc, "columns", name), name, _NUMBERS) for name in figure.columns)
        if figure.when is not None:
            yield _Use((*loc, "when", "column"), figure.when.column)
    for name, column in mapping.columns.items():
        if column.days_since is not None:
            yield _Use(("columns", name, "days_since", "column"), column.days_since.column, _DATES)
    yield from _checked(mapping)
    for at, waiver in enumerate(mapping.waive):
        if waiver.column is not None:
            yield _Use(("waive", at, "column"), waiver.column)


def _given(form: Strict, loc: Loc) -> Iterator[_Use]:
    for name in type(form).model_fields:
        dates = _DATES if name in {"said_at", "period", "as_of"} else _ANY
        yield from _in_value(getattr(form, name), (*loc, name), dates)


def _in_value(value: Any, loc: Loc, holds: frozenset[str]) -> Iterator[_Use]:  # noqa: ANN401
    if isinstance(value, FromColumn):
        yield _Use((*loc, "column"), value.column, holds)
    elif isinstance(value, Stretch):
        yield _Use((*loc, "start"), value.start, holds)
        yield _Use((*loc, "end"), value.end, holds)
    elif isinstance(value, Composed):
        own = {"number"} if loc[-1] == "wording" else set[str]()
        for name in _braces(value.text):
            if name not in own:
                yield _Use((*loc, "text"), name, holds)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _in_value(item, (*loc, at), holds)


def _checked(mapping: Mapping) -> Iterator[_Use]:
    checks = mapping.checks
    if checks is None:
        return
    loc: Loc = ("checks",)
    for name in ("order", "daily"):
        column = getattr(checks, name)
        if column is not None:
            yield _Use((*loc, name), column, _DATES)
    yield from (_Use((*loc, "rising", at), n, _NUMBERS) for at, n in enumerate(checks.rising))
    for name in ("parts", "same"):
        for at, pair in enumerate(getattr(checks, name)):
            yield _Use((*loc, name, at, "part"), pair.part, _NUMBERS)
            yield _Use((*loc, name, at, "whole"), pair.whole, _NUMBERS)
    if checks.totals is not None:
        yield _Use((*loc, "totals", "column"), checks.totals.column)
        alike = enumerate(checks.totals.alike)
        yield from (_Use((*loc, "totals", "alike", at), name) for at, name in alike)
    if checks.source is not None:
        yield _Use((*loc, "source", "column"), checks.source.column)
        yield _Use((*loc, "source", "date"), checks.source.date, _DATES)


# --- texts and figures ---------------------------------------------------------------------------
def _braces(text: str) -> tuple[str, ...]:
    """Return the columns that a composed text names; none where it is not well formed."""
    try:
        return tuple(name for _, name in template_pieces(text) if name is not None)
    except TemplateError:
        return ()


def _texts(value: Any, loc: Loc) -> Iterator[Unsound]:  # noqa: ANN401 - any part of a mapping
    if isinstance(value, Composed):
        try:
            template_pieces(value.text)
        except TemplateError as error:
            yield Unsound((*loc, "text"), str(error), "write a brace that is meant twice: `{{`")
    elif isinstance(value, Strict):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*loc, name))
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _texts(item, (*loc, at))


def _figures(mapping: Mapping) -> Iterator[Unsound]:
    told: dict[str, list[FigureForm]] = {}
    for at, figure in enumerate(mapping.figures):
        loc: Loc = ("figures", at)
        for column, counter in figure.columns.items():
            yield from _counted(figure, counter.measure, counter.unit, (*loc, "columns", column))
            if any(_meet(figure, other) for other in told.get(column, ())):
                message = f"`{column}` is counted twice"
                help_ = "list it once, or give each a `when` that no row shares"
                yield Unsound((*loc, "columns", column), message, help_)
            told.setdefault(column, []).append(figure)
        if not figure.columns:
            yield from _counted(figure, None, None, loc)
            if figure.wording is None:
                message = "a figure has `columns` of numbers, or a `wording` that every row means"
                yield Unsound(loc, message, "write one of the two")
    yield from _parts(mapping.figures)


def _meet(one: FigureForm, other: FigureForm) -> bool:
    """Whether a row may state both figures: no condition on one column keeps them apart."""
    if one.when is None or other.when is None or one.when.column != other.when.column:
        return True
    return not set(one.when.among).isdisjoint(other.when.among)


def _counted(figure: FigureForm, measure: object, unit: object, loc: Loc) -> Iterator[Unsound]:
    for name, own in (("measure", measure), ("unit", unit)):
        if own is None and getattr(figure, name) is None:
            yield Unsound(loc, f"no `{name}` is given for it", f"write `{name}:`")


def _parts(figures: Iterable[FigureForm]) -> Iterator[Unsound]:
    names: set[str | None] = {None}
    for at, figure in enumerate(figures):
        loc: Loc = ("figures", at)
        yield from _whole(figure.of_which, (*loc, "of_which"), names)
        for column, counter in figure.columns.items():
            yield from _whole(counter.of_which, (*loc, "columns", column, "of_which"), names)
            names.add(counter.name)
        names.add(figure.name)


def _whole(name: str | None, loc: Loc, known: set[str | None]) -> Iterator[Unsound]:
    if name not in known:
        message = f"no figure before it has the name `{name}`"
        yield Unsound(loc, message, "give the whole a `name`, and list it first")


def _corrected(mapping: Mapping) -> Iterator[Unsound]:
    """Find counts that are put right and are none, or cannot be told by their day."""
    if mapping.corrections is None:
        return
    loc: Loc = ("corrections",)
    counted = {column for figure in mapping.figures for column in figure.columns}
    for name, column in mapping.corrections.columns.items():
        if column not in counted:
            near = nearest(column, counted)
            help_ = f"did you mean `{near[0]}`?" if near else "name a column of `figures`"
            yield Unsound((*loc, "columns", name), f"`{column}` is no column of figures", help_)
    if mapping.key != (mapping.month_of,):
        message = "a day alone tells no row of this table"
        yield Unsound(loc, message, "only of a table with its date as the whole key can it be told")
