import pytest

from built_project import VERSION, project
from claimbook_build.project import find_project
from claimbook_build.release.build import build


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """Return a project with a release in its dist/: nobody may change either."""
    root = project(tmp_path_factory.mktemp("released") / "project")
    assert build(find_project(root), root / "dist").folder == root / "dist" / VERSION
    return root
