import pytest

from bad_input.sound import sound


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The small sound project; nobody may change it."""
    return sound(tmp_path_factory.mktemp("sound") / "project")


@pytest.fixture
def own(tmp_path):
    """The small sound project, for a test that changes it on disk."""
    return sound(tmp_path / "project")
