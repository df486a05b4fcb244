import shutil

import pytest

from example_project import assemble
from git_project import GitProject, initialised


@pytest.fixture(scope="session")
def committed(tmp_path_factory):
    """The example in a repository; nobody may change it."""
    return initialised(assemble(tmp_path_factory.mktemp("select") / "project")).root


@pytest.fixture
def project(committed, tmp_path, monkeypatch):
    """A repository of one's own, and nobody's configuration."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return GitProject(shutil.copytree(committed, tmp_path / "project", symlinks=True))
