"""Which record types there are, and the tables that a build generates from several of them."""

from claimbook.columns import Column, Table
from claimbook.records.actor import Actor
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.event import Event
from claimbook.records.evidence import Evidence
from claimbook.records.figure import Figure
from claimbook.records.item import Item
from claimbook.records.link import Link
from claimbook.records.measure import Measure, Unit, VocabularyCode
from claimbook.records.place import Place
from claimbook.records.record import Strict
from claimbook.records.retired import Retired
from claimbook.records.review import Review

RECORDS: tuple[type[Strict], ...] = (
    Document,
    Actor,
    Place,
    Item,
    Measure,
    Unit,
    VocabularyCode,
    Event,
    Claim,
    Figure,
    Evidence,
    Link,
    Review,
    Retired,
)
"""Every record type that is published, in the order in which a reader meets them."""

CLAIM_CLAIMANTS = Table(
    name="claim_claimants",
    grain="One voice that makes a claim.",
    columns=(
        Column("claim", "VARCHAR", "The claim.", nullable=False, references=("claims",)),
        Column("position", "BIGINT", "Place in the order given, from 1.", nullable=False),
        Column("actor", "VARCHAR", "Who says it; null: not named.", references=("actors",)),
        Column(
            "unnamed",
            "VARCHAR",
            "What the document calls a voice that it does not name; null: named.",
            vocabulary="unnamed_voice",
        ),
        Column(
            "unnamed_of",
            "VARCHAR",
            "The actor to which an unnamed voice belongs; null: named, or not stated.",
            references=("actors",),
        ),
    ),
    primary_key=("claim", "position"),
    sort_order=("claim", "position"),
)

CHANGES = Table(
    name="changes",
    grain="One value of one record that differs between two releases.",
    columns=(
        Column("record", "VARCHAR", "Key of the record.", nullable=False),
        Column("table_name", "VARCHAR", "The table that holds it.", nullable=False),
        Column("field", "VARCHAR", "The column; null: the whole row came or went."),
        Column("old", "VARCHAR", "Value before, as text; null: none."),
        Column("new", "VARCHAR", "Value after, as text; null: none."),
        Column("release", "VARCHAR", "The release that first has the new value.", nullable=False),
        Column("reason", "VARCHAR", "Why it changed; null: not given."),
        Column("changelog_id", "VARCHAR", "Entry of the changelog; null: none."),
    ),
    primary_key=("release", "table_name", "record", "field"),
    sort_order=("release", "table_name", "record", "field"),
)

GENERATED: tuple[Table, ...] = (CLAIM_CLAIMANTS, CHANGES)
"""Tables that no single record type declares."""
