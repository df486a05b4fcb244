"""``datapackage.json``: a release as a Data Package, version 2 (datapackage.org)."""

from collections.abc import Iterator, Mapping

from claimbook.columns import Column, ColumnType
from claimbook.release.manifest import FileEntry, Manifest
from claimbook_build.standards.facts import (
    DESCRIPTION,
    KEYWORDS,
    PARQUET_MEDIA_TYPE,
    Described,
    described,
    json_text,
    licences,
    publisher,
)

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CSV_MOMENT = "%Y-%m-%d %H:%M:%S"
"""How an instant is written for spreadsheets, which take no `T` and no `Z` for a time."""

_TYPES: dict[ColumnType, str] = {
    "BOOLEAN": "boolean",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "VARCHAR": "string",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "VARCHAR[]": "array",
}


def data_package(manifest: Manifest, csv: Mapping[str, FileEntry] | None = None) -> str:
    """Return the descriptor of a release.

    Args:
        manifest: The release's.
        csv: The CSV file of each table, for a descriptor of those instead of the Parquet files.
    """
    package: dict[str, object] = {
        "$schema": PROFILE,
        "name": manifest.dataset,
        "title": f"{manifest.dataset} {manifest.release}",
        "description": DESCRIPTION,
        "version": manifest.release,
        "contributors": [{"title": publisher(manifest), "roles": ["publisher"]}],
        "keywords": list(KEYWORDS),
        "licenses": [
            {"name": name, "title": title, "path": address}
            for name, title, address in licences(manifest)
        ],
    }
    if manifest.commit_date is not None:
        package["created"] = manifest.commit_date
    package["resources"] = [_resource(table, csv) for table in described(manifest)]
    return json_text(package)


def _resource(table: Described, csv: Mapping[str, FileEntry] | None) -> dict[str, object]:
    file = csv[table.entry.name] if csv else table.entry
    form: dict[str, object] = {"format": "parquet", "mediatype": PARQUET_MEDIA_TYPE}
    if csv:
        form = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {
        "name": table.entry.name,
        "type": "table",
        "path": file.file,
        **({"description": table.grain} if table.grain else {}),
        **form,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(table, is_csv=csv is not None),
    }


def _schema(table: Described, *, is_csv: bool) -> dict[str, object]:
    fields = []
    for entry in table.entry.columns:
        field: dict[str, object] = {"name": entry.name, "type": _TYPES[entry.type]}
        if is_csv and entry.type == "TIMESTAMP":
            field["format"] = CSV_MOMENT
        field["description"] = entry.description
        if column := table.columns.get(entry.name):
            field |= _declared(column)
        fields.append(field)
    schema: dict[str, object] = {"fields": fields}
    if key := list(table.entry.primary_key):
        columns = map(table.columns.get, key)
        if any(column is not None and column.nullable for column in columns):
            schema["uniqueKeys"] = [key]  # the standard's primary keys have no nulls
        else:
            schema["primaryKey"] = key
    if keys := list(_foreign_keys(table)):
        schema["foreignKeys"] = keys
    return schema


def _declared(column: Column) -> dict[str, object]:
    """Return the constraints of a column, and its unit, for which the standard has no property."""
    found: dict[str, object] = {
        "required": None if column.nullable else True,
        "enum": list(column.closed) or None,
        "pattern": column.pattern,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "minLength": column.min_length,
        "maxLength": column.max_length,
    }
    constraints = {name: value for name, value in found.items() if value is not None}
    said: dict[str, object] = {"constraints": constraints} if constraints else {}
    return {**said, "unit": column.unit} if column.unit else said


def _foreign_keys(table: Described) -> Iterator[dict[str, object]]:
    """Yield references to one table; one to several the standard cannot say."""
    from claimbook.derive.tables import tables

    for column in table.columns.values():
        if len(column.references) == 1:
            (other,) = column.references
            key = tables()[other].primary_key[0]
            yield {"fields": [column.name], "reference": {"resource": other, "fields": [key]}}
