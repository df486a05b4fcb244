"""A release as a schema.org `Dataset`: JSON-LD for the page that presents it."""

from claimbook.release.cite import cite
from claimbook.release.manifest import Manifest
from claimbook_build.standards.facts import (
    DESCRIPTION,
    KEYWORDS,
    PARQUET_MEDIA_TYPE,
    Described,
    described,
    issued,
    json_text,
    licence_addresses,
    publisher,
)

MEASURED = "figures_flat"
"""The table whose columns are told as variables: the one that most readers open first."""


def schema_org(manifest: Manifest) -> str:
    """Return the description of a release, safe inside a `script` element of a page."""
    tables = described(manifest)
    body = {"@type": "Organization", "name": publisher(manifest)}
    return json_text(
        {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "name": f"{manifest.dataset} {manifest.release}",
            "description": DESCRIPTION,
            "identifier": f"{manifest.dataset}-{manifest.release}",
            "version": manifest.release,
            "datePublished": issued(manifest),
            "license": licence_addresses(manifest),
            "isAccessibleForFree": True,
            "creator": body,
            "publisher": body,
            "keywords": list(KEYWORDS),
            "inLanguage": ["en", "uk"],
            "citation": cite(manifest, "text"),
            "variableMeasured": [
                variable for t in tables if t.entry.name == MEASURED for variable in _variables(t)
            ],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": table.entry.name,
                    "description": table.grain or table.entry.name,
                    "contentUrl": table.entry.file,
                    "contentSize": f"{table.entry.bytes} B",
                    "encodingFormat": PARQUET_MEDIA_TYPE,
                    "sha256": table.entry.sha256,
                }
                for table in tables
            ],
        }
    )


def _variables(table: Described) -> list[dict[str, object]]:
    return [
        {"@type": "PropertyValue", "name": column.name, "description": column.description}
        for column in table.entry.columns
    ]
