"""Run in the readers' environment by test_readers.py; elsewhere there is no pyiceberg to import."""

import json

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimbook.release.manifest import Manifest, read_manifest, write_manifest
from claimbook.release.open import open_release
from claimbook_build.build.parquet import write_table
from claimbook_build.cli.app import app
from claimbook_build.cli.exits import guarded
from claimbook_build.standards.iceberg import CATALOG
from release.conftest import DOCUMENTS, described, digest, write_sample

VERSION = "2026.11.0"
NUMBERS = {"doc_id": 1, "published_date": 7, "issued_utc": 3, "tags": 12}
"""A column went, another came: numbers are neither in order nor without gaps."""


@pytest.fixture
def release(tmp_path):
    """Return a release, the columns of one of whose tables have numbers, and the other's none."""
    folder = write_sample(tmp_path / VERSION)
    fields = [
        field.with_metadata({b"PARQUET:field_id": str(NUMBERS[field.name]).encode()})
        for field in DOCUMENTS.schema
    ]
    path = folder / "documents.parquet"
    path.unlink()
    numbered = DOCUMENTS.cast(pa.schema(fields))
    write_table(numbered, path, {"columns": json.dumps(described(DOCUMENTS))})
    assert pq.read_schema(path).field("tags").metadata[b"PARQUET:field_id"] == b"12"
    told = read_manifest((folder / "manifest.json").read_bytes()).model_dump()
    tables = tuple(t | digest(path) if t["name"] == "documents" else t for t in told["tables"])
    made = Manifest.model_validate(told | {"tables": tables})
    (folder / "manifest.json").write_bytes(write_manifest(made))
    return open_release(folder)


@pytest.fixture
def exported(release, tmp_path, monkeypatch):
    """Return the folder of Iceberg tables, made by the command, twice."""
    monkeypatch.chdir(tmp_path)
    arguments = ["export", "iceberg", "--out", "lake/tables", "--release", str(release.root)]
    for _ in range(2):
        assert guarded(lambda **more: app(arguments, **more)) == 0
    return tmp_path / "lake" / "tables"


@pytest.fixture
def catalog(exported):
    from pyiceberg.catalog.sql import SqlCatalog

    opened = SqlCatalog("claimbook", uri=f"sqlite:///{exported / CATALOG}", warehouse=str(exported))
    yield opened
    opened.close()


def test_every_table_has_its_rows(release, catalog):
    (space,) = catalog.list_namespaces()
    assert {name for _, name in catalog.list_tables(space)} == {"documents", "figures"}
    for entry in release.manifest.tables:
        table = catalog.load_table((*space, entry.name))
        found = table.scan().to_arrow()
        assert found.num_rows == entry.rows
        assert found.to_pylist() == pq.read_table(release.file(entry)).to_pylist()
        assert table.properties["release"] == VERSION


def test_sums_and_filters_agree_with_the_engine_on_the_files_that_are_registered(catalog):
    table = catalog.load_table("sample.figures")
    files = [task.file.file_path for task in table.scan().plan_files()]
    wanted = duckdb.execute("SELECT sum(best) FROM read_parquet(?)", [files]).fetchone()[0]
    assert sum(table.scan().to_arrow()["best"].drop_null().to_pylist()) == wanted == 140
    assert table.scan(row_filter="measure = 'launched'").to_arrow().num_rows == 2
    assert table.scan(
        row_filter="best > 60", selected_fields=("figure_id",)
    ).to_arrow().to_pylist() == [{"figure_id": "fig_a"}]


def test_columns_keep_their_numbers_and_their_meanings(catalog):
    schema = catalog.load_table("sample.documents").schema()
    assert {field.name: field.field_id for field in schema.fields} == NUMBERS
    assert schema.find_field("tags").field_type.element_id not in NUMBERS.values()
    assert schema.find_field("tags").doc == "The tags."


def test_files_are_copied_to_the_byte_and_named_where_they_lie(release, exported, catalog):
    for entry in release.manifest.tables:
        copy = exported / entry.name / "data" / entry.file
        assert copy.read_bytes() == release.file(entry).read_bytes()
        (task,) = catalog.load_table(f"sample.{entry.name}").scan().plan_files()
        assert task.file.file_path == str(copy)
    assert {path.name for path in exported.parent.iterdir()} <= {"tables", ".publish.lock"}
