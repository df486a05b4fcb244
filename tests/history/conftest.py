import pytest

from claimbook_build.build.tables import build_tables
from claimbook_build.check.collect import collect
from example_project import assemble
from history.chain import REASONS, VERSIONS, Editor, write


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Return the tables of the example."""
    root = assemble(tmp_path_factory.mktemp("example") / "project")
    return build_tables(collect(root, VERSIONS[0]).dataset)


@pytest.fixture(scope="session")
def states(built):
    """Return tables as they stand for releases in a row: rows come, go, come back and change."""
    editor, found = Editor(built, seed=8), []  # a draw that edits every kind of table
    for _ in VERSIONS:
        found.append(editor.tables())
        editor.edit()
    return tuple(found)


@pytest.fixture(scope="session")
def chain(states, tmp_path_factory):
    """Return these releases."""
    root = tmp_path_factory.mktemp("chain")
    found, before = [], None
    for tables in states:
        before = write(tables, root, before, REASONS)
        found.append(before)
    return tuple(found)


@pytest.fixture(scope="session")
def last(states):
    """Return the tables of the last one."""
    return states[-1]
