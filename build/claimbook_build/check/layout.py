"""Which file of a dataset holds what: the one table of paths."""

import re
from dataclasses import dataclass
from typing import Literal

from claimbook.mapping.mapping import Mapping
from claimbook.records.document import Document
from claimbook.records.event import Event
from claimbook.records.evidence import Evidence
from claimbook.records.files import (
    ActorsFile,
    ItemsFile,
    LinksFile,
    MachineClaim,
    MeasuresFile,
    PlacesFile,
    ReleasesFile,
    RetiredFile,
    SeriesFile,
    StatementsFile,
    UnitsFile,
    VocabularyFile,
)
from claimbook.records.fragment import Fragment
from claimbook.records.record import Strict
from claimbook.records.review import Review
from claimbook_build.check.code_list import COLUMNS

Form = Literal["yaml", "jsonl", "csv", "lock", "prose"]

_YEAR = "[0-9]{4}|undated"
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of file.

    Attributes:
        pattern: Which paths, relative to the dataset's root.
        form: How it is written.
        model: What a YAML file, or a line of a JSON Lines file, must be; None for other forms.
        example: Such a path, for a reader.
    """

    pattern: re.Pattern[str]
    form: Form
    model: type[Strict] | None
    example: str


def _shelf(pattern: str, form: Form, model: type[Strict] | None, example: str) -> Shelf:
    return Shelf(re.compile(pattern), form, model, example)


SHELVES: tuple[Shelf, ...] = (
    _shelf(f"seeds/documents/doc_{_SLUG}\\.yaml", "yaml", Document, "seeds/documents/doc_x.yaml"),
    _shelf("seeds/reference/actors\\.yaml", "yaml", ActorsFile, "seeds/reference/actors.yaml"),
    _shelf("seeds/reference/places\\.yaml", "yaml", PlacesFile, "seeds/reference/places.yaml"),
    _shelf("seeds/reference/items\\.yaml", "yaml", ItemsFile, "seeds/reference/items.yaml"),
    _shelf(
        "seeds/reference/measures\\.yaml", "yaml", MeasuresFile, "seeds/reference/measures.yaml"
    ),
    _shelf("seeds/reference/units\\.yaml", "yaml", UnitsFile, "seeds/reference/units.yaml"),
    _shelf("seeds/reference/series\\.yaml", "yaml", SeriesFile, "seeds/reference/series.yaml"),
    _shelf(
        "seeds/reference/vocabularies/[a-z0-9_]+\\.yaml",
        "yaml",
        VocabularyFile,
        "seeds/reference/vocabularies/speech_act.yaml",
    ),
    _shelf(f"seeds/mappings/{_SLUG}\\.yaml", "yaml", Mapping, "seeds/mappings/losses.yaml"),
    _shelf(
        f"seeds/reference/codes/(?:{'|'.join(COLUMNS)})\\.csv",
        "csv",
        None,
        "seeds/reference/codes/katottg.csv",
    ),
    _shelf(
        f"dataset/events/(?:{_YEAR})/evt_{_SLUG}\\.yaml",
        "yaml",
        Event,
        "dataset/events/2022/evt_x.yaml",
    ),
    _shelf(
        f"dataset/statements/(?:{_YEAR})/doc_{_SLUG}\\.yaml",
        "yaml",
        StatementsFile,
        "dataset/statements/2022/doc_x.yaml",
    ),
    _shelf(
        f"dataset/statements/(?:{_YEAR})/doc_{_SLUG}\\.spans\\.jsonl",
        "jsonl",
        Evidence,
        "dataset/statements/2022/doc_x.spans.jsonl",
    ),
    _shelf(
        f"dataset/machine/{_SLUG}/[0-9]{{4}}-[0-9]{{2}}\\.jsonl",
        "jsonl",
        MachineClaim,
        "dataset/machine/origin/2022-10.jsonl",
    ),
    _shelf(
        "dataset/reviews/[0-9]{4}-[0-9]{2}\\.jsonl",
        "jsonl",
        Review,
        "dataset/reviews/2022-10.jsonl",
    ),
    _shelf("dataset/links\\.yaml", "yaml", LinksFile, "dataset/links.yaml"),
    _shelf(f"dataset/links/{_SLUG}\\.yaml", "yaml", LinksFile, "dataset/links/losses.yaml"),
    _shelf("dataset/retired\\.yaml", "yaml", RetiredFile, "dataset/retired.yaml"),
    _shelf(
        f"dataset/changelog/{_SLUG}\\.yaml",
        "yaml",
        Fragment,
        "dataset/changelog/recount-of-missiles.yaml",
    ),
    _shelf("dataset/releases\\.yaml", "yaml", ReleasesFile, "dataset/releases.yaml"),
    _shelf("dataset/ids\\.lock", "lock", None, "dataset/ids.lock"),
    _shelf("(?:seeds|dataset)/(?:[a-z0-9_-]+/)*README\\.md", "prose", None, "seeds/README.md"),
)
"""Every kind of file; what fits none of them has no place in a dataset (R002)."""


def shelf_of(path: str) -> Shelf | None:
    """Return the kind of a file by its path relative to the root, or None.

    >>> shelf_of("dataset/links.yaml").form
    'yaml'
    >>> shelf_of("dataset/links.yml") is None
    True
    """
    return next((shelf for shelf in SHELVES if shelf.pattern.fullmatch(path)), None)
