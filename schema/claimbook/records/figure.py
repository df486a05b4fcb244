"""Figures: a number as it was worded, its bounds, and what exactly it counts."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.basis import Basis
from claimbook.records.instants import instant_columns, period_columns
from claimbook.records.markers import Code, Filled, Flat
from claimbook.records.record import Published, Record, Strict
from claimbook.records.types import (
    ActorId,
    EdtfText,
    EventId,
    FigureId,
    InstantText,
    ItemId,
    Locators,
    MeasureCode,
    Phrase,
    PlaceId,
    UnitCode,
    Wording,
)
from claimbook.records.vocabulary import (
    AgeClass,
    Aggregation,
    Counting,
    FigureStatus,
    Population,
    Sex,
)
from claimbook.values.wording import Qualifier

Number = Annotated[int | float, Field(union_mode="left_to_right")]


class ShareOf(Strict):
    """The whole of which a share is a share."""

    measure: Annotated[MeasureCode, Field(description="What the whole counts.")]
    place: Annotated[PlaceId | None, Field(description="Where; null: not stated.")] = None
    as_of: Annotated[EdtfText | None, Field(description="As of when; null: not stated.")] = None


class Figure(Record):
    """One number of one claim."""

    TABLE: ClassVar[Published] = Published(
        table="figures",
        grain="One number of one claim.",
        order=("claim",),
        parents=(("claim", "claims", "The claim that states it."),),
    )

    id: Annotated[FigureId, Field(description="Identifier, `fig_` and a slug.")]
    event: Annotated[
        EventId | None,
        Field(
            description="The event it counts, by default the first that its claim is about; "
            "null: that is about none."
        ),
    ] = None
    measure: Annotated[MeasureCode, Field(description="What is counted.")]
    unit: Annotated[UnitCode, Field(description="In what; must be a unit of the measure (R405).")]
    item: Annotated[
        ItemId | None, Field(description="The kind of thing counted; null: not stated.")
    ] = None
    affected: Annotated[
        ActorId | None,
        Field(description="Whose people or things are counted; null: not stated."),
    ] = None
    population: Annotated[
        Population | None,
        Code("population"),
        Field(description="Which people are counted; null: no people, or not stated."),
    ] = None
    counting: Annotated[
        Counting | None,
        Code("counting"),
        Field(description="How the number came to be, as the source has it; null: not stated."),
    ] = None
    share_of: Annotated[
        ShareOf | None, Flat(), Field(description="The whole, for a share; null: no share.")
    ] = None
    sex: Annotated[Sex | None, Code("sex"), Field(description="Null: mixed or not stated.")] = None
    age_class: Annotated[
        AgeClass | None, Code("age_class"), Field(description="Null: mixed or not stated.")
    ] = None
    place: Annotated[
        PlaceId | None, Field(description="Where, if not the event's place; null: the same.")
    ] = None
    of_which: Annotated[
        FigureId | None,
        Field(
            description="The figure of which this one counts a part; null: none. A part must not "
            "exceed its whole (R402), nor run in a circle (R206)."
        ),
    ] = None
    wording: Annotated[
        Wording,
        Field(description="The number phrase as printed, and no more: must parse (R403)."),
    ]
    qualifier: Annotated[
        Qualifier | None,
        Code("qualifier"),
        Filled(),
        Field(description="How the wording bounds the number; must follow from it (R403)."),
    ] = None
    nominal: Annotated[
        Number | None,
        Field(
            description="The number as printed; null: none is. Must follow from the wording (R403)."
        ),
    ] = None
    low: Annotated[
        Number | None,
        Field(
            description="Least value the wording allows; null: unbounded. Must follow from it "
            "(R403)."
        ),
    ] = None
    low_exclusive: Annotated[
        bool | None,
        Field(
            description="Whether `low` itself is excluded; null: no bound. Must follow from the "
            "wording (R403)."
        ),
    ] = None
    best: Annotated[
        Number | None,
        Field(
            description="The value the wording names as the case; null: it names none. Must "
            "follow from the wording (R403)."
        ),
    ] = None
    high: Annotated[
        Number | None,
        Field(
            description="Greatest value the wording allows; null: unbounded. Must follow from "
            "it (R403)."
        ),
    ] = None
    high_exclusive: Annotated[
        bool | None,
        Field(
            description="Whether `high` itself is excluded; null: no bound. Must follow from "
            "the wording (R403)."
        ),
    ] = None
    aggregation: Annotated[
        Aggregation | None,
        Code("aggregation"),
        Field(
            description="Whether it is a count so far, an increment, a level or one event's; "
            "null: unclear."
        ),
    ] = None
    period: Annotated[
        EdtfText | None,
        period_columns("period", "the period counted"),
        Field(description="The period counted; null: not stated."),
    ] = None
    period_wording: Annotated[
        Phrase | None, Field(description="The period's own words; null: put together, or none.")
    ] = None
    period_basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the period; null: stated in full.")
    ] = None
    as_of: Annotated[
        InstantText | None,
        instant_columns("as_of", "the moment for which it holds"),
        Field(description="The moment for which it holds; null: not stated."),
    ] = None
    as_of_wording: Annotated[
        Phrase | None, Field(description="The moment's own words; null: put together, or none.")
    ] = None
    as_of_basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the moment; null: stated in full.")
    ] = None
    status: Annotated[
        FigureStatus | None,
        Code("figure_status"),
        Filled(),
        Field(description="What became of it; null is published as normal."),
    ] = None
    evidence: Annotated[
        Locators,
        Field(min_length=1, description="Where it stands: qualifier, number and counted noun."),
    ]
