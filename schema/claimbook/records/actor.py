"""Actors: whoever claims, acts, or is acted on; and who held which office."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.instants import period_columns
from claimbook.records.label import Labels
from claimbook.records.markers import Child, Code
from claimbook.records.record import Published, Record, Strict
from claimbook.records.types import (
    ActorId,
    Country,
    DocumentId,
    EdtfText,
    Locators,
    TimeZone,
    Wikidata,
)
from claimbook.records.types import Label as LabelText
from claimbook.records.vocabulary import ActorKind


class Role(Strict):
    """An office that an actor held, according to one document."""

    TABLE: ClassVar[Published] = Published(
        table="roles",
        grain="One office of one actor according to one document.",
        key=("actor", "role", "document"),
        parents=(("actor", "actors", "The actor who held the office."),),
    )

    role: Annotated[ActorId, Field(description="The office, an actor of kind office (R205).")]
    organisation: Annotated[
        ActorId | None, Field(description="The body the office belongs to; null: not stated.")
    ] = None
    period: Annotated[
        EdtfText | None,
        period_columns("period", "the time in office"),
        Field(description="When the office was held; null: not stated."),
    ] = None
    document: Annotated[DocumentId, Field(description="The document that says so.")]
    evidence: Annotated[Locators, Field(min_length=1, description="Where it says so.")]


class Actor(Record):
    """A person, body or voice."""

    TABLE: ClassVar[Published] = Published(
        table="actors", grain="One person, body, office or group."
    )

    id: Annotated[ActorId, Field(description="Identifier, `act_` and a slug.")]
    name: Annotated[LabelText, Field(description="The usual English name.")]
    kind: Annotated[ActorKind, Code("actor_kind"), Field(description="What sort of actor it is.")]
    part_of: Annotated[
        ActorId | None,
        Field(
            description="The larger body it belongs to; null: none. Must not run in a circle "
            "(R206)."
        ),
    ] = None
    country: Annotated[
        Country | None, Field(description="Country it belongs to, ISO 3166-1 alpha-2; null: none.")
    ] = None
    wikidata: Annotated[
        Wikidata | None, Field(description="Wikidata item; null: not certain, or none.")
    ] = None
    time_zone: Annotated[
        TimeZone | None,
        Field(description="IANA zone in which it speaks of days; null: that of its `part_of`."),
    ] = None
    labels: Labels = ()
    roles: Annotated[
        tuple[Role, ...], Child("roles", "actor"), Field(description="Offices held.")
    ] = ()
