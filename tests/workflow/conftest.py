import shutil

import pytest

from example_project import REPOSITORY, assemble
from git_project import GitProject, git, initialised
from workflow.play import Host

CODE = ("schema", "build", ".ci", ".github", "Makefile", "pyproject.toml")
RELEASE = '[tool.claimbook]\nrelease = "2026.11.0"\n'


@pytest.fixture(scope="session")
def main(tmp_path_factory):
    """A main branch: our code and workflows as they stand here, the example as its dataset."""
    root = assemble(tmp_path_factory.mktemp("main") / "project")
    for name in CODE:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    for name in (".gitattributes", ".gitignore"):
        shutil.copy(REPOSITORY / name, root)
    return initialised(root).root


@pytest.fixture
def host(main, tmp_path):
    return Host(tmp_path, main)


@pytest.fixture
def head(host, tmp_path):
    """A clone on a branch of its own, whose commits become the pull request."""
    git("clone", "--quiet", host.bare, tmp_path / "head", cwd=tmp_path)
    project = GitProject(tmp_path / "head")
    project.git("switch", "--quiet", "-c", "topic")
    return project


@pytest.fixture
def jobs(host, head):
    """Return a function that opens the pull request and runs both jobs of main's workflow."""
    workflow = REPOSITORY / ".github/workflows/check.yml"

    def run(*names):
        head.commit("what is proposed")
        host.open(head.root)
        return [host.run(workflow, name) for name in names or ("check", "judge")]

    return run
