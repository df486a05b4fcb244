"""Claims: who says what, in which document, with which force, about which event."""

from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag

from claimbook.records.basis import Basis
from claimbook.records.figure import Figure
from claimbook.records.instants import instant_columns
from claimbook.records.markers import Child, Code, Filled, Flat, Unpublished
from claimbook.records.record import Published, Record, Strict
from claimbook.records.types import (
    ActorId,
    ClaimId,
    CodeText,
    DocumentId,
    EdtfText,
    EventId,
    Locators,
    Phrase,
    Text,
    TimeZone,
)
from claimbook.records.vocabulary import (
    Attribution,
    ClaimStatus,
    Hedge,
    HopRelation,
    Independence,
    Origin,
    Phase,
    Polarity,
    Region,
    SpeechAct,
    Stance,
)


class UnnamedVoice(Strict):
    """A claimant whom the document does not name."""

    unnamed: Annotated[
        CodeText, Code("unnamed_voice"), Field(description="What the document calls the voice.")
    ]
    of: Annotated[
        ActorId | None, Field(description="The actor it belongs to; null: not stated.")
    ] = None


def _is_voice(value: Any) -> str:  # noqa: ANN401 - whatever the file holds
    return "voice" if isinstance(value, (dict, UnnamedVoice)) else "actor"


Claimant = Annotated[
    Annotated[ActorId, Tag("actor")] | Annotated[UnnamedVoice, Tag("voice")],
    Discriminator(_is_voice),
]
"""An actor's id, or an unnamed voice."""


class Hop(Strict):
    """One step upstream from the claimant to where the claim comes from."""

    TABLE: ClassVar[Published] = Published(
        table="chain_hops",
        grain="One step upstream from a claim's claimant.",
        key=("claim", "position"),
        parents=(("claim", "claims", "The claim."),),
    )

    actor: Annotated[ActorId | None, Field(description="The next voice; null: unnamed.")] = None
    unnamed: Annotated[
        CodeText | None,
        Code("unnamed_voice"),
        Field(description="What the document calls a voice that it does not name; null: named."),
    ] = None
    document: Annotated[
        DocumentId | None, Field(description="The document it speaks in; null: not ours.")
    ] = None
    relation: Annotated[
        HopRelation, Code("hop_relation"), Field(description="How the claim came down from it.")
    ]
    count: Annotated[
        Phrase | None,
        Field(description="How many such voices, as printed; null: one, or not stated."),
    ] = None
    independence: Annotated[
        Independence | None,
        Code("independence"),
        Field(description="Whether the document says they are independent; null: one voice."),
    ] = None
    unseen: Annotated[
        bool | None,
        Field(description="True when what it said is not among our documents (R503); null: it is."),
    ] = None
    basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the step; null: the document says so.")
    ] = None


class Response(Strict):
    """The stance of this claim towards another."""

    TABLE: ClassVar[Published] = Published(
        table="claim_stances",
        grain="One claim's stance towards another.",
        key=("claim", "position"),
        parents=(("claim", "claims", "The claim that takes the stance."),),
    )

    claim: Annotated[
        ClaimId | None,
        Field(description="The claim answered; null: one that the document presupposes."),
    ] = None
    stance: Annotated[Stance, Code("stance"), Field(description="The stance taken.")]
    unseen: Annotated[
        bool | None,
        Field(description="True when the claim answered is not among ours (R503); null: it is."),
    ] = None
    basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the stance; null: stated.")
    ] = None


class Claim(Record):
    """One attributed statement of one document."""

    TABLE: ClassVar[Published] = Published(
        table="claims",
        grain="One attributed statement of one document.",
        order=("document",),
        parents=(("document", "documents", "The document that carries it."),),
    )

    id: Annotated[ClaimId, Field(description="Identifier, `clm_` and a slug.")]
    claimants: Annotated[
        tuple[Claimant, ...],
        Unpublished(),
        Field(min_length=1, description="Who says it: actors, or voices that are not named."),
    ]
    claimant_as: Annotated[
        ActorId | None,
        Field(
            description="The office in which it is said, of kind office (R205); null: none given."
        ),
    ] = None
    speech_act: Annotated[
        SpeechAct, Code("speech_act"), Field(description="What is done in saying it.")
    ]
    accused: Annotated[
        ActorId | None, Field(description="Who is accused; null: no accusation.")
    ] = None
    proposition: Annotated[
        Text | None,
        Field(
            description="What is said, in our own words. Null is only for silence or a refusal "
            "(R506)."
        ),
    ] = None
    about: Annotated[
        tuple[EventId, ...],
        Child("claim_about", "claim", "event", "An event that the claim is about.", ordered=True),
        Field(description="The events it is about, the chief one first."),
    ] = ()
    phase: Annotated[
        Phase | None,
        Code("phase"),
        Field(description="How far the event has come, as claimed; null: not said."),
    ] = None
    polarity: Annotated[
        Polarity | None,
        Code("polarity"),
        Filled(),
        Field(
            description="Whether the event is affirmed; null is published as affirmed. The "
            "proposition "
            "is worded as it was said all the same, a negation included."
        ),
    ] = None
    said_at: Annotated[
        EdtfText | None,
        instant_columns("said_at", "saying it"),
        Field(description="When it was said; null: not stated."),
    ] = None
    said_at_wording: Annotated[
        Phrase | None, Field(description="The date's own words; null: put together, or none.")
    ] = None
    said_at_basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the date; null: stated in full.")
    ] = None
    time_zone: Annotated[
        TimeZone | None,
        Field(description="IANA zone of its days; null: the speaker's, event's or document's."),
    ] = None
    medium: Annotated[
        CodeText | None, Code("medium"), Field(description="Where it was said; null: not stated.")
    ] = None
    attribution: Annotated[
        Attribution | None,
        Code("attribution"),
        Filled(),
        Field(description="How the claimant is known; null is published as explicit."),
    ] = None
    hedge: Annotated[
        Hedge | None,
        Code("hedge"),
        Field(description="How far the claimant or the document holds back; null: not at all."),
    ] = None
    region: Annotated[
        Region | None,
        Code("region"),
        Filled(),
        Field(description="The part of the document; null is published as body."),
    ] = None
    responds_to: Annotated[
        tuple[Response, ...],
        Child("claim_stances", "claim", ordered=True),
        Field(description="The claims that it answers; itself is none of them (R206)."),
    ] = ()
    chain: Annotated[
        tuple[Hop, ...],
        Child("chain_hops", "claim", ordered=True),
        Field(description="From the claimant upstream to where the claim comes from."),
    ] = ()
    evidence: Annotated[Locators, Field(min_length=1, description="Where the document says it.")]
    origin: Annotated[
        Origin | None,
        Code("origin"),
        Filled(),
        Field(description="Whether a person or a program recorded it; null is published as hand."),
    ] = None
    status: Annotated[
        ClaimStatus | None,
        Code("claim_status"),
        Filled(),
        Field(
            description="What became of it; null is published as unreviewed: no reviewer has "
            "decided on it."
        ),
    ] = None
    figures: Annotated[
        tuple[Figure, ...], Unpublished(), Field(description="The numbers it states.")
    ] = ()
