import shutil

import pytest

from example_project import TEXTS, assemble


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("evidence") / "project")


@pytest.fixture
def own(tmp_path):
    """A project that a test may change on disk."""
    return assemble(tmp_path / "project")


@pytest.fixture
def texts(tmp_path):
    """A folder of the texts, which a test may change."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for path in TEXTS.glob("*.txt"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def alter(texts):
    """Return a function that replaces something in a text that stands there once."""

    def change(name, old, new):
        path = texts / f"{name}.txt"
        data = path.read_bytes()
        assert data.count(old.encode()) == 1, data.count(old.encode())
        path.write_bytes(data.replace(old.encode(), new.encode()))
        return path

    return change
