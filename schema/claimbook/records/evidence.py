"""Evidence: where in which document a record stands, as a place and hashes, never as words."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.markers import Code, InUnit
from claimbook.records.record import Published, Strict
from claimbook.records.types import AnyId, CodeText, DocumentId, Sha256
from claimbook.records.vocabulary import Selector
from claimbook.values.cell import MOST_OF_PART

_Offset = Annotated[int, Field(ge=0)]


class Evidence(Strict):
    """One span of one document, written by ``claimbook anchor`` and never by hand (R607).

    Cells have no lines in the spans files: a build publishes them from the records themselves.
    """

    TABLE: ClassVar[Published] = Published(
        table="evidence",
        grain="One span, or cell, of one document that one field of one record rests on.",
        key=(
            *("document", "record", "field"),
            *("span_start", "span_end", "row_key", "column_name"),
        ),
    )

    record: Annotated[AnyId, Field(description="The record that rests on the span.")]
    field: Annotated[
        CodeText, Field(description="Its field: evidence, a date's wording, or a title.")
    ]
    document: Annotated[DocumentId, Field(description="The document.")]
    selector: Annotated[
        Selector, Code("selector"), Field(description="Whether it points into text or a table.")
    ]
    span_start: Annotated[
        _Offset | None,
        InUnit("character"),
        Field(description="First code point of the normalised text; null: a table's cell."),
    ] = None
    span_end: Annotated[
        _Offset | None,
        InUnit("character"),
        Field(description="First code point after it; null: a table's cell."),
    ] = None
    number_start: Annotated[
        _Offset | None,
        InUnit("character"),
        Field(description="First code point of a figure's wording in the span; null: not there."),
    ] = None
    number_end: Annotated[
        _Offset | None,
        InUnit("character"),
        Field(description="First code point after a figure's wording; null: not there."),
    ] = None
    number_sha256: Annotated[
        Sha256 | None,
        Field(
            description="SHA-256 of the wording as printed; null: not there. Must be that of "
            "the record's wording (R609)."
        ),
    ] = None
    span_sha256: Annotated[
        Sha256 | None, Field(description="SHA-256 of the span in UTF-8; null: a table's cell.")
    ] = None
    prefix_sha256: Annotated[
        Sha256 | None,
        Field(description="SHA-256 of up to 32 characters before the span; null: a cell."),
    ] = None
    suffix_sha256: Annotated[
        Sha256 | None,
        Field(description="SHA-256 of up to 32 characters after the span; null: a cell."),
    ] = None
    row_key: Annotated[
        str | None,
        Field(
            max_length=MOST_OF_PART,
            description="Key of the row: the values of the table's key columns, joined by `|`; "
            "a value's own `%` and `|` are written %25 and %7C. Null: a span of text.",
        ),
    ] = None
    column_name: Annotated[
        str | None,
        Field(
            max_length=MOST_OF_PART,
            description="Name of the column as printed; null: a span of text.",
        ),
    ] = None
