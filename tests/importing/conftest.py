import pytest

from claimbook_build.check.collect import collect
from importing import shells


@pytest.fixture(scope="session")
def shelled(tmp_path_factory):
    """Return a project with the versions of a table among its documents: nobody may change it."""
    return shells.project(tmp_path_factory.mktemp("shells") / "project")


@pytest.fixture(scope="session")
def records(shelled):
    """Return its records."""
    return collect(shelled, "2026.11.0").dataset
