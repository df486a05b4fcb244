"""Links: what one record is to another, by the editors or generated from a claim's stance."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.instants import instant_columns
from claimbook.records.markers import Code
from claimbook.records.record import Published, Record
from claimbook.records.types import ActorId, AnyId, EdtfText, LinkId, Text
from claimbook.records.vocabulary import LinkKind


class Link(Record):
    """One relation between two records."""

    TABLE: ClassVar[Published] = Published(
        table="links", grain="One relation from one record to another."
    )

    id: Annotated[LinkId, Field(description="Identifier, `lnk_` and a slug.")]
    subject: Annotated[AnyId, Field(description="The record that stands in the relation.")]
    object: Annotated[
        AnyId | None,
        Field(description="The record to which; null: one that a document presupposes (R503)."),
    ] = None
    unseen: Annotated[
        bool | None,
        Field(description="True when the object is not among our records (R503); null: it is."),
    ] = None
    kind: Annotated[LinkKind, Code("link_kind"), Field(description="What the relation is.")]
    asserted_by: Annotated[
        ActorId | None, Field(description="Who says so; null: a voice that is not named.")
    ] = None
    asserted_at: Annotated[
        EdtfText | None,
        instant_columns("asserted_at", "asserting it"),
        Field(description="When it was said; null: with the release."),
    ] = None
    because: Annotated[
        Text | None, Field(description="Why, in our own words; null: the stance says it all.")
    ] = None


class EditorsLink(Link):
    """A relation that the editors assert: always by somebody who is named (R102)."""

    asserted_by: Annotated[ActorId, Field(description="Who says so.")]
