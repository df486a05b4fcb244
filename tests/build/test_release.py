import json
import re
import shutil
import subprocess
from hashlib import sha256
from importlib.metadata import version

import duckdb
import pyarrow.parquet as pq
import pytest

from built_project import VERSION, files_of, project
from claimbook.derive.field_ids import field_ids
from claimbook.derive.tables import tables
from claimbook.history import HISTORY
from claimbook.release.connect import connect
from claimbook.release.digest import file_digest
from claimbook.release.manifest import read_manifest
from claimbook.release.open import open_release
from claimbook_build.build.flat import figures_flat_table
from claimbook_build.project import ProjectError, find_project
from claimbook_build.release.assemble import ids_of
from claimbook_build.release.build import build
from claimbook_build.views.files import view_files
from example_project import REPOSITORY, lock_codes

TYPES = {"BOOLEAN", "BIGINT", "DOUBLE", "VARCHAR", "DATE", "TIMESTAMP", "VARCHAR[]"}
"""The types of docs on releases; every other one breaks a reader in use."""

ENCODINGS = dict.fromkeys(("BIGINT", "DATE", "TIMESTAMP"), ("DELTA_BINARY_PACKED",))
"""The encodings, without a dictionary, of types that are not written plain."""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return project(tmp_path_factory.mktemp("release") / "project")


@pytest.fixture(scope="module")
def folder(root):
    built = build(find_project(root), root / "dist")
    assert built.folder == root / "dist" / VERSION
    return built.folder


@pytest.fixture(scope="module")
def manifest(folder):
    return read_manifest((folder / "manifest.json").read_bytes())


def test_the_manifest_answers_for_every_other_file(folder, manifest):
    files = files_of(folder)
    del files["manifest.json"], files["SHA256SUMS"]
    assert {entry.file for entry in manifest.entries()} == set(files)
    for entry in manifest.entries():
        assert entry.sha256 == sha256(files[entry.file]).hexdigest()
        assert entry.bytes == len(files[entry.file])


def test_the_sums_are_those_of_every_file_and_of_the_manifest(folder):
    files = files_of(folder)
    sums = files.pop("SHA256SUMS").decode()
    lines = [f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    assert sums == "".join(lines)
    if tool := shutil.which("sha256sum"):
        command = [tool, "--check", "--strict", "SHA256SUMS"]
        said = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        assert said.stdout == "".join(f"{name}: OK\n" for name in files)


def test_the_manifest_tells_what_the_tables_say_and_who_wrote_them(folder, manifest):
    for table in manifest.tables:
        columns = [(column.name, column.type) for column in table.columns]
        found = file_digest(folder / table.file, columns)
        assert (found.digest, found.rows) == (table.logical_digest, table.rows)
        assert found.columns == {column.name: column.digest for column in table.columns}
    assert manifest.toolchain == {name: version(name) for name in ("duckdb", "pyarrow", "tzdata")}


def test_the_page_on_digests_holds_tables_to_the_manifest(folder, manifest):
    page, known = REPOSITORY / "docs/digest.md", {}
    (code,) = re.findall("```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    exec(code, known)
    assert dict(known["tables"](folder)) == {table.name: True for table in manifest.tables}


def test_columns_are_known_by_their_numbers(folder, manifest):
    for table in manifest.tables:
        path = str(folder / table.file)
        query = "SELECT name, field_id FROM parquet_schema(?) WHERE type IS NOT NULL"
        found = duckdb.execute(query, [path]).fetchall()
        assert found == [(column.name, column.field_id) for column in table.columns]
        assert dict(found) == field_ids(table.name)


def test_the_manifest_lists_every_table_and_every_view_in_order(manifest):
    written = [name for name in tables() if name not in HISTORY]
    names = [table.name for table in manifest.tables]
    assert names == [*written, "figures_flat", "releases", "keys", "changes"]
    assert [entry.file for entry in manifest.views()] == list(view_files())
    assert manifest.release == VERSION
    assert (manifest.commit, manifest.commit_date) == (None, None)  # no repository


@pytest.mark.parametrize("table", [*tables().values(), figures_flat_table()], ids=lambda t: t.name)
def test_a_table_is_written_as_declared(folder, manifest, table):
    (entry,) = (entry for entry in manifest.tables if entry.name == table.name)
    path = folder / entry.file
    metadata = pq.read_metadata(path)
    described = json.loads(metadata.metadata[b"columns"])
    assert [column["name"] for column in described] == [column.name for column in table.columns]
    assert [column["type"] for column in described] == [column.type for column in table.columns]
    assert {column["type"] for column in described} <= TYPES
    assert all(column["description"] for column in described)
    assert metadata.num_rows == entry.rows
    assert entry.primary_key == table.primary_key
    assert metadata.metadata[b"grain"].decode() == table.grain
    assert b"ARROW:schema" not in metadata.metadata
    chunks = [metadata.row_group(0).column(at) for at in range(metadata.num_columns)]
    for column, chunk in zip(table.columns, chunks, strict=True):
        assert chunk.compression == "ZSTD"
        assert entry.rows == 0 or (chunk.has_offset_index and chunk.has_column_index)
        assert chunk.has_dictionary_page or not (column.vocabulary and entry.rows)
        if not chunk.has_dictionary_page:
            assert set(chunk.encodings) <= {"RLE", *ENCODINGS.get(column.type, ("PLAIN",))}


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("figures", {"id", "claim", "event", "place", "of_which"}),
        ("claims", {"id", "document"}),
        ("claim_about", {"claim", "event"}),
        ("evidence", {"record", "document"}),
        ("keys", set()),
        ("figures_flat", {"figure", "claim", "event", "document"}),
    ],
)
def test_ids_are_what_a_large_table_is_asked_by(table, columns):
    every = {**tables(), figures_flat_table().name: figures_flat_table()}
    found = set(ids_of(every[table]))
    assert found >= columns
    assert bool(found) == bool(columns)
    assert not found & {"proposition", "wording", "row_key", "position"}


def test_units_are_told_with_their_columns(folder):
    metadata = pq.read_metadata(folder / "places.parquet").metadata
    described = {column["name"]: column for column in json.loads(metadata[b"columns"])}
    units = {column.name: column.unit for column in tables()["places"].columns if column.unit}
    assert units
    assert {name: described[name]["unit"] for name in units} == units


@pytest.mark.parametrize("table", [*tables().values(), figures_flat_table()], ids=lambda t: t.name)
def test_rows_are_sorted_and_keys_are_unique(folder, table):
    data = pq.read_table(folder / f"{table.name}.parquet")
    order = [(name, "ascending") for name in table.sort_order]
    assert data.sort_by(order).equals(data)
    keys = data.select(table.primary_key)
    assert keys.group_by(list(table.primary_key)).aggregate([]).num_rows == data.num_rows


def test_the_wide_table_is_its_view(folder):
    with connect(open_release(folder)) as connection:
        shipped = connection.sql("FROM figures_flat ORDER BY figure")
        columns, rows = shipped.columns, shipped.fetchall()
        connection.execute(view_files()["view_figures_flat.sql"])
        computed = connection.sql("FROM figures_flat ORDER BY figure")
        assert computed.columns == columns
        assert computed.fetchall() == rows


def test_every_view_of_the_example_can_be_asked(folder):
    names = [name.removeprefix("view_").removesuffix(".sql") for name in view_files()]
    macros = {
        "best_figure": "('range')",
        "who_said": "('evt_x')",
        "known_at": "('2019-05-14')",
        "as_published": "('2026.11.0')",
        "safe_sum": "('killed')",
    }
    with connect(open_release(folder)) as connection:
        for name in names:
            connection.execute(f"FROM {name}{macros.get(name, '')}").fetchall()


def test_the_readme_and_the_dictionary_name_every_table(folder):
    for name in ("README.md", "dictionary.md"):
        text = (folder / name).read_text("utf-8")
        assert all(f"{table}" in text for table in (*tables(), "figures_flat"))


def test_nothing_in_a_release_tells_where_it_was_made(root, folder):
    place = str(root.parent).encode()
    assert not any(place in data for data in files_of(folder).values())


def test_files_are_read_only(folder):
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o444}


@pytest.mark.slow
def test_building_again_gives_the_same_bytes(root, folder, tmp_path):
    again = build(find_project(root), tmp_path).folder
    assert files_of(again) == files_of(folder)


@pytest.mark.slow
def test_errors_leave_the_older_release_alone(root, folder, tmp_path):
    copy = tmp_path / "project"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("dist"))
    before = build(find_project(copy), copy / "dist").folder
    kept = files_of(before)
    (copy / "dataset/links.yaml").write_text("links: [", "utf-8")
    built = build(find_project(copy), copy / "dist")
    assert (built.folder, built.manifest) == (None, None)
    assert built.verdict.count("error") > 0
    assert files_of(before) == kept
    assert [path.name for path in (copy / "dist").iterdir()] == [VERSION]


def test_without_a_declared_release_nothing_is_built(tmp_path):
    root = project(tmp_path / "project", release=None)
    with pytest.raises(ProjectError, match="no release is declared"):
        build(find_project(root), root / "dist")
    assert not (root / "dist").exists()


def test_a_dataset_without_statements_is_a_release_of_empty_tables(tmp_path):
    root = project(tmp_path / "project")
    shutil.rmtree(root / "dataset")
    shutil.rmtree(root / "seeds/documents")
    (root / "dataset").mkdir()
    reference = root / "seeds/reference"
    for path in reference.glob("*.yaml"):
        if path.name not in {"measures.yaml", "units.yaml"}:
            path.unlink()
    (root / "dataset/ids.lock").write_text("", "utf-8")
    lock_codes(root)
    built = build(find_project(root), root / "dist")
    assert built.manifest is not None, [f.message for f in built.verdict.diagnostics]
    rows = {table.name: table.rows for table in built.manifest.tables}
    assert rows["claims"] == rows["figures"] == rows["figures_flat"] == 0
    assert rows["measures"] > 0
    with connect(open_release(built.folder)) as connection:
        assert connection.sql("FROM conflicts").fetchall() == []


def test_plain_duckdb_reads_the_files_in_the_readmes_order(folder, manifest):
    lines = (folder / "README.md").read_text("utf-8").splitlines()
    reads = [line.split()[1] for line in lines if line.startswith("    .read ")]
    with duckdb.connect() as connection:
        for table in manifest.tables:
            path = folder / table.file
            connection.execute(f"CREATE VIEW {table.name} AS FROM read_parquet('{path}')")
        for name in reads:
            connection.execute((folder / name).read_text("utf-8"))
        assert connection.sql("FROM best_figure('latest')").fetchall()


def test_what_the_readme_says_to_ask_is_answered_by_plain_duckdb(folder, monkeypatch):
    monkeypatch.chdir(folder)
    text = (folder / "README.md").read_text("utf-8")
    told = [sql for sql in re.findall("^    (.+;)$", text, re.MULTILINE) if "set " not in sql]
    asked = re.findall("^[|][^|]+[|] `(from [^`]+)`", text, re.MULTILINE)
    assert told[0].startswith("attach")
    assert len(asked) > 5
    with duckdb.connect() as connection:
        for sql in (*told, *asked):
            connection.execute(sql).fetchall()
