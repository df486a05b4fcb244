"""The files of ``seeds/`` and ``dataset/``: which records each may hold, and where it stands."""

from typing import Annotated

from pydantic import Field

from claimbook.records.actor import Actor
from claimbook.records.claim import Claim
from claimbook.records.item import Item
from claimbook.records.link import EditorsLink
from claimbook.records.markers import Unpublished
from claimbook.records.measure import Measure, Unit, VocabularyCode
from claimbook.records.place import Place
from claimbook.records.published import PublishedReleases
from claimbook.records.record import Strict
from claimbook.records.retired import Retired
from claimbook.records.series import Series
from claimbook.records.types import CodeText, DocumentId, Text

MACHINE_FOLDER = "dataset/machine/"
"""Where machine-made claims stand."""


class ActorsFile(Strict):
    """``seeds/reference/actors.yaml``."""

    actors: Annotated[tuple[Actor, ...], Field(description="The actors.")]


class PlacesFile(Strict):
    """``seeds/reference/places.yaml``."""

    places: Annotated[tuple[Place, ...], Field(description="The places.")]


class ItemsFile(Strict):
    """``seeds/reference/items.yaml``."""

    items: Annotated[tuple[Item, ...], Field(description="The items.")]


class MeasuresFile(Strict):
    """``seeds/reference/measures.yaml``."""

    measures: Annotated[tuple[Measure, ...], Field(description="The measures.")]


class UnitsFile(Strict):
    """``seeds/reference/units.yaml``."""

    units: Annotated[tuple[Unit, ...], Field(description="The units.")]


class SeriesFile(Strict):
    """``seeds/reference/series.yaml``."""

    series: Annotated[tuple[Series, ...], Field(description="The series.")]


class VocabularyFile(Strict):
    """``seeds/reference/vocabularies/<name>.yaml``."""

    vocabulary: Annotated[
        CodeText, Field(description="Name of the code list, that of the file (R108).")
    ]
    open: Annotated[
        bool,
        Field(
            description="Whether codes may be added without a new contract; must be as the "
            "contract says (R108)."
        ),
    ]
    description: Annotated[Text, Field(description="What the code list is for.")]
    codes: Annotated[tuple[VocabularyCode, ...], Field(min_length=1, description="The codes.")]


class StatementsFile(Strict):
    """``dataset/statements/<year>/<document>.yaml``."""

    document: Annotated[
        DocumentId, Field(description="The document, that of the file's name (R108).")
    ]
    claims: Annotated[tuple[Claim, ...], Field(min_length=1, description="Its claims.")]


class LinksFile(Strict):
    """``dataset/links.yaml``, and ``dataset/links/<name>.yaml``."""

    links: Annotated[tuple[EditorsLink, ...], Field(description="The editors' links.")]


class RetiredFile(Strict):
    """``dataset/retired.yaml``."""

    retired: Annotated[tuple[Retired, ...], Field(description="The tombstones.")]


class ReleasesFile(Strict):
    """``dataset/releases.yaml``."""

    releases: Annotated[
        PublishedReleases, Field(description="The releases that were published, the newest last.")
    ]


class MachineClaim(Claim):
    """A line of ``dataset/machine/<origin>/<month>.jsonl``: a claim that names its own document."""

    document: Annotated[
        DocumentId, Unpublished(), Field(description="The document that carries the claim.")
    ]
