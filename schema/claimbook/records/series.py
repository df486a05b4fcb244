"""Daily series: what a row of numbers counts day by day, and where it breaks off or begins anew."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.columns import Column
from claimbook.records.markers import Child, Code, Derives, Unpublished
from claimbook.records.record import Published, Record, Strict
from claimbook.records.types import DayText, ItemId, MeasureCode, SeriesCode, Text
from claimbook.records.types import Label as LabelText
from claimbook.records.vocabulary import BreakKind, Cadence


class Break(Strict):
    """A day from which a series counts something else, or counts it otherwise."""

    TABLE: ClassVar[Published] = Published(
        table="series_breaks",
        grain="One change in what a series counts.",
        key=("series", "position"),
        parents=(("series", "series", "The series."),),
    )

    first_day: Annotated[
        DayText,
        Unpublished(),
        Derives((Column("first_day", "DATE", "The first day of the new state."),)),
        Field(description="The first day of the new state."),
    ]
    kind: Annotated[BreakKind, Code("break_kind"), Field(description="What happened to it.")]
    measure: Annotated[
        MeasureCode | None,
        Field(description="The measure of the counters concerned; null: all counters."),
    ] = None
    item: Annotated[
        ItemId | None, Field(description="What they count; null: those that name no item.")
    ] = None
    into_item: Annotated[
        ItemId | None,
        Field(
            description="What is counted in their place, or beside them; null: what names no item."
        ),
    ] = None
    because: Annotated[Text, Field(description="What is known of it, in our own words.")]


class Series(Record):
    """Numbers of one voice that come at a steady pace."""

    TABLE: ClassVar[Published] = Published(
        table="series", grain="One series of numbers.", key=("code",)
    )

    code: Annotated[SeriesCode, Field(description="Code of the series.")]
    label: Annotated[LabelText, Field(description="English label.")]
    label_uk: Annotated[LabelText, Field(description="Ukrainian label.")]
    definition: Annotated[Text, Field(description="What is counted, by whom, and how it comes.")]
    cadence: Annotated[Cadence, Code("cadence"), Field(description="How often a number comes.")]
    counts_from: Annotated[
        DayText,
        Unpublished(),
        Derives((Column("counts_from", "DATE", "The day from which running counts count."),)),
        Field(description="The day from which running counts count."),
    ]
    breaks: Annotated[
        tuple[Break, ...],
        Child("series_breaks", "series", ordered=True),
        Field(
            description="Where its counters begin, end or change within it, in order of time "
            "(R309)."
        ),
    ] = ()
