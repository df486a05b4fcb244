"""What a mapping says that must hold between the rows of its table."""

from typing import Annotated

from pydantic import Field

from claimbook.mapping.value import ColumnName
from claimbook.records.record import Strict


class Part(Strict):
    """A column that counts a part of what another counts."""

    part: Annotated[ColumnName, Field(description="The column of the part.")]
    whole: Annotated[ColumnName, Field(description="The column of the whole.")]


class Totals(Strict):
    """Rows that give a total of what other rows give by place."""

    column: Annotated[ColumnName, Field(description="The column that names the place.")]
    whole: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=200)], ...],
        Field(min_length=1, description="The texts that name the whole: the country."),
    ]
    alike: Annotated[
        tuple[ColumnName, ...],
        Field(min_length=1, description="The columns in which such rows are alike: day, item."),
    ]


class Source(Strict):
    """The column that says where a row was taken from."""

    column: Annotated[ColumnName, Field(description="The column with the address.")]
    date: Annotated[ColumnName, Field(description="The column with the date of the row.")]
    days: Annotated[
        int | None,
        Field(
            ge=0,
            description="How many days apart rows of one source may be; null: one (R604).",
        ),
    ] = None


class Checks(Strict):
    """Rules between rows; that no two rows have one key holds always (R201)."""

    order: Annotated[
        ColumnName | None,
        Field(description="The column by which rows must be in order (R308); null: any order."),
    ] = None
    daily: Annotated[
        ColumnName | None,
        Field(
            description="The column of days of which none is left out (R306); null: some may be."
        ),
    ] = None
    rising: Annotated[
        tuple[ColumnName, ...],
        Field(
            description="The columns of counts so far, which do not fall (R404). Those of figures "
            "with `aggregation: cumulative` need not be listed."
        ),
    ] = ()
    copies: Annotated[
        bool | None,
        Field(
            description="Whether a row with all the numbers of the one before it is told of (R404)."
        ),
    ] = None
    parts: Annotated[
        tuple[Part, ...], Field(description="Parts that must not be above their wholes (R402).")
    ] = ()
    same: Annotated[
        tuple[Part, ...],
        Field(description="Pairs of columns that are told of if alike in every row (R407)."),
    ] = ()
    totals: Annotated[
        Totals | None,
        Field(description="Totals that stand beside their parts (R406); null: there are none."),
    ] = None
    source: Annotated[
        Source | None,
        Field(description="Whether one source is cited for rows days apart (R604); null: unasked."),
    ] = None
