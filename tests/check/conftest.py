import pytest

from example_project import assemble


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("check") / "project")


@pytest.fixture
def own(tmp_path):
    """A project that a test may change on disk."""
    return assemble(tmp_path / "project")
