"""What a mapping says of the figures that a row states."""

from typing import Annotated, Literal

from pydantic import Field

from claimbook.mapping.value import ColumnName, Composed, DateValue, OrColumn
from claimbook.records.markers import Code
from claimbook.records.record import Strict
from claimbook.records.types import (
    ActorId,
    EventId,
    ItemId,
    MeasureCode,
    PlaceId,
    Text,
    UnitCode,
    Wording,
)
from claimbook.records.vocabulary import AgeClass, Aggregation, Counting, Population, Sex

Slug = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class When(Strict):
    """A condition on a row."""

    column: Annotated[ColumnName, Field(description="The column that decides.")]
    among: Annotated[
        tuple[Annotated[str, Field(max_length=200)], ...],
        Field(
            min_length=1,
            description="The values that its cell may have: as `values` looks them up.",
        ),
    ]


class Counter(Strict):
    """What one column of several counts, where it differs from the others."""

    name: Annotated[
        Slug | None, Field(description="Its part of the identifier; null: from the column's name.")
    ] = None
    measure: Annotated[MeasureCode | None, Field(description="What it counts.")] = None
    unit: Annotated[UnitCode | None, Field(description="In what.")] = None
    item: Annotated[ItemId | None, Field(description="The kind of thing counted.")] = None
    place: Annotated[PlaceId | None, Field(description="Where.")] = None
    of_which: Annotated[
        Slug | None, Field(description="Name of the figure of the row of which it is a part.")
    ] = None


class FigureForm(Strict):
    """Figures of a row: one for each column of numbers that it lists, or one without a number."""

    columns: Annotated[
        dict[ColumnName, Counter],
        Field(
            default_factory=dict,
            description="The columns of numbers, each with what it alone counts; `{}`: nothing.",
        ),
    ]
    name: Annotated[
        Slug | None,
        Field(description="Part of the identifier where there is one; null: the column's name."),
    ] = None
    measure: Annotated[
        OrColumn[MeasureCode] | None,
        Field(description="What is counted; null: each column says it."),
    ] = None
    unit: Annotated[
        OrColumn[UnitCode] | None, Field(description="In what; null: each column says it.")
    ] = None
    wording: Annotated[
        Composed | Wording | None,
        Field(
            description="The number phrase: `text` with columns in braces, `{number}` for the one "
            "at hand; or a number that every row means, as each row of a list of things is one; "
            "null: the number as printed."
        ),
    ] = None
    item: Annotated[
        OrColumn[ItemId] | None, Field(description="The kind of thing counted; null: none stated.")
    ] = None
    affected: Annotated[
        OrColumn[ActorId] | None, Field(description="Whose people or things are counted.")
    ] = None
    population: Annotated[
        OrColumn[Population] | None,
        Code("population"),
        Field(description="Which people are counted."),
    ] = None
    counting: Annotated[
        OrColumn[Counting] | None,
        Code("counting"),
        Field(description="How the number came to be."),
    ] = None
    sex: Annotated[OrColumn[Sex] | None, Code("sex"), Field(description="Null: mixed.")] = None
    age_class: Annotated[
        OrColumn[AgeClass] | None, Code("age_class"), Field(description="Null: mixed.")
    ] = None
    place: Annotated[
        OrColumn[PlaceId] | None, Field(description="Where; null: the event's place.")
    ] = None
    event: Annotated[
        EventId | None, Field(description="The event it counts; null: the claim's first.")
    ] = None
    of_which: Annotated[
        Slug | None, Field(description="Name of the figure of the row of which it is a part.")
    ] = None
    aggregation: Annotated[
        OrColumn[Aggregation] | None,
        Code("aggregation"),
        Field(description="Whether it is a count so far, an increment, a level or one event's."),
    ] = None
    period: Annotated[DateValue | None, Field(description="The period counted; null: none.")] = None
    as_of: Annotated[DateValue | None, Field(description="The moment for which it holds.")] = None
    zero: Annotated[
        Literal["number", "nothing"] | None,
        Field(
            description="Whether a 0 is a number that was stated, or means that none was; "
            "null: a number."
        ),
    ] = None
    when: Annotated[
        When | None, Field(description="The rows that state it; null: all that have a number.")
    ] = None
    note: Annotated[Text | None, Field(description="A remark on each; null: none.")] = None
