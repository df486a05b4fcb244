from pathlib import Path

import pytest

from claimbook.release.find import NoReleaseError, find, places
from claimbook.release.remote.refusal import OfflineError
from download.samples import NEXT, VERSION, make_dist, make_release

OLDER = "2026.9.12"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a project with a release, a data folder with another, and a published third."""
    project = tmp_path / "project"
    (project / "below").mkdir(parents=True)
    make_dist(tmp_path / "published", VERSION, NEXT)
    address = (tmp_path / "published").as_uri()
    (project / "pyproject.toml").write_text(f'[tool.claimbook]\nreleases = "{address}"\n')
    make_release(project / "dist", VERSION)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / OLDER).mkdir()
    monkeypatch.chdir(project / "below")
    return tmp_path


def found(root, name, **environ):
    known = {"CLAIMBOOK_DATA_DIR": str(root / "data")} | environ
    return find(name, places(environ=known))


def test_what_is_on_this_machine_goes_first(root):
    assert found(root, None) == root / "project" / "dist" / VERSION
    assert found(root, VERSION) == root / "project" / "dist" / VERSION
    assert found(root, OLDER) == root / "data" / OLDER
    (root / "data" / VERSION).mkdir()
    assert found(root, VERSION) == root / "project" / "dist" / VERSION
    (root / "project" / "below" / VERSION).mkdir()
    assert found(root, VERSION) == Path(VERSION)


def test_the_newest_counts_in_numbers(root):
    (root / "data" / "2026.12.0").mkdir()
    assert found(root, None) == root / "data" / "2026.12.0"


def test_what_is_nowhere_is_downloaded_from_the_project_s_address(root):
    assert found(root, NEXT) == root / "data" / NEXT
    assert (root / "data" / NEXT / "manifest.json").is_file()
    with pytest.raises(OfflineError):
        found(root, "2026.12.0", CLAIMBOOK_OFFLINE="1", CLAIMBOOK_RELEASES="https://127.0.0.1:9")


def test_what_was_downloaded_is_put_together_offline(root):
    found(root, NEXT)
    for path in (root / "data" / NEXT).iterdir():
        path.unlink()
    (root / "data" / NEXT).rmdir()
    assert found(root, NEXT, CLAIMBOOK_OFFLINE="yes") == root / "data" / NEXT


def test_by_folder_by_manifest_and_by_address(root):
    folder = root / "project" / "dist" / VERSION
    assert found(root, f"../dist/{VERSION}").resolve() == folder
    assert found(root, str(folder / "manifest.json")) == folder
    assert found(root, folder.as_uri()) == folder
    assert found(root, f"{(root / 'published').as_uri()}") == root / "data" / NEXT


def test_the_release_that_the_working_folder_is(root, monkeypatch):
    monkeypatch.chdir(root / "project" / "dist" / VERSION)
    assert found(root, None) == Path()
    monkeypatch.chdir(root / "published" / NEXT)
    assert found(root, None).resolve() == root / "published" / NEXT


def test_the_environment_s_address_counts_more_than_the_project_s(root):
    make_dist(root / "other", "2026.11.3")
    there = (root / "other").as_uri()
    assert found(root, "2026.11.3", CLAIMBOOK_RELEASES=there) == root / "data" / "2026.11.3"


@pytest.mark.parametrize("name", ["nothing", "2026.013.0", "", "../dist", "a\0b"])
def test_no_such_name(root, name):
    if name == "../dist":
        assert found(root, name) == Path(name)  # a folder: that it is no release, opening says
    else:
        with pytest.raises(NoReleaseError, match="no version"):
            found(root, name)


@pytest.mark.parametrize("text", ["[tool", "tool = 3", "[tool.claimbook]\nreleases = 3", "\xff"])
def test_a_project_file_that_says_nothing_of_use(root, text):
    (root / "project" / "below" / "pyproject.toml").write_bytes(text.encode("latin-1"))
    around = places(environ={"CLAIMBOOK_DATA_DIR": str(root / "data")})
    assert around.offline is False
    if "releases" in text:
        assert (around.address, around.dist) == (None, Path("dist"))
    else:
        assert around.dist == root / "project" / "dist"
