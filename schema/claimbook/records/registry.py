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
from claimbook.records.series import Series

RECORDS: tuple[type[Strict], ...] = (
    Document,
    Actor,
    Place,
    Item,
    Measure,
    Unit,
    Series,
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

RELEASES = Table(
    name="releases",
    grain="One release of the dataset, this one and those before it.",
    columns=(
        Column("release", "VARCHAR", "Its version.", nullable=False),
        Column(
            "manifest_sha256",
            "VARCHAR",
            "SHA-256 of its `manifest.json`; null: this release, whose manifest answers for this "
            "table.",
        ),
        Column("schema_version", "VARCHAR", "Version of its tables' schema.", nullable=False),
    ),
    primary_key=("release",),
    sort_order=("release",),
)

_ROW_KEY = "The values of the row's primary key, a JSON array."

CHANGES = Table(
    name="changes",
    grain="One value that a release changed, or one row that it added.",
    columns=(
        Column("table_name", "VARCHAR", "The table that holds the row.", nullable=False),
        Column("row_key", "VARCHAR", _ROW_KEY, nullable=False),
        Column("release", "VARCHAR", "The release that brought the change.", nullable=False),
        Column(
            "change",
            "VARCHAR",
            "What happened to the row.",
            nullable=False,
            closed=("added", "changed", "removed"),
        ),
        Column("field", "VARCHAR", "The column; null: the whole row was added."),
        Column("old", "VARCHAR", "Its value before, as text; null: none."),
        Column("new", "VARCHAR", "Its value since, as text; null: none."),
        Column(
            "record",
            "VARCHAR",
            "The record to which the row belongs: of a row of a list, that which has the list.",
            nullable=False,
        ),
        Column("reason", "VARCHAR", "Why it changed; null: not given.", vocabulary="change_reason"),
        Column("changelog_id", "VARCHAR", "The entry of the changelog; null: none."),
    ),
    primary_key=("table_name", "row_key", "release", "field"),
    sort_order=("table_name", "row_key", "release", "field"),
)

KEYS = Table(
    name="keys",
    grain="One row of any table but this one, `changes` and `releases`.",
    columns=(
        Column("table_name", "VARCHAR", "The table that holds the row.", nullable=False),
        Column("row_key", "VARCHAR", _ROW_KEY, nullable=False),
        Column(
            "row_digest",
            "VARCHAR",
            "The first 32 hexadecimal digits of the SHA-256 of all its values as text: a JSON "
            "array in the order of the columns.",
            nullable=False,
            pattern="[0-9a-f]{32}",
        ),
        Column("first_release", "VARCHAR", "The release that brought the row.", nullable=False),
        Column(
            "last_changed_release",
            "VARCHAR",
            "The last release that changed the row, or that brought it.",
            nullable=False,
        ),
    ),
    primary_key=("table_name", "row_key"),
    sort_order=("table_name", "row_key"),
)

GENERATED: tuple[Table, ...] = (CLAIM_CLAIMANTS, RELEASES, CHANGES, KEYS)
"""Tables that no single record type declares."""
