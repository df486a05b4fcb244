"""Run by the standards' own tools, in their environment: ``tools.py STANDARD FILE``.

Prints what is wrong, a line a fault; nothing when all is well.
"""

import csv
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path


def package(path: Path) -> Iterator[object]:
    """Hold a descriptor to the standard's own profile, and to frictionless."""
    import dplib
    from frictionless import Package
    from jsonschema import Draft7Validator, FormatChecker

    descriptor = json.loads(path.read_text("utf-8"))
    version = descriptor["$schema"].split("/")[-2]
    profile = Path(dplib.__file__).parent / "profiles" / version / "datapackage.json"
    schema = json.loads(profile.read_text("utf-8"))
    yield from Draft7Validator(schema, format_checker=FormatChecker()).iter_errors(descriptor)
    yield from Package.metadata_validate(descriptor)


def package_data(path: Path) -> Iterator[object]:
    """Hold every cell of a package to its schema: types, constraints, keys, hashes."""
    import frictionless

    yield from frictionless.validate(path).flatten(["type", "title", "note", "rowNumber"])


def croissant(path: Path) -> Iterator[object]:
    """Read a description and, through it, every table."""
    import mlcroissant

    dataset = mlcroissant.Dataset(path)
    yield from dataset.metadata.ctx.issues.errors
    yield from dataset.metadata.ctx.issues.warnings
    manifest = json.loads((path.parent / "manifest.json").read_text("utf-8"))
    rows = {table["name"]: table["rows"] for table in manifest["tables"]}
    for record_set in dataset.metadata.record_sets:
        wanted = {field.id for field in record_set.fields}
        records = list(dataset.records(record_set.id))
        if len(records) != rows.pop(record_set.id):
            yield f"{record_set.id}: {len(records)} records"
        if any(set(record) != wanted for record in records):
            yield f"{record_set.id}: other fields"
    yield from rows


def linked(path: Path) -> Iterator[object]:
    """Return the statements of JSON-LD, as other software understands them."""
    import rdflib

    yield from map(list, rdflib.Graph().parse(path, format="json-ld", publicID="urn:x/"))


def citation(path: Path) -> Iterator[object]:
    """Hold a CITATION.cff to the format's own JSON Schema, as check-jsonschema carries it."""
    import check_jsonschema  # noqa: I001 - known here, not to the project
    from jsonschema import Draft7Validator, FormatChecker
    from ruamel.yaml import YAML

    schemas = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor"
    schema = json.loads((schemas / "citation-file-format.json").read_text("utf-8"))
    plain = json.loads(json.dumps(YAML(typ="safe").load(path.read_text("utf-8"))))
    yield from Draft7Validator(schema, format_checker=FormatChecker()).iter_errors(plain)


def statements(path: Path) -> Iterator[object]:
    """Read statements, put their entities together, and hold each to its schema."""
    from followthemoney import Dataset, model
    from followthemoney.exc import InvalidData
    from followthemoney.statement import StatementEntity
    from followthemoney.statement.serialize import CSV_COLUMNS, read_path_statements

    with path.open(newline="") as file:
        reader = csv.DictReader(file, dialect=csv.unix_dialect)
        rows = list(reader)
    if list(reader.fieldnames or ()) != CSV_COLUMNS:
        yield f"columns {reader.fieldnames}"
    entities = defaultdict(list)
    for row, found in zip(rows, read_path_statements(path, "csv"), strict=True):
        entities[found.entity_id].append(found)
        if (found.generate_key(), found.prop_type) != (row["id"], row["prop_type"]):
            yield row
    dataset = Dataset.make({"name": "claimbook", "title": "claimbook"})
    for parts in entities.values():
        entity = StatementEntity.from_statements(dataset, parts)
        try:
            entity.schema.validate(entity.to_dict())
        except InvalidData as error:
            yield f"{entity.id}: {error.errors}"
        for part in parts:
            prop = entity.schema.get(part.prop)
            if prop.type.clean(part.value) != part.value:
                yield f"{entity.id}: {part.prop} {part.value!r}"
            if prop.range is not None:
                other = entities.get(part.value)
                if other is None or not model.get(other[0].schema).is_a(prop.range):
                    yield f"{entity.id}: {part.prop} leads to {part.value}"


def views_file(path: Path) -> Iterator[object]:
    """Return what each view of a views file holds, as the oldest engine that reads it says."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET VARIABLE claimbook_root = ?", [str(path.parent)])
    connection.execute(f"ATTACH '{path}' AS book (READ_ONLY)")
    connection.execute("USE book")
    sql = "SELECT view_name FROM duckdb_views() WHERE NOT internal"
    names = [name for (name,) in connection.execute(sql).fetchall()]
    for name in (*names, "best_figure('latest')"):
        rows = connection.execute(f"FROM {name} ORDER BY ALL").fetchall()
        yield [name, hashlib.sha256(repr(rows).encode()).hexdigest()]
    yield ["version", duckdb.__version__]


if __name__ == "__main__":
    for fault in globals()[sys.argv[1]](Path(sys.argv[2])):
        line = json.dumps(fault) if isinstance(fault, list) else str(fault).replace("\n", " ")
        sys.stdout.write(f"{line}\n")
