import pytest

from bad_input.sound import sound
from claimbook_build.check.collect import collect
from claimbook_build.check.run import judge
from mutation.memory import Memory


@pytest.fixture(scope="session")
def sound_project(tmp_path_factory):
    """The small sound project; nobody may change it."""
    return sound(tmp_path_factory.mktemp("sound") / "project")


@pytest.fixture(scope="module")
def project(sound_project):
    """The same, read once: what is sound in it is remembered, a bad file is read in full."""
    memory = Memory()
    with memory.at_work():
        assert [f for f in judge(collect(sound_project)) if f.severity == "error"] == []
        memory.full = True
        yield sound_project


@pytest.fixture
def own(tmp_path):
    """The small sound project, for a test that changes it on disk."""
    return sound(tmp_path / "project")
