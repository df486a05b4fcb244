import pytest

from example_project import assemble


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("rules") / "project")
