"""``croissant.json``: a release for machine learning, as Croissant 1.1 (MLCommons)."""

from claimbook.columns import ColumnType
from claimbook.release.cite import cite
from claimbook.release.manifest import Manifest
from claimbook_build.standards.facts import (
    DESCRIPTION,
    KEYWORDS,
    Described,
    described,
    issued,
    json_text,
    licence_addresses,
    publisher,
)

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
MEDIA_TYPE = "application/x-parquet"
"""What the standard's tool takes for Parquet."""

_TYPES: dict[ColumnType, str] = {
    "BOOLEAN": "sc:Boolean",
    "BIGINT": "cr:Int64",
    "DOUBLE": "cr:Float64",
    "VARCHAR": "sc:Text",
    "DATE": "sc:Date",
    "TIMESTAMP": "sc:DateTime",
    "VARCHAR[]": "sc:Text",
}
_OWN_TERMS = (
    *("arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field"),
    *("fileProperty", "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset"),
    *("jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex"),
    *("repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"),
)
"""Terms of Croissant's own vocabulary; all others are those of schema.org."""

_CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _OWN_TERMS},
}


def croissant(manifest: Manifest) -> str:
    """Return the description of a release: its files, its tables, and how they refer."""
    tables = described(manifest)
    return json_text(
        {
            "@context": _CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": CONFORMS_TO,
            "name": manifest.dataset,
            "description": DESCRIPTION,
            "url": "./",
            "version": manifest.release,
            "datePublished": issued(manifest),
            "license": licence_addresses(manifest),
            "citeAs": cite(manifest, "bibtex"),
            "creator": {"@type": "sc:Organization", "name": publisher(manifest)},
            "publisher": {"@type": "sc:Organization", "name": publisher(manifest)},
            "keywords": list(KEYWORDS),
            "inLanguage": ["en", "uk"],
            "isLiveDataset": False,
            "distribution": [_file(table) for table in tables],
            "recordSet": [_records(table) for table in tables],
        }
    )


def _file(table: Described) -> dict[str, object]:
    entry = table.entry
    return {
        "@type": "cr:FileObject",
        "@id": entry.file,
        "name": entry.file,
        "contentUrl": entry.file,
        "contentSize": f"{entry.bytes} B",
        "encodingFormat": MEDIA_TYPE,
        "sha256": entry.sha256,
    }


def _records(table: Described) -> dict[str, object]:
    entry = table.entry
    return {
        "@type": "cr:RecordSet",
        "@id": entry.name,
        "name": entry.name,
        "description": table.grain or entry.name,
        "key": [{"@id": f"{entry.name}/{column}"} for column in entry.primary_key],
        "field": [_field(table, column.name, column.type) for column in entry.columns],
    }


def _field(table: Described, name: str, kind: ColumnType) -> dict[str, object]:
    field: dict[str, object] = {
        "@type": "cr:Field",
        "@id": f"{table.entry.name}/{name}",
        "name": name,
        "description": table.words(name),
        "dataType": _TYPES[kind],
        "source": {"fileObject": {"@id": table.entry.file}, "extract": {"column": name}},
    }
    if kind == "VARCHAR[]":
        field |= {"isArray": True, "arrayShape": "-1"}
    column = table.columns.get(name)
    if column is not None and len(column.references) == 1:
        field["references"] = _column(*column.references)
    return field


def _column(table: str) -> dict[str, object]:
    """Return the key of a table as a source: the file's column, not the table's field.

    The standard's tool reads no table whose references to fields run in a circle, as ours do.
    """
    from claimbook.derive.tables import tables

    key = tables()[table].primary_key[0]
    return {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": key}}
