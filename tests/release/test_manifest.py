import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.release.manifest import (
    MAX_MANIFEST_BYTES,
    Manifest,
    ManifestError,
    read_manifest,
    write_manifest,
)


@pytest.fixture
def data(folder: Path) -> bytes:
    return (folder / "manifest.json").read_bytes()


def test_round_trip_is_canonical(data: bytes) -> None:
    assert write_manifest(read_manifest(data)) == data
    assert data.endswith(b"}\n")
    assert json.dumps(json.loads(data), sort_keys=True, indent=2).encode() + b"\n" == data


LATER = {"previous", "toolchain", "logical_digest", "digest", "field_id"}
"""Fields that manifests did not have from the beginning."""


def without(value: Any, names: set[str]) -> Any:
    if isinstance(value, list):
        return [without(each, names) for each in value]
    if isinstance(value, dict):
        return {name: without(each, names) for name, each in value.items() if name not in names}
    return value


def test_a_manifest_without_later_fields_opens(data: bytes) -> None:
    older = without(json.loads(data), LATER)
    found = read_manifest(json.dumps(older).encode())
    assert found == read_manifest(data)
    assert (found.toolchain, found.previous, found.tables[0].logical_digest) == ({}, None, None)


def test_every_field_is_described() -> None:
    schema = Manifest.model_json_schema()
    for model in (schema, *schema["$defs"].values()):
        for name, field in model["properties"].items():
            assert field.get("description"), name


def set_at(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(manifest: dict[str, Any]) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
        place: Any = manifest
        for part in way:
            place = place[part]
        place[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("release", "2026.01.0", "release"),
        ("release", "2026.13.0", "release"),
        ("release", "2026.11.0\n", "release"),
        ("release", 2026, "release"),
        ("schema_version", "1.0", "schema_version"),
        ("licence", "CC BY; rm -rf", "licence"),
        ("commit", "HEAD", "commit"),
        ("commit_date", "2026-11-01T00:00:00+02:00", "commit_date"),
        ("surprise", 1, "surprise"),
        ("toolchain", {"pyarrow": "26 && rm"}, "toolchain"),
        ("toolchain", {"../x": "26.0.1"}, "toolchain"),
        ("tables/0/logical_digest", "none", "logical_digest"),
        ("tables/0/columns/0/digest", "0" * 63, "digest"),
        ("tables/0/columns/0/field_id", 0, "field_id"),
        ("tables/0/columns/0/field_id", 2**31, "field_id"),
        ("tables", [], "tables"),
        ("tables/0/file", "../documents.parquet", "file"),
        ("tables/0/file", "figures.parquet", "documents.parquet"),
        ("tables/0/name", "documents; DROP", "name"),
        ("tables/0/bytes", -1, "bytes"),
        ("tables/0/bytes", 12.0, "bytes"),
        ("tables/0/bytes", "12", "bytes"),
        ("tables/0/rows", True, "rows"),
        ("tables/0/rows", 2**63, "rows"),
        ("tables/0/sha256", "AB" * 32, "sha256"),
        ("tables/0/columns", [], "columns"),
        ("tables/0/columns/0/type", "HUGEINT", "type"),
        ("tables/0/columns/0/description", "", "description"),
        ("tables/0/columns/1/name", "doc_id", "repeated"),
        ("tables/0/primary_key", ["nobody"], "primary_key"),
        ("tables/0/sort_order", ["doc_id", "doc_id"], "sort_order"),
        ("files/0/file", "/etc/passwd", "file"),
        ("files/0/file", "..", "file"),
        ("files/0/file", ".hidden.md", "file"),
        ("files/0/file", "evil.sh", "file"),
        ("files/0/file", "a.b.md", "file"),
        ("files/0/file", "Shout.md", "file"),
        ("files/0/file", "пісня.md", "file"),
        ("files/0/file", "extra.parquet", "tables"),
        ("files/0/file", "manifest.json", "itself"),
        ("files/0/file", "LICENSE", "more than once"),
    ],
)
def test_faults_are_named(data: bytes, path: str, value: object, said: str) -> None:
    manifest = json.loads(data)
    set_at(path, value)(manifest)
    with pytest.raises(ManifestError, match=said):
        read_manifest(json.dumps(manifest).encode())


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "manifest"),
        (b"\xff\xfe", "UTF-8"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b'{"a": 1, "a": 1}', "repeated key 'a'"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "Infinity"),
        (b'{"dataset": "\\ud800"}', "manifest|dataset|JSON"),
        (b"[" * 100_000, "nested|JSON"),
        (b"1" * 10_000, "JSON"),
        (b" " * (MAX_MANIFEST_BYTES + 1), "longer"),
    ],
)
def test_loose_json_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(ManifestError, match=said):
        read_manifest(raw)


def test_a_repeated_key_deep_inside_is_refused(data: bytes) -> None:
    twice = data.replace(b'"rows": 2,', b'"rows": 3,\n      "rows": 2,')
    assert twice != data
    with pytest.raises(ManifestError, match="repeated key 'rows'"):
        read_manifest(twice)


def test_as_many_files_as_it_can_list_take_no_longer_each(data: bytes) -> None:
    manifest = json.loads(data)
    entry = manifest["files"][0]
    manifest["files"] += [entry | {"file": f"a{number}.md"} for number in range(20_000)]
    assert len(read_manifest(json.dumps(manifest).encode()).files) > 20_000


def test_all_faults_at_once(data: bytes) -> None:
    manifest = json.loads(data) | {"release": "x", "licence": ""}
    with pytest.raises(ManifestError, match=r"(?s)release.*licence|licence.*release"):
        read_manifest(json.dumps(manifest).encode())


@given(st.binary(max_size=200))
def test_any_bytes_give_a_clean_error(raw: bytes) -> None:
    with pytest.raises(ManifestError):
        read_manifest(raw)


def test_table_by_name(data: bytes) -> None:
    manifest = read_manifest(data)
    assert manifest.table("figures").rows == 3
    with pytest.raises(ManifestError, match="documents, figures"):
        manifest.table("nothing")
    assert [view.file for view in manifest.views()] == ["view_launched.sql", "view_of.sql"]
