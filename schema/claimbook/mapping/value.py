"""Values of a record that a mapping gives: written out, taken from a column, or put together."""

from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import Discriminator, Field, Tag

from claimbook.records.claim import Claimant
from claimbook.records.record import Strict
from claimbook.records.types import MOST_OF_TEXT, EdtfText

T = TypeVar("T")

ColumnName: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]
"""The name of a column, as the table's header or the keys of its rows have it."""


class FromColumn(Strict):
    """The value of a column of the row."""

    column: Annotated[ColumnName, Field(description="The column whose value it is.")]


class Composed(Strict):
    """A text put together from columns of the row."""

    text: Annotated[
        str,
        Field(
            min_length=1,
            max_length=MOST_OF_TEXT,
            description="The text, with the names of columns in braces: `{name}`; `{{` is a brace. "
            "An empty cell leaves nothing behind.",
        ),
    ]


class Stretch(Strict):
    """A stretch of time between two columns of the row."""

    start: Annotated[ColumnName, Field(description="The column in which it begins.")]
    end: Annotated[ColumnName, Field(description="The column in which it ends, itself included.")]


def _arm(value: Any) -> str:  # noqa: ANN401 - whatever the file holds
    if isinstance(value, Strict):
        return {FromColumn: "column", Composed: "composed", Stretch: "stretch"}.get(
            type(value), "given"
        )
    if not isinstance(value, dict):
        return "given"
    return next(
        (arm for key, arm in _ARMS.items() if key in value),
        "given" if "unnamed" in value else "column",
    )


_ARMS = {"column": "column", "text": "composed", "start": "stretch", "end": "stretch"}

_Column = Annotated[FromColumn, Tag("column")]
_Composed = Annotated[Composed, Tag("composed")]
_Stretch = Annotated[Stretch, Tag("stretch")]


OrColumn: TypeAlias = Annotated[Annotated[T, Tag("given")] | _Column, Discriminator(_arm)]
"""A value that is written out, or stands in a column."""

OrComposed: TypeAlias = Annotated[
    Annotated[T, Tag("given")] | _Column | _Composed, Discriminator(_arm)
]
"""A text that is written out, stands in a column, or is put together."""

DateValue: TypeAlias = Annotated[
    Annotated[EdtfText, Tag("given")] | _Column | _Stretch, Discriminator(_arm)
]
"""A date: written out, a column's, or the stretch between two columns."""

Voice: TypeAlias = Annotated[Annotated[Claimant, Tag("given")] | _Column, Discriminator(_arm)]
"""A claimant: an actor's id, a voice that is not named, or what a column resolves to."""
