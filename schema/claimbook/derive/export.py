"""Every derived schema as a file, for editors and for readers without Python."""

import json
from collections.abc import Mapping

from claimbook.derive.arrow import arrow_types
from claimbook.derive.dictionary import dictionary
from claimbook.derive.json_schema import json_schema
from claimbook.derive.tables import tables
from claimbook.mapping.mapping import Mapping as TableMapping
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

AUTHORED: dict[str, type[Strict]] = {
    "document": Document,
    "actors": ActorsFile,
    "places": PlacesFile,
    "items": ItemsFile,
    "measures": MeasuresFile,
    "units": UnitsFile,
    "series": SeriesFile,
    "vocabulary": VocabularyFile,
    "event": Event,
    "statements": StatementsFile,
    "evidence_line": Evidence,
    "claim_line": MachineClaim,
    "review_line": Review,
    "links": LinksFile,
    "retired": RetiredFile,
    "releases": ReleasesFile,
    "changelog_entry": Fragment,
    "mapping": TableMapping,
}
"""What a file that is written by hand or by a tool, or one line of it, must be, by name."""


def export_schemas(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return every derived schema as text by file name: ``claimbook schema export`` writes them.

    Args:
        extra: Further files, such as the schema of a report of findings.
    """
    files = {
        f"{name}.schema.json": _pretty(json_schema(model, name)) for name, model in AUTHORED.items()
    }
    files["arrow.json"] = _pretty({name: arrow_types(t) for name, t in tables().items()})
    files["dictionary.md"] = dictionary(tables().values())
    return dict(sorted((files | dict(extra or {})).items()))


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
