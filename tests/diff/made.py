"""Releases made by hand: a few typed columns and rows a table."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from claimbook.release.manifest import Manifest, write_manifest
from claimbook.release.open import Release, open_release

ARROW = {
    "BOOLEAN": pa.bool_(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR[]": pa.list_(pa.string()),
}


@dataclass
class Made:
    """A table: types of its columns by name, rows in that order, and what its file says of it."""

    columns: dict[str, str]
    key: tuple[str, ...]
    rows: list[tuple] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    facts: dict[str, dict] = field(default_factory=dict)
    grain: str | None = None
    described: str | None = None


def make(root: Path, version: str, tables: dict[str, Made], **more) -> Release:
    """Write a release below a folder, and open it; views are texts by file name."""
    folder = root / version
    folder.mkdir(parents=True)
    entries = [_write(folder, name, made) for name, made in tables.items()]
    views = more.pop("views", {})
    for name, text in views.items():
        (folder / name).write_text(text, "utf-8")
    manifest = {
        "dataset": "made",
        "release": version,
        "schema_version": "1.0.0",
        "licence": "CC-BY-4.0",
        "code_version": "0.1.0",
        "commit": None,
        "commit_date": None,
        "tables": tuple(entries),
        "files": tuple(_digest(folder / name) for name in views),
        **more,
    }
    (folder / "manifest.json").write_bytes(write_manifest(Manifest.model_validate(manifest)))
    return open_release(folder)


def _write(folder: Path, name: str, made: Made) -> dict[str, object]:
    fields = [_field(column, kind, made) for column, kind in made.columns.items()]
    described = [{"name": c, **made.facts.get(c, {})} for c in made.columns]
    metadata = {"columns": made.described or json.dumps(described)}
    if made.grain is not None:
        metadata["grain"] = made.grain
    schema = pa.schema(fields)
    data = [dict(zip(made.columns, row, strict=True)) for row in made.rows]
    path = folder / f"{name}.parquet"
    with pq.ParquetWriter(path, schema, store_schema=False) as writer:
        writer.write_table(pa.Table.from_pylist(data, schema))
        writer.add_key_value_metadata(metadata)
    told = [
        {"name": c, "type": t, "description": made.facts.get(c, {}).get("description", "A value.")}
        for c, t in made.columns.items()
    ]
    return {
        "name": name,
        **_digest(path),
        "rows": len(made.rows),
        "columns": tuple(told),
        "primary_key": made.key,
        "sort_order": made.key,
    }


def _field(name: str, kind: str, made: Made) -> pa.Field:
    metadata = {"PARQUET:field_id": str(made.ids[name])} if name in made.ids else None
    return pa.field(name, ARROW[kind], nullable=name not in made.required, metadata=metadata)


def _digest(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    return {"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


FIGURES = {
    "id": "VARCHAR",
    "claim": "VARCHAR",
    "measure": "VARCHAR",
    "unit": "VARCHAR",
    "wording": "VARCHAR",
    "nominal": "DOUBLE",
    "status": "VARCHAR",
    "note": "VARCHAR",
}
CLAIMS = {"id": "VARCHAR", "document": "VARCHAR", "proposition": "VARCHAR", "status": "VARCHAR"}
DOCUMENTS = {"id": "VARCHAR", "title": "VARCHAR", "status": "VARCHAR"}
LINKS = {"id": "VARCHAR", "subject": "VARCHAR", "object": "VARCHAR", "kind": "VARCHAR"}
EVIDENCE = {"record": "VARCHAR", "document": "VARCHAR", "span_start": "BIGINT"}
EVENTS = {"id": "VARCHAR", "summary": "VARCHAR"}
RETIRED = {"record": "VARCHAR", "reason": "VARCHAR", "replaced_by": "VARCHAR"}


def world(**rows) -> dict[str, Made]:
    """Return the tables that a summary knows, with these rows; what is not given is empty."""
    columns = {
        "documents": DOCUMENTS,
        "claims": CLAIMS,
        "figures": FIGURES,
        "links": LINKS,
        "events": EVENTS,
        "evidence": EVIDENCE,
        "retired": RETIRED,
    }
    keys = {"evidence": ("record", "document", "span_start"), "retired": ("record",)}
    return {
        name: Made(kinds, keys.get(name, ("id",)), rows.get(name, []))
        for name, kinds in columns.items()
    }
