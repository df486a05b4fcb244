"""What a mapping says of the claim that a row makes."""

from typing import Annotated

from pydantic import Field

from claimbook.mapping.value import ColumnName, DateValue, OrColumn, OrComposed, Voice
from claimbook.records.claim import Hop
from claimbook.records.markers import Code
from claimbook.records.record import Strict
from claimbook.records.types import ActorId, CodeText, EventId, Text, TimeZone
from claimbook.records.vocabulary import Attribution, Hedge, Phase, Polarity, SpeechAct


class ClaimForm(Strict):
    """The claim of a row: who says it, when, in what words of ours, about what."""

    claimants: Annotated[
        tuple[Voice, ...],
        Field(min_length=1, description="Who says it: actors, or columns that name them."),
    ]
    claimant_as: Annotated[
        ActorId | None, Field(description="The office in which it is said; null: none.")
    ] = None
    speech_act: Annotated[
        OrColumn[SpeechAct], Code("speech_act"), Field(description="What is done in saying it.")
    ]
    proposition: Annotated[
        OrComposed[Text], Field(description="What is said, in our own words; not a publisher's.")
    ]
    about: Annotated[
        tuple[EventId, ...], Field(description="The events it is about, the chief one first.")
    ] = ()
    phase: Annotated[
        OrColumn[Phase] | None, Code("phase"), Field(description="How far the event has come.")
    ] = None
    polarity: Annotated[
        OrColumn[Polarity] | None,
        Code("polarity"),
        Field(description="Whether the event is affirmed; null: it is."),
    ] = None
    said_at: Annotated[
        DateValue | None, Field(description="When it was said; null: not stated.")
    ] = None
    time_zone: Annotated[
        TimeZone | None,
        Field(description="IANA zone of its days; null: the speaker's, event's or document's."),
    ] = None
    medium: Annotated[
        OrColumn[CodeText] | None, Code("medium"), Field(description="Where it was said.")
    ] = None
    attribution: Annotated[
        OrColumn[Attribution] | None,
        Code("attribution"),
        Field(description="How the claimant is known; null: explicitly."),
    ] = None
    hedge: Annotated[
        OrColumn[Hedge] | None, Code("hedge"), Field(description="How far it is held back.")
    ] = None
    chain: Annotated[
        tuple[Hop, ...],
        Field(description="From the claimant upstream to where the claim comes from."),
    ] = ()
    evidence: Annotated[
        tuple[ColumnName, ...],
        Field(description="The columns on which the claim rests; none: those of the row's key."),
    ] = ()
