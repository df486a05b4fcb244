"""What the views say of a row that a later edition of its table mends."""

import duckdb
import pytest

from claimbook_build.build.tables import build_tables
from claimbook_build.check.run import check
from claimbook_build.history.releases import own_release
from example_project import assemble
from views.conftest import rows_of, with_views

pytestmark = pytest.mark.slow
RELEASE = "2026.11.0"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    root = assemble(tmp_path_factory.mktemp("editions") / "project")
    verdict = check(root, (), RELEASE)
    assert verdict.diagnostics == ()
    built = build_tables(verdict.dataset)
    built["releases"] = own_release((built["releases"],), RELEASE, "1.0.0")
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for name, data in built.items():
        connection.register(name, data)
    with_views(connection)
    yield lambda sql: rows_of(connection, sql)
    connection.close()


@pytest.mark.parametrize(
    ("moment", "known"),
    [
        ("2019-05-13", ["9 normal"]),
        ("2019-05-16", ["9 normal", "7 normal", "310 normal", "7 normal", "318 normal"]),
        (
            "2019-05-17",
            ["9 superseded", "7 normal", "310 normal", "7 normal", "318 normal", "6 normal"],
        ),
    ],
)
def test_a_mended_row_is_known_since_it_was_mended(example, moment, known):
    rows = example(f"FROM known_at('{moment}') WHERE figure LIKE 'fig_ft-%'")
    told = [f"{row['wording']} {row['status']}" for row in rows]
    assert sorted(told) == sorted(known)


def test_a_revision_shows_both_editions(example):
    [row] = example("FROM revisions WHERE revision = 'lnk_fleet-table-twelfth-mended'")
    assert row["earlier"].endswith("[9]")
    assert row["later"].endswith("[6]")
    assert (row["earlier_document"], row["document"]) == (
        "doc_fleet-table-may-13",
        "doc_fleet-table-later-edition",
    )
    assert str(row["at_utc"].date()) == "2019-05-15"  # the day begins in Kyiv


def test_a_series_is_published_with_its_breaks(example):
    [row] = example("FROM series_breaks")
    assert (row["series"], str(row["first_day"]), row["kind"], row["measure"], row["item"]) == (
        *("losses_at_sea", "2019-05-13", "added", "personnel_lost"),
        None,
    )
    first = {str(row["counts_from"]) for row in example("FROM series")}
    assert first == {"2019-01-23"}
