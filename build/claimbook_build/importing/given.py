"""Values of a record that a mapping gives, as functions of the values of a row."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from claimbook.mapping.template import template_pieces
from claimbook.mapping.value import Composed, FromColumn, Stretch
from claimbook_build.importing.names import Looked
from claimbook_build.importing.reading import Dated

Values: TypeAlias = Mapping[str, Any]
Given: TypeAlias = Callable[[Values], Any]
"""From the values of a row to a value of a record, a `Fault`, or None where none is given."""


def given(value: Any) -> Given:  # noqa: ANN401 - what a mapping may hold
    """Return the function that a value of a mapping is.

    Raises:
        TemplateError: A composed text is not well formed.
    """
    if isinstance(value, FromColumn):
        column = value.column
        return lambda values: plain(values.get(column))
    if isinstance(value, Composed):
        return _composed(value.text)
    if isinstance(value, Stretch):
        return _stretch(value)
    return lambda _: value


def columns_of(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - what a mapping may hold
    """Return the columns that a value of a mapping is taken from.

    Raises:
        TemplateError: A composed text is not well formed.
    """
    if isinstance(value, FromColumn):
        return (value.column,)
    if isinstance(value, Composed):
        return tuple(name for _, name in template_pieces(value.text) if name is not None)
    return (value.start, value.end) if isinstance(value, Stretch) else ()


def plain(value: Any) -> Any:  # noqa: ANN401 - a value of a row
    """Return a value as a record takes it."""
    if isinstance(value, Dated):
        return value.text
    return str(value) if isinstance(value, Looked) else value


def _printed(value: Any) -> Any:  # noqa: ANN401
    """Return a value as people read it: of what was looked up, the words in the cell."""
    return value.printed if isinstance(value, Looked) else plain(value)


def _composed(text: str) -> Given:
    """Return what puts a text together; an empty cell leaves nothing behind, not even its space."""
    pieces = template_pieces(text)

    def compose(values: Values) -> str | None:
        found, told = "", all(name is None for _, name in pieces)
        for literal, name in pieces:
            value = _printed(values.get(name)) if name is not None else None
            told = told or value is not None
            found += f"{literal}{'' if value is None else value}"
        return " ".join(found.split()) if told else None

    return compose


def _stretch(value: Stretch) -> Given:
    def stretch(values: Values) -> Any:  # noqa: ANN401
        start, end = values.get(value.start), values.get(value.end)
        if not isinstance(start, Dated) or not isinstance(end, Dated):
            one = start if isinstance(start, Dated) else end
            return one.text if isinstance(one, Dated) else None
        return _between(start, end)

    return stretch


def _between(start: Dated, end: Dated) -> str:
    """Return a stretch, in days where one of its ends has no time of day: both are so precise."""
    if start.of_days != end.of_days:
        start, end = (
            each if each.of_days else Dated(each.day.isoformat(), each.day, "day")
            for each in (start, end)
        )
    return start.text if start.text == end.text else f"{start.text}/{end.text}"
