import pytest

from built_project import VERSION, project
from claimbook_build.build.rows import link_id, rows
from claimbook_build.check.run import check


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("rows") / "project")
    return rows(check(root, (), VERSION).dataset)


def by_key(built, table, key, name="id"):
    return [row for row in built[table] if row[name] == key]


def test_a_figure_gets_its_bounds_its_event_and_its_status(built):
    (row,) = by_key(built, "figures", "fig_ag-missiles-stopped")
    assert row["of_which"] == "fig_ag-missiles-fired"
    assert row["qualifier"] == "exact"
    assert row["nominal"] == row["best"] == row["low"] == row["high"]
    assert row["event"] == "evt_barrage-on-velmaria-2019-05-10"
    assert row["status"] == "normal"
    assert row["as_of_utc"] is not None


def test_a_claim_is_complete_and_its_lists_are_tables(built):
    for row in built["claims"]:
        assert None not in {row[name] for name in ("polarity", "attribution", "region", "status")}
        assert by_key(built, "claim_claimants", row["id"], "claim")
    positions = [row["position"] for row in built["claim_about"]]
    assert min(positions) == 1
    assert max(positions) > 1


def test_each_stance_is_a_link(built):
    links = {(row["subject"], row["kind"], row["object"]) for row in built["links"]}
    assert built["claim_stances"]
    for row in built["claim_stances"]:
        assert (row["claim"], row["stance"], row["responds_to"]) in links


def test_two_relations_of_one_kind_are_told_apart():
    first = link_id("clm_a", "denies", None)
    assert first == link_id("clm_a", "denies", None, 1)
    assert first != link_id("clm_a", "denies", None, 2)
    assert first != link_id("clm_a", "doubts", None)


def test_every_record_tells_the_release_that_held_it_first(built):
    assert {row["recorded_in"] for row in built["figures"]} == {VERSION}
