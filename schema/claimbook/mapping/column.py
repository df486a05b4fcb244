"""A column of a foreign table: what its cells hold, and how they are read."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from claimbook.mapping.date_form import FORM_PATTERN
from claimbook.mapping.value import ColumnName
from claimbook.records.record import Strict
from claimbook.records.types import Text, TimeZone, Url

Holds: TypeAlias = Literal["text", "count", "number", "date", "moment", "code", "address"]
"""What the cells of a column hold.

text: words. count: a whole number, 0 or more. number: any finite number. date: a day, month or
year. moment: a date, or a date with a time of day. code: a text or number that is looked up in
`values`, or among the names of `names_of`. address: where something is to be found on the web.
"""

DateForm: TypeAlias = Annotated[str, Field(pattern=f"^{FORM_PATTERN}$", max_length=40)]

CodeValue: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]


class DaysSince(Strict):
    """A number that must be the count of days since a day (R303): the 1,000th day of a war."""

    column: Annotated[ColumnName, Field(description="The column with the date of the row.")]
    first: Annotated[
        str,
        Field(
            pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            description="The day that is counted as number 1.",
        ),
    ]


class Column(Strict):
    """How the cells of one column are read; what is not listed must not be there (R101)."""

    holds: Annotated[
        Holds | None,
        Field(description="What the cells hold; null: they are not read, and `ignored` says why."),
    ] = None
    ignored: Annotated[
        Text | None,
        Field(description="Why the column becomes no part of a record; null: it does."),
    ] = None
    required: Annotated[
        bool | None,
        Field(
            description="Whether every row must have a value (R102); null: in the columns of the "
            "key; false: not even there."
        ),
    ] = None
    missing: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=80)], ...],
        Field(description="Texts that mean that nothing was given, beside an empty cell."),
    ] = ()
    forms: Annotated[
        tuple[DateForm, ...],
        Field(
            description="How its dates are printed, from `YYYY`, `MM`, `DD`, `hh`, `mm`, `ss`; one "
            "letter (`M`, `D`, `h`) is one digit or two, `MMM` and `MMMM` are English names of "
            "months, and every other sign is itself. Several where the table mixes them. None: as "
            "in ISO 8601, `YYYY-MM-DD` and `YYYY-MM-DDThh:mm`."
        ),
    ] = ()
    time_zone: Annotated[
        TimeZone | None,
        Field(description="IANA zone of its times of day; null: the document's."),
    ] = None
    values: Annotated[
        dict[Annotated[str, Field(max_length=200)], CodeValue],
        Field(
            default_factory=dict,
            description="What a text in a cell stands for: a code, an identifier, or other words.",
        ),
    ]
    names_of: Annotated[
        Literal["actors", "places", "items"] | None,
        Field(
            description="The records whose names and labels its texts are: a cell becomes the "
            "identifier; null: texts are taken as they are, or looked up in `values`."
        ),
    ] = None
    separators: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=10)], ...],
        Field(
            description="What parts several values in one cell, a word between spaces: such a "
            "cell is told of and not read (R103), for a number belongs to all of them together. "
            "None: `;`, ` and ` and their like, in texts if each part was a cell of its own before."
        ),
    ] = ()
    days_since: Annotated[
        DaysSince | None,
        Field(description="The count of days that a number must be (R303); null: it is no such."),
    ] = None
    decimals: Annotated[
        bool | None,
        Field(
            description="Whether counts may be printed with a decimal point, `3.0` for 3: then "
            "they are told of and read all the same; null: they are not read."
        ),
    ] = None
    least: Annotated[
        float | int | None, Field(description="Least value that it may have; null: any.")
    ] = None
    most: Annotated[
        float | int | None, Field(description="Greatest value that it may have; null: any.")
    ] = None
    base: Annotated[
        Url | None,
        Field(description="Address to which relative ones are relative; null: none may be (R603)."),
    ] = None
