"""Reviews: decisions on records, append-only."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.records.instants import instant_columns
from claimbook.records.markers import Child, Code
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


class Review(Record):
    """One decision on one record."""

    TABLE: ClassVar[Published] = Published(
        table="reviews", grain="One decision on one record.", order=("decided_at",)
    )

    id: Annotated[ReviewId, Field(description="Identifier, `rev_` and a slug.")]
    target: Annotated[AnyId, Field(description="The record decided on.")]
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
    changes: Annotated[
        tuple[Change, ...],
        Child("review_changes", "review"),
        Field(description="What was changed."),
    ] = ()
