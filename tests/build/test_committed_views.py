import shutil
from pathlib import Path

import pytest

import claimbook_build.views.files
from claimbook_build.release.committed_views import FOLDER, compare_views
from claimbook_build.select.repository import Repository
from claimbook_build.views.files import view_files
from git_project import initialised


@pytest.fixture
def repository(tmp_path):
    root = tmp_path / "repository"
    root.mkdir()
    return initialised(root)


@pytest.fixture
def release(tmp_path):
    folder = tmp_path / "release"
    folder.mkdir()
    for name, text in view_files().items():
        (folder / name).write_bytes(text.encode())
    return folder


def compared(repository, release):
    names = tuple(path.name for path in sorted(release.iterdir()))
    return compare_views(Repository(repository.root), repository.commit(), release, names)


def test_views_are_held_to_those_of_the_commit(repository, release):
    repository.write("README.md", "data alone\n")
    assert compared(repository, release) == (frozenset(), ())
    here = Path(claimbook_build.views.files.__file__).parent
    shutil.copytree(here, repository.root / FOLDER)
    assert compared(repository, release) == (frozenset(view_files()), ())
    (release / "view_conflicts.sql").write_bytes(b"-- another\n")
    (release / "view_coverage.sql").rename(release / "view_added.sql")
    views, differences = compared(repository, release)
    assert views == {*view_files(), "view_added.sql"}
    assert sorted(map(str, differences)) == [
        "view_added.sql: its commit has no such view",
        "view_conflicts.sql: is not the view of its commit",
        "view_coverage.sql: a view of its commit, and was not published",
    ]
