import duckdb
import pytest

RELEASES = ("2022.8.0", "2022.9.0", "2022.10.0", "2022.10.1", "2022.11.0")


def changed(world, release, figure, field, old, **more):
    told = {"table_name": "figures_flat", "change": "changed", **more}
    key = f'["{figure}"]'
    world.add("changes", row_key=key, release=release, field=field, old=old, record=figure, **told)


def added(world, release, figure):
    changed(world, release, figure, None, None, change="added")


def removed(world, release, figure, **values):
    for field, old in {"figure": figure, "claim": "clm_x", **values}.items():
        changed(world, release, figure, field, old, change="removed")


def published(world, version, column="wording"):
    rows = world.ask("FROM as_published(?)", version)
    assert [row["figure"] for row in rows] == sorted(row["figure"] for row in rows)
    return {row["figure"].removeprefix("fig_"): row[column] for row in rows}


@pytest.fixture
def history(world):
    """Return five releases: a is corrected twice, b comes, c goes, d goes and comes again."""
    for release in RELEASES:
        world.add("releases", release=release)
    world.claim("clm_x", "act_a", document="doc_x")
    world.document("doc_x")
    for figure, wording in (("fig_a", "9"), ("fig_b", "5"), ("fig_d", "4")):
        world.figure(figure, "clm_x", wording)
    changed(world, "2022.9.0", "fig_a", "wording", "7")
    changed(world, "2022.9.0", "fig_a", "best", "7.0")
    changed(world, "2022.9.0", "fig_a", "as_of_utc", "2022-10-10 08:00:00")
    changed(world, "2022.10.0", "fig_a", "wording", "8")
    changed(world, "2022.10.0", "fig_a", "best", "8.0")
    changed(world, "2022.10.0", "fig_a", "affected", None)
    changed(world, "2022.10.0", "fig_a", "as_of_utc", "2022-10-10 09:00:00")
    added(world, "2022.9.0", "fig_b")
    changed(world, "2022.9.0", "fig_c", "wording", "2")
    removed(world, "2022.10.0", "fig_c", wording="3", best="3.0", official="true")
    removed(world, "2022.9.0", "fig_d", wording="1")
    added(world, "2022.10.0", "fig_d")
    changed(world, "2022.10.1", "fig_d", "wording", "33")
    changed(world, "2022.10.0", "fig_a", "wording", "no", table_name="figures")
    changed(world, "2022.9.0", "fig_a", "column that is gone", "no")
    return world


@pytest.mark.parametrize(
    ("version", "wordings"),
    [
        ("2022.8.0", {"a": "7", "c": "2", "d": "1"}),
        ("2022.9.0", {"a": "8", "b": "5", "c": "3"}),
        ("2022.10.0", {"a": "9", "b": "5", "d": "33"}),
        ("2022.10.1", {"a": "9", "b": "5", "d": "4"}),
        ("2022.11.0", {"a": "9", "b": "5", "d": "4"}),
    ],
)
def test_each_release_is_given_back_as_it_was(history, version, wordings):
    assert published(history, version) == wordings


def test_values_of_every_type_are_given_back_and_missing_ones_too(history):
    assert published(history, "2022.8.0", "best") == {"a": 7.0, "c": 3.0, "d": None}
    assert published(history, "2022.8.0", "official") == {"a": False, "c": True, "d": None}
    assert str(published(history, "2022.8.0", "as_of_utc")["a"]) == "2022-10-10 08:00:00"
    assert published(history, "2022.9.0", "affected")["a"] is None


def test_it_has_the_wide_tables_columns(history):
    wide = history.ask("DESCRIBE FROM figures_flat")
    assert history.ask("DESCRIBE FROM as_published('2022.9.0')") == wide


@pytest.mark.parametrize(
    "version", ["2022.9.1", "2023.1.0", "2022", "latest", "v2022.9.0", "2022.09.0", "", None]
)
def test_what_is_none_of_the_releases_is_an_error_that_names_them(history, version):
    said = r"as_published: there is no release .*; there are 2022\.8\.0, 2022\.9\.0, 2022\.10\.0"
    with pytest.raises(duckdb.InvalidInputException, match=said):
        published(history, version)


def test_nothing_is_an_error_even_where_there_is_no_figure(world):
    world.add("releases", release="2022.8.0")
    assert published(world, "2022.8.0") == {}
    with pytest.raises(duckdb.InvalidInputException, match="there is no release"):
        published(world, "2022.7.0")


def test_a_value_that_its_column_cannot_hold_any_more_is_an_error(history):
    changed(history, "2022.11.0", "fig_d", "best", "about four")
    with pytest.raises(duckdb.Error, match="best is of another type now"):
        history.ask("FROM as_published('2022.10.1')")
    assert history.ask("SELECT figure FROM as_published('2022.11.0')")
