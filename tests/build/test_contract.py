import json

import pytest

from built_project import project
from claimbook.release.diff.contract import SCHEMA_NAME
from claimbook.release.diff.promise import contract_of
from claimbook.release.diff.session import session
from claimbook.release.open import open_release
from claimbook_build.project import find_project
from claimbook_build.release.build import build


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("contract") / "project")
    return open_release(build(find_project(root), root / "dist").folder)


def without(release):
    """Return the same release as if it had no contract in a file of its own."""
    files = tuple(each for each in release.manifest.files if each.file != SCHEMA_NAME)
    return type(release)(release.root, release.manifest.model_copy(update={"files": files}))


@pytest.mark.slow
@pytest.mark.parametrize("views", [True, False])
def test_the_contract_in_its_file_is_the_one_that_tables_and_views_carry(release, views):
    with session(release, release) as connection:
        written = contract_of(connection, release, views=views)
        assert written == contract_of(connection, without(release), views=views)
    assert written.table("figures_flat") is not None
    assert len(written.code_lists) > 30
    assert ("macro" in {table.kind for table in written.tables}) == views


@pytest.mark.slow
def test_a_contract_that_is_not_of_the_tables_is_not_believed(release):
    path = release.root / SCHEMA_NAME
    said = json.loads(path.read_text("utf-8"))
    said["tables"][0]["columns"][0]["name"] = "other"
    path.chmod(0o644)
    with session(release, release) as connection:
        true = contract_of(connection, without(release), views=False)
        for text in (json.dumps(said), "[]", json.dumps(said | {"tables": []})):
            path.write_text(text, "utf-8")
            assert contract_of(connection, release, views=False) == true


def test_the_release_says_what_changed_and_under_which_licence(release):
    changes = json.loads((release.root / "schema-diff.json").read_text("utf-8"))
    assert (changes["previous"], changes["level"], changes["changes"]) == (None, None, [])
    assert "## Data 2026.11.0\n" in (release.root / "CHANGELOG.md").read_text("utf-8")
    assert "(CC BY 4.0)" in (release.root / "LICENSE").read_text("utf-8")
