import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import claimbook
from claimbook.release.data_folder import DATA_VARIABLE, data_folder

OTHERS = ("2026.9.12", "2026.12.0")


def renamed(folder: Path, version: str, to: Path) -> Path:
    """Make a release of another version from one."""
    copy = shutil.copytree(folder, to / version)
    manifest = copy / "manifest.json"
    said = f'"release": "{version}"'
    manifest.write_text(manifest.read_text().replace(f'"release": "{folder.name}"', said))
    return copy


@pytest.fixture
def work(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with a release in dist/, and empty surroundings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    return tmp_path


def test_the_newest_of_dist_and_the_data_folder(folder: Path, work: Path) -> None:
    assert claimbook.load().version == "2026.11.0"
    renamed(folder, "2026.9.12", work / "dist")
    assert claimbook.load().root == folder.resolve()
    newest = renamed(folder, "2026.12.0", work / "data")
    assert claimbook.load().root == newest.resolve()


def test_by_version(folder: Path, work: Path) -> None:
    older = renamed(folder, "2026.9.12", work / "data")
    assert claimbook.load("2026.9.12").root == older.resolve()
    renamed(folder, "2026.11.0", work / "data")
    assert claimbook.load("2026.11.0").root == folder.resolve()


@pytest.mark.parametrize("kind", [str, Path])
def test_by_path(folder: Path, work: Path, kind: Callable[[Path], str | Path]) -> None:
    elsewhere = renamed(folder, "2026.12.0", work / "elsewhere")
    found = claimbook.load(path=kind(elsewhere.relative_to(work)))
    assert found.root == elsewhere.resolve()
    assert claimbook.load("2026.12.0", path=elsewhere).version == "2026.12.0"
    with pytest.raises(claimbook.ReleaseError, match=r"release 2026\.12\.0, not 2026\.11\.0"):
        claimbook.load("2026.11.0", path=elsewhere)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("2026.10.0", r"there is 2026\.11\.0 in .*dist and .*data"),
        ("../dist/2026.11.0", "no version"),
        ("2026.011.0", "no version"),
        ("2026.11.0\n", "no version"),
        ("", "no version"),
    ],
)
def test_no_such_release(work: Path, version: str, said: str) -> None:
    with pytest.raises(claimbook.ReleaseError, match=said):
        claimbook.load(version)


def test_no_release_at_all(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "data").write_text("a file")
    (work / "empty").mkdir()
    monkeypatch.chdir(work / "empty")
    with pytest.raises(claimbook.ReleaseError, match="there is no release in"):
        claimbook.load()


def test_what_is_not_whole_is_not_loaded(folder: Path, work: Path) -> None:
    (folder / "README.md").unlink()
    for call in (claimbook.load, claimbook.connect):
        with pytest.raises(claimbook.ReleaseError, match="README"):
            call()


def test_connect_is_ready_and_locked(work: Path) -> None:
    with claimbook.connect("2026.11.0") as connection:
        assert connection.execute("SELECT count(*) FROM launched").fetchall() == [(2,)]
        assert connection.execute("SELECT twice(21)").fetchall() == [(42,)]
        with pytest.raises(duckdb.Error, match="locked"):
            connection.execute("SET enable_external_access = true")


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({}, "linux", "/home/ada/.cache/claimbook"),
        ({"XDG_CACHE_HOME": ""}, "linux", "/home/ada/.cache/claimbook"),
        ({"XDG_CACHE_HOME": "/c"}, "linux", "/c/claimbook"),
        ({DATA_VARIABLE: ""}, "darwin", "/home/ada/Library/Caches/claimbook"),
        ({}, "win32", "/home/ada/AppData/Local/claimbook"),
        ({"LOCALAPPDATA": "/l"}, "win32", "/l/claimbook"),
        ({DATA_VARIABLE: "/d", "XDG_CACHE_HOME": "/c"}, "linux", "/d"),
    ],
)
def test_the_data_folder(environ: dict[str, str], platform: str, expected: str) -> None:
    assert data_folder(environ, platform, Path("/home/ada")) == Path(expected)
