import pytest

import built_project
from claimbook_build.project import find_project
from claimbook_build.release.build import build
from example_project import assemble


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """Return a project with a release in its dist/: nobody may change either."""
    root = built_project.project(tmp_path_factory.mktemp("released") / "project")
    assert build(find_project(root), root / "dist").folder == root / "dist" / built_project.VERSION
    return root


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return the example as a project, in which commands run."""
    root = assemble(tmp_path / "project")
    monkeypatch.chdir(root)
    monkeypatch.setenv("NO_COLOR", "1")
    return root
