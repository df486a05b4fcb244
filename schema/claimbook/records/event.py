"""Events: what claims are about. An event is a question, not yet a fact."""

from typing import Annotated, ClassVar

from pydantic import Field

from claimbook.columns import Column
from claimbook.records.basis import Basis
from claimbook.records.markers import Child, Code, Derives, Flat
from claimbook.records.record import Published, Record, Strict
from claimbook.records.types import (
    ActorId,
    CodeText,
    EdtfText,
    EventId,
    Locators,
    Phrase,
    PlaceId,
    Text,
    TimeZone,
)
from claimbook.records.vocabulary import DayPart, Reality


class Participant(Strict):
    """An actor's part in an event."""

    TABLE: ClassVar[Published] = Published(
        table="event_participants",
        grain="One actor's part in one event.",
        key=("event", "actor", "role"),
        parents=(("event", "events", "The event."),),
    )

    actor: Annotated[ActorId, Field(description="Who took part.")]
    role: Annotated[CodeText, Code("participant_role"), Field(description="As what.")]


class Event(Record):
    """Something that happened, is said to have happened, or may happen."""

    TABLE: ClassVar[Published] = Published(table="events", grain="One event.", order=("t_min_utc",))

    id: Annotated[EventId, Field(description="Identifier, `evt_` and a slug.")]
    kind: Annotated[CodeText, Code("event_kind"), Field(description="What sort of event it is.")]
    mode: Annotated[
        CodeText | None,
        Code("event_mode"),
        Field(description="The manner within the kind; null: not told apart."),
    ] = None
    reality: Annotated[
        Reality,
        Code("reality"),
        Field(description="Whether the documents treat it as past, going on, planned or possible."),
    ]
    happened: Annotated[
        EdtfText | None,
        Derives(
            (
                Column("t_min_utc", "TIMESTAMP", "First moment it can have happened; null: open."),
                Column(
                    "t_max_utc", "TIMESTAMP", "First moment after it at the latest; null: open."
                ),
                Column(
                    "happened_date", "DATE", "The day in Kyiv on which t_min_utc falls; null: open."
                ),
                Column(
                    "happened_precision",
                    "VARCHAR",
                    "How precisely the time is known; null: not at all.",
                    vocabulary="precision",
                ),
            )
        ),
        Field(description="When it happened or would; null: not stated."),
    ] = None
    happened_wording: Annotated[
        Phrase | None,
        Field(
            description="The date's own words in the first document of `evidence`; null: the date "
            "is put together from more than one phrase, or not stated."
        ),
    ] = None
    happened_basis: Annotated[
        Basis | None, Flat(), Field(description="Ground of the time; null: stated in full.")
    ] = None
    day_part: Annotated[
        DayPart | None, Code("day_part"), Field(description="Part of the day; null: not stated.")
    ] = None
    time_zone: Annotated[
        TimeZone | None, Field(description="IANA zone of its days; null: that of its place.")
    ] = None
    place: Annotated[PlaceId | None, Field(description="Where; null: not stated.")] = None
    place_precision: Annotated[
        int | None,
        Field(
            ge=1,
            le=7,
            description="How precisely the place is known, after UCDP's where_prec: 1 exact point, "
            "2 near a point, 3 raion, 4 oblast, 5 line or fuzzy area, 6 country, 7 sea or air. "
            "Null: not judged. Must fit the kind of the place (R702).",
        ),
    ] = None
    part_of: Annotated[
        EventId | None,
        Field(description="The wider event; null: none. Must not run in a circle (R206)."),
    ] = None
    summary: Annotated[Text, Field(description="What it is, in our own words.")]
    participants: Annotated[
        tuple[Participant, ...],
        Child("event_participants", "event"),
        Field(description="Who took part, as what."),
    ] = ()
    evidence: Annotated[
        Locators,
        Field(min_length=1, description="Where documents speak of it, each `document:start-end`."),
    ]
