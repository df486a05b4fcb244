"""Reviews: decisions on records, append-only."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.instants import instant_columns
from claimbook.records.markers import Child, Code, Flat, InUnit
from claimbook.records.record import Published, Record, Strict
from claimbook.records.types import ActorId, AnyId, CodeText, InstantText, ReviewId, Text
from claimbook.records.vocabulary import Decision, Reliability


class Change(Strict):
    """What a reviewer changed in one field."""

    TABLE: ClassVar[Published] = Published(
        table="review_changes",
        grain="One field changed by one review.",
        key=("review", "field"),
        parents=(("review", "reviews", "The review."),),
    )

    field: Annotated[CodeText, Field(description="The field.")]
    old: Annotated[Text | None, Field(description="Its value before; null: it had none.")] = None
    new: Annotated[Text | None, Field(description="Its value after; null: it was removed.")] = None


class Sample(Strict):
    """What was looked at of many records that one decision is about."""

    size: Annotated[
        int, InUnit("record"), Field(ge=1, description="How many records were looked at.")
    ]
    population: Annotated[
        int,
        InUnit("record"),
        Field(ge=1, description="Of how many records; no fewer than were looked at (R501)."),
    ]
    method: Annotated[Text, Field(description="How they were chosen and compared.")]
    faults: Annotated[
        int, InUnit("record"), Field(ge=0, description="How many of those looked at were wrong.")
    ]


class Review(Record):
    """One decision on one record, or on all that a program recorded of one document."""

    TABLE: ClassVar[Published] = Published(
        table="reviews",
        grain="One decision on one record, or on all machine claims of one document.",
        order=("decided_at",),
    )

    id: Annotated[ReviewId, Field(description="Identifier, `rev_` and a slug.")]
    target: Annotated[
        AnyId,
        Field(
            description="The record decided on; a document: all that a program recorded of it "
            "(R501)."
        ),
    ]
    decision: Annotated[Decision, Code("decision"), Field(description="The decision.")]
    reviewer: Annotated[ActorId, Field(description="Who decided.")]
    decided_at: Annotated[
        InstantText, instant_columns("decided_at", "deciding"), Field(description="When.")
    ]
    reason: Annotated[Text | None, Field(description="Why; null: not given.")] = None
    reliability: Annotated[
        Reliability | None,
        Code("reliability"),
        Field(description="Reliability of the source, Admiralty code A to F; null: not judged."),
    ] = None
    credibility: Annotated[
        int | None,
        Field(
            ge=1,
            le=6,
            description="Credibility of the content, Admiralty 1 to 6; null: not judged.",
        ),
    ] = None
    sample: Annotated[
        Sample | None,
        Flat(),
        Field(
            description="What was looked at of many records; null: each of them, or it is one "
            "record."
        ),
    ] = None
    changes: Annotated[
        tuple[Change, ...],
        Child("review_changes", "review"),
        Field(description="What was changed."),
    ] = ()
