"""Documents: bibliography and fingerprints of texts and tables that are never carried."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.columns import Column
from claimbook.records.basis import Basis
from claimbook.records.instants import instant_columns
from claimbook.records.markers import Child, Code, Derives, Flat, InUnit, Unpublished
from claimbook.records.record import Published, Record, Strict
from claimbook.records.types import (
    ActorId,
    AnyId,
    DocumentId,
    EdtfText,
    InstantText,
    Language,
    Licence,
    Phrase,
    SeriesCode,
    Sha256,
    Spans,
    SpanText,
    Text,
    TimeZone,
    Url,
)
from claimbook.records.vocabulary import (
    CoverageReason,
    DerivationRelation,
    DocumentFlag,
    DocumentKind,
    DocumentStatus,
    MediaType,
)


class Derivation(Strict):
    """A document from which this one was made."""

    TABLE: ClassVar[Published] = Published(
        table="document_derivations",
        grain="One document from which another was made.",
        key=("document", "position"),
        parents=(("document", "documents", "The document that was made from another."),),
    )

    origin: Annotated[
        DocumentId | None, Field(description="The document it was made from; null: not known.")
    ] = None
    relation: Annotated[
        DerivationRelation, Code("derivation_relation"), Field(description="How it was made.")
    ]
    unseen: Annotated[
        bool | None,
        Field(description="True when the origin is not among our documents (R503); null: it is."),
    ] = None
    basis: Annotated[
        Basis | None, Flat(), Field(description="Why we think so; null: the document says so.")
    ] = None


class Token(Strict):
    """One number token of the text, accounted for: a record holds it, or it is none."""

    TABLE: ClassVar[Published] = Published(
        table="document_numbers",
        grain="One number token of one document's text.",
        key=("document", "span_start"),
        parents=(("document", "documents", "The document."),),
    )

    at: Annotated[
        SpanText,
        Derives(
            (
                Column("span_start", "BIGINT", "First code point of the token."),
                Column("span_end", "BIGINT", "First code point after the token."),
            )
        ),
        Unpublished(),
        Field(description="Where the token stands, code points of the normalised text."),
    ]
    record: Annotated[
        AnyId | None, Field(description="The record that holds the number; null: none does.")
    ] = None
    reason: Annotated[
        CoverageReason | None,
        Code("coverage_reason"),
        Field(
            description="Why no record holds it; null: one does. One of the two must stand (R608)."
        ),
    ] = None


class Document(Record):
    """A text that makes claims, or a table that does."""

    TABLE: ClassVar[Published] = Published(
        table="documents", grain="One document.", order=("published_utc",)
    )

    id: Annotated[DocumentId, Field(description="Identifier, `doc_` and a slug.")]
    kind: Annotated[
        DocumentKind, Code("document_kind"), Field(description="What sort of text it is.")
    ]
    title: Annotated[Text | None, Field(description="Title as printed; null: it has none.")] = None
    title_evidence: Annotated[
        Spans, Field(description="Where the title stands in the text; none: it does not.")
    ] = ()
    publisher: Annotated[
        ActorId | None, Field(description="Who published it; null: not printed.")
    ] = None
    publisher_basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the publisher; null: it is printed.")
    ] = None
    time_zone: Annotated[
        TimeZone | None,
        Field(description="IANA zone in which it speaks of days; null: not known."),
    ] = None
    time_zone_basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the zone; null: it is printed.")
    ] = None
    url: Annotated[Url | None, Field(description="Address as printed; null: not printed.")] = None
    url_basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the address; null: it is printed.")
    ] = None
    archive_url: Annotated[
        Url | None, Field(description="Address of an archived copy; null: none known.")
    ] = None
    published: Annotated[
        EdtfText | None,
        instant_columns("published", "publication"),
        Field(description="When it was published; null: not known."),
    ] = None
    published_wording: Annotated[
        Phrase | None, Field(description="The date's own words; null: no date is printed.")
    ] = None
    published_basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the date; null: printed in full.")
    ] = None
    retrieved_at: Annotated[
        InstantText | None,
        instant_columns("retrieved_at", "retrieval"),
        Field(description="When the text was fetched; null: not known."),
    ] = None
    language: Annotated[Language, Field(description="Language of the text, BCP 47.")]
    translated_from: Annotated[
        Language | None, Field(description="Language it was translated from; null: none known.")
    ] = None
    media_type: Annotated[
        MediaType | None,
        Field(description="Media type of the fetched bytes; null: not known."),
    ] = None
    licence: Annotated[
        Licence,
        Field(
            description="Licence of the text: an SPDX identifier, or a LicenseRef for other terms "
            "(R605)."
        ),
    ]
    quotation_limit_chars: Annotated[
        int | None,
        InUnit("character"),
        Field(
            ge=0,
            description="Most characters of its text that its terms allow to be repeated, all "
            "wordings and titles together (R606); null: none stated.",
        ),
    ] = None
    raw_sha256: Annotated[Sha256, Field(description="SHA-256 of the fetched bytes.")]
    text_sha256: Annotated[
        Sha256 | None,
        Field(
            description="SHA-256 of the normalised text in UTF-8; null: a table, whose evidence "
            "are cells (R601)."
        ),
    ] = None
    normalization: Annotated[
        str | None,
        Field(
            pattern="^n2/1$", description="Which normalisation the offsets refer to; null: a table."
        ),
    ] = None
    length: Annotated[
        int | None,
        InUnit("character"),
        Field(ge=1, description="Length of the normalised text in code points; null: a table."),
    ] = None
    flags: Annotated[
        tuple[DocumentFlag, ...],
        Code("document_flag"),
        Child("document_flags", "document", "flag", "What a reader should know of the document."),
        Field(description="What a reader should know of the document."),
    ] = ()
    derived_from: Annotated[
        tuple[Derivation, ...],
        Child("document_derivations", "document", ordered=True),
        Field(description="Documents from which it was made."),
    ] = ()
    daily_series: Annotated[
        SeriesCode | None,
        Field(
            description="The daily series whose numbers it carries; null: none. Its days must not "
            "leave one out or stand twice (R306), must be in order (R308), and its counters must "
            "not begin or end within it without a word (R309)."
        ),
    ] = None
    status: Annotated[
        DocumentStatus, Code("document_status"), Field(description="What became of it.")
    ]
    replaced_by: Annotated[
        DocumentId | None, Field(description="The document that replaced it; null: none did.")
    ] = None
    coverage: Annotated[
        tuple[Token, ...],
        Child("document_numbers", "document"),
        Field(description="Every number token of the text, in order (R608)."),
    ] = ()

    @property
    def is_table(self) -> bool:
        """Whether there is no text, so that its evidence are cells."""
        return (self.text_sha256, self.normalization, self.length) == (None, None, None)
