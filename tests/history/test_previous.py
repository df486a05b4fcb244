import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from claimbook.dataset import Dataset, Entry
from claimbook.records.published import PublishedRelease
from claimbook.release.manifest import write_manifest
from claimbook_build.project import ProjectError
from claimbook_build.release.index import update_index
from claimbook_build.release.previous import (
    LIST,
    Places,
    PreviousError,
    address_of,
    find,
    named,
)
from history.chain import VERSIONS, manifest_sha256

pytestmark = pytest.mark.slow

VERSION = VERSIONS[0]


@pytest.fixture(scope="module")
def published(chain, tmp_path_factory):
    """Return a folder with one release and an index, as it would be served."""
    dist = tmp_path_factory.mktemp("published") / "dist"
    shutil.copytree(chain[0].root, dist / VERSION)
    update_index(dist)
    return dist


@pytest.fixture
def wanted(chain):
    digest = manifest_sha256(chain[0])
    return PublishedRelease(release=VERSION, manifest_sha256=digest, schema_version="1.0.0")


def look(wanted, tmp_path, **places):
    (tmp_path / "scratch").mkdir()
    return find(wanted, Places(**{"releases": tmp_path / "dist"} | places), tmp_path / "scratch")


@pytest.mark.parametrize("inside", ["", VERSION])
def test_it_is_where_one_says(published, wanted, tmp_path, inside):
    found = look(wanted, tmp_path, given=published / inside)
    assert found.root == published / VERSION
    assert found.manifest.release == VERSION


def test_it_is_in_the_folder_of_releases(published, wanted, tmp_path):
    assert look(wanted, tmp_path, releases=published).root == published / VERSION


def test_it_is_among_the_downloads(published, wanted, tmp_path):
    assert look(wanted, tmp_path, downloads=published).root == published / VERSION


def test_it_is_downloaded_and_then_put_together_from_the_cache(published, wanted, tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    downloads = tmp_path / "downloads"
    address = published.as_uri()
    first = look(wanted, tmp_path / "first", downloads=downloads, address=address)
    assert first.root.parent == tmp_path / "first/scratch"
    second = look(wanted, tmp_path / "second", downloads=downloads)
    assert second.root.parent == tmp_path / "second/scratch"
    assert second.manifest == first.manifest


def test_another_release_of_that_version_is_passed_by(published, wanted, chain, tmp_path):
    other = tmp_path / "dist" / VERSION
    shutil.copytree(chain[1].root, other)
    assert look(wanted, tmp_path, downloads=published).root == published / VERSION


def test_a_broken_one_is_passed_by(published, wanted, tmp_path):
    broken = shutil.copytree(published / VERSION, tmp_path / "dist" / VERSION)
    (broken / "figures.parquet").chmod(0o644)
    (broken / "figures.parquet").write_bytes(b"nothing")
    assert look(wanted, tmp_path, downloads=published).root == published / VERSION


def test_if_it_is_nowhere_the_error_says_where_it_was_looked_for_and_what_helps(wanted, tmp_path):
    (tmp_path / "downloads").mkdir()
    with pytest.raises(PreviousError) as error:
        look(wanted, tmp_path, downloads=tmp_path / "downloads")
    said = str(error.value)
    assert error.value.exit_code == 4
    assert f"the release before, {VERSION}" in said
    assert LIST in said
    for place in (f"dist/{VERSION}", f"downloads/{VERSION}", "downloads/cache", "[tool.claimbook]"):
        assert place in said
    assert f"claimbook download {VERSION}" in said
    assert "--previous DIR" in said


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda given, _: None, "No such file"),
        (lambda given, chain: shutil.copytree(chain[1].root, given), "it is release 2026.10.0"),
        (lambda given, _: given.mkdir(), "No such file"),
    ],
)
def test_what_one_says_is_not_passed_by(wanted, chain, tmp_path, make, said):
    given = tmp_path / VERSION
    make(given, chain)
    with pytest.raises(PreviousError, match=said):
        look(wanted, tmp_path, given=given, releases=chain[0].root.parent)


def test_one_that_has_no_history_cannot_be_gone_on_from(chain, wanted, tmp_path):
    folder = shutil.copytree(chain[0].root, tmp_path / "dist" / VERSION)
    (folder / "SHA256SUMS").unlink()
    (folder / "keys.parquet").unlink()
    tables = tuple(table for table in chain[0].manifest.tables if table.name != "keys")
    data = write_manifest(chain[0].manifest.model_copy(update={"tables": tables}))
    (folder / "manifest.json").chmod(0o644)
    (folder / "manifest.json").write_bytes(data)
    wanted = wanted.model_copy(update={"manifest_sha256": sha256(data).hexdigest()})
    with pytest.raises(PreviousError, match="has no table keys"):
        look(wanted, tmp_path)


def test_an_address_that_does_not_have_it_is_told(wanted, tmp_path):
    with pytest.raises(PreviousError, match="file:///nowhere/at/all: "):
        look(wanted, tmp_path, address="file:///nowhere/at/all")


def dataset(*versions):
    records = [
        PublishedRelease(release=version, manifest_sha256="0" * 64, schema_version="1.0.0")
        for version in versions
    ]
    return Dataset(tuple(Entry("releases", r.release, r, LIST, ()) for r in records))


def test_the_last_one_that_was_published_is_the_one_before():
    assert named(dataset(), "2026.11.0") is None
    found = named(dataset("2026.9.0", "2026.10.0"), "2026.11.0")
    assert found is not None
    assert found.release == "2026.10.0"


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("2026.10.0", "release 2026.10.0 is published already"),
        ("2026.9.5", "release 2026.9.5 is older than 2026.10.0"),
    ],
)
def test_no_version_is_made_twice(version, said):
    with pytest.raises(PreviousError, match=said):
        named(dataset("2026.9.0", "2026.10.0"), version)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('[tool.claimbook]\nreleases = "https://example.org/data"\n', "https://example.org/data"),
        ("[tool.claimbook]\n", None),
        ("", None),
        (None, None),
    ],
)
def test_a_project_may_declare_the_address(tmp_path: Path, text, address):
    if text is not None:
        (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    assert address_of(tmp_path) == address


def test_what_is_no_address_is_an_error(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text("[tool.claimbook]\nreleases = 3\n", "utf-8")
    with pytest.raises(ProjectError, match="releases is `3`"):
        address_of(tmp_path)
