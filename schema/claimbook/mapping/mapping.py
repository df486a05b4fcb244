"""A mapping: one file that says how the rows of a table become records."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from claimbook.mapping.checks import Checks
from claimbook.mapping.claim import ClaimForm
from claimbook.mapping.column import Column
from claimbook.mapping.corrections import Corrections
from claimbook.mapping.figure import FigureForm, Slug
from claimbook.mapping.value import ColumnName
from claimbook.records.fragment import SLUG_PATTERN
from claimbook.records.record import Published, Strict, Waiver
from claimbook.records.types import DocumentId, Licence, Text
from claimbook.values.identifier import MAX_LENGTH


class TableForm(Strict):
    """How the table is read, where its name and its content are silent."""

    format: Annotated[
        Literal["csv", "tsv", "json", "jsonl", "xlsx", "parquet"] | None,
        Field(description="Its format; null: as its name says."),
    ] = None
    delimiter: Annotated[
        str | None,
        Field(min_length=1, max_length=1, description="What parts cells; null: as in the header."),
    ] = None
    encoding: Annotated[
        str | None, Field(max_length=20, description="Its encoding; null: UTF-8.")
    ] = None
    columns: Annotated[
        tuple[ColumnName, ...],
        Field(description="Names of the columns of a table without a header; none: it has one."),
    ] = ()
    skip: Annotated[
        int | None, Field(ge=0, description="Lines above the header to pass over; null: none.")
    ] = None
    sheet: Annotated[
        str | None, Field(max_length=100, description="Sheet of a workbook; null: its single one.")
    ] = None


class CellWaiver(Waiver):
    """A rule that one row, or one cell of it, may break, with the reason."""

    row: Annotated[str, Field(min_length=1, max_length=200, description="The key of the row.")]
    column: Annotated[ColumnName | None, Field(description="The column; null: all of the row.")] = (
        None
    )


class Mapping(Strict):
    """How the rows of one table become claims, figures and evidence.

    It is no table of a release: what it made is there, and each record names its cells.
    """

    TABLE: ClassVar[Published] = Published(table="mappings", grain="One mapping.")

    id: Annotated[
        str,
        Field(
            pattern=f"^{SLUG_PATTERN}$",
            max_length=MAX_LENGTH,
            description="A slug, that of the file's name (R108).",
        ),
    ]
    description: Annotated[Text, Field(description="What the table holds, in our own words.")]
    licence: Annotated[
        Licence, Field(description="Licence of the table, which must let its rows be used (R605).")
    ]
    attribution: Annotated[
        Text | None, Field(description="Whom its licence wants to be named; null: nobody.")
    ] = None
    table: Annotated[TableForm | None, Field(description="How it is read; null: as it says.")] = (
        None
    )
    document: Annotated[
        DocumentId | None,
        Field(
            description="The document that the table is; null: named when it is imported, for "
            "each version of a table is a document of its own."
        ),
    ] = None
    origin: Annotated[
        Slug, Field(description="Folder of `dataset/machine/` that its claims are written to.")
    ]
    slug: Annotated[
        Slug, Field(description="How identifiers of its records begin, after their month.")
    ]
    key: Annotated[
        tuple[ColumnName, ...],
        Field(min_length=1, description="The columns that together tell rows apart (R201)."),
    ]
    month_of: Annotated[
        ColumnName,
        Field(description="The column of dates whose month says in which file a claim stands."),
    ]
    columns: Annotated[
        dict[ColumnName, Column],
        Field(min_length=1, description="Every column of the table, by its name."),
    ]
    claim: Annotated[ClaimForm, Field(description="The claim that a row makes.")]
    figures: Annotated[
        tuple[FigureForm, ...], Field(description="The numbers that it states.")
    ] = ()
    corrections: Annotated[
        Corrections | None,
        Field(
            description="A table of counts that their source put right, where the date is the "
            "whole key; null: there is none."
        ),
    ] = None
    checks: Annotated[
        Checks | None,
        Field(description="What holds between rows, each by its rule; null: keys are unique."),
    ] = None
    waive: Annotated[
        tuple[CellWaiver, ...], Field(description="What rows may break, each with its reason.")
    ] = ()
