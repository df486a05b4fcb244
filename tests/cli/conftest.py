import pytest

import built_project
from claimbook_build.cli.app import app
from claimbook_build.cli.exits import guarded
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


@pytest.fixture
def run(capsys):
    """Return a function that runs a command and returns exit code, stdout and stderr."""

    def command(*arguments):
        code = guarded(lambda **options: app([*map(str, arguments)], **options))
        return code, *capsys.readouterr()

    return command
