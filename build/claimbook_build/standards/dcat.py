"""``dcat.jsonld``: a release for catalogues of open data, in DCAT 3 (W3C) as DCAT-AP asks for it.

Addresses are relative to the file itself, so that they hold wherever the release lies.
"""

from claimbook.release.manifest import FileEntry, Manifest, TableEntry
from claimbook_build.standards.facts import (
    DESCRIPTION,
    KEYWORDS,
    PARQUET_MEDIA_TYPE,
    described,
    issued,
    json_text,
    licences,
    publisher,
)

_MEDIA_TYPES = {
    "duckdb": "application/octet-stream",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "parquet": PARQUET_MEDIA_TYPE,
    "sql": "application/sql",
}
_IANA = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def dcat(manifest: Manifest) -> str:
    """Return the description of a release as one `dcat:Dataset` with a distribution a table."""
    day = issued(manifest)
    return json_text(
        {
            "@context": _CONTEXT,
            "@id": "./",
            "@type": "dcat:Dataset",
            "dct:title": _english(f"{manifest.dataset} {manifest.release}"),
            "dct:description": _english(DESCRIPTION),
            "dct:identifier": f"{manifest.dataset}-{manifest.release}",
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher(manifest)},
            "dct:issued": {
                "@value": day,
                "@type": "xsd:date" if len(day) == len("2026-11-22") else "xsd:gYearMonth",
            },
            "dct:license": _licence(manifest),
            "dct:language": [{"@id": f"{_LANGUAGE}ENG"}, {"@id": f"{_LANGUAGE}UKR"}],
            "dcat:version": manifest.release,
            "dcat:keyword": [_english(word) for word in KEYWORDS],
            "dcat:distribution": [
                *(_table(manifest, t.entry, t.grain) for t in described(manifest)),
                *(_distribution(manifest, entry) for entry in manifest.views()),
            ],
        }
    )


def _table(manifest: Manifest, entry: TableEntry, grain: str) -> dict[str, object]:
    found = _distribution(manifest, entry)
    return found | ({"dct:description": _english(grain)} if grain else {})


def _distribution(manifest: Manifest, entry: TableEntry | FileEntry) -> dict[str, object]:
    media_type = _MEDIA_TYPES[entry.file.rpartition(".")[2]]
    return {
        "@id": f"#{entry.file}",
        "@type": "dcat:Distribution",
        "dct:title": _english(entry.file),
        "dcat:accessURL": {"@id": entry.file},
        "dcat:downloadURL": {"@id": entry.file},
        "dcat:mediaType": {"@id": _IANA + media_type},
        "dcat:byteSize": {"@value": str(entry.bytes), "@type": "xsd:nonNegativeInteger"},
        "dct:license": _licence(manifest),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": entry.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _licence(manifest: Manifest) -> list[dict[str, str]] | dict[str, str]:
    found = [{"@id": address} for _, _, address in licences(manifest)]
    return found if len(found) > 1 else found[0]


def _english(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}
