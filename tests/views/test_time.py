import json
from datetime import datetime

import duckdb
import pytest


def test_the_timeline_puts_what_happened_beside_what_was_said(world):
    world.actor("act_a")
    world.event("evt_e", day="2022-03-01")
    world.event("evt_undated")
    world.document("doc_d", day="2022-03-03")
    world.claim("clm_a", "act_a", document="doc_d", said="2022-03-02")
    world.claim("clm_b", "act_a", document="doc_d")
    world.figure("fig_b", "clm_b", "8")
    rows = world.ask("SELECT record, at_basis, text FROM timeline")
    assert [(row["record"], row["at_basis"]) for row in rows] == [
        ("evt_e", "happened"),
        ("clm_a", "said"),
        ("clm_b", "published"),
        ("evt_undated", "happened"),
    ]
    assert rows[2]["text"] == "a asserts: words of clm_b [8 killed]"


def known(world, moment):
    rows = world.ask("SELECT figure FROM known_at(?)", moment)
    return [row["figure"].removeprefix("fig_") for row in rows]


@pytest.fixture
def told(world):
    """Return figures said on 2 March (the day ends at 23:00), published on the 5th, or undated."""
    world.document("doc_dated", day="2022-03-05")
    world.document("doc_open", published_utc=datetime(2022, 3, 7))  # noqa: DTZ001
    world.say("said", "act_a", said="2022-03-02", document="doc_dated")
    world.say("published", "act_a", document="doc_dated")
    world.say("open", "act_a", document="doc_open")
    world.say("undated", "act_a", document="doc_undated")
    return world


@pytest.mark.parametrize(
    ("moment", "figures"),
    [
        ("2022-03-02", []),
        ("2022-03-02 22:59:59", []),
        ("2022-03-02T23:00", ["said"]),
        ("2022-03-02T23:00Z", ["said"]),
        ("2022-03-03T01:00+02:00", ["said"]),
        ("2022-03-03 00:59:59+02", []),
        ("2022-03-02 23:00 UTC", ["said"]),
        ("2022-03-05", ["said"]),
        ("2022-03-06", ["said", "published"]),
        ("2022-03-07 23:59", ["said", "published"]),
        ("2022-03-08", ["said", "published", "open"]),
        ("2122-03-08", ["said", "published", "open"]),
        (datetime(2022, 3, 2, 23), ["said"]),  # noqa: DTZ001
        (datetime(2022, 3, 2, 22, 59), []),  # noqa: DTZ001
        (datetime(2022, 3, 6).date(), ["said", "published"]),  # noqa: DTZ001
        (None, []),
    ],
)
def test_what_was_known_is_what_had_surely_been_said(told, moment, figures):
    assert known(told, moment) == figures


@pytest.mark.parametrize("zone", ["UTC", "Europe/Kyiv", "America/New_York"])
def test_the_session_zone_changes_nothing(told, zone):
    told.ask("SELECT 1")
    told.ask(f"SET TimeZone = '{zone}'")
    assert known(told, "2022-03-02 22:59:59") == []
    assert known(told, "2022-03-02 23:00") == ["said"]
    assert known(told, "2022-03-03 01:00+02") == ["said"]
    moment = "TIMESTAMPTZ '2022-03-03 01:00:00+02'"
    assert len(told.ask(f"FROM known_at({moment})")) == 1
    assert told.ask(f"FROM known_at({moment} - INTERVAL 1 SECOND)") == []


def test_no_moment_is_an_error(told):
    with pytest.raises(duckdb.ConversionException):
        known(told, "last week")


def test_a_corrected_document_tells_what_it_says_when_it_was_published(world):
    world.document("doc_c", day="2022-03-05", status="corrected")
    world.say("x", "act_a", said="2022-03-02", document="doc_c")
    assert known(world, "2022-03-04") == []
    assert known(world, "2022-03-06") == ["x"]


@pytest.mark.parametrize(
    ("moment", "status"), [("2022-03-03", "normal"), ("2022-03-10", "retracted")]
)
@pytest.mark.parametrize(("subject", "obj"), [("clm_later", "clm_x"), ("fig_later", "fig_x")])
def test_what_became_of_a_figure_later_is_not_told(world, moment, status, subject, obj):
    world.say("x", "act_a", said="2022-03-02")
    world.say("later", "act_a", said="2022-03-09")
    world.link(subject, "retracts", obj)
    (row,) = [row for row in world.ask(f"FROM known_at('{moment}')") if row["figure"] == "fig_x"]
    assert row["status"] == status


def test_a_revision_at_an_unknown_time_leaves_the_status_open(world):
    world.say("x", "act_a", said="2022-03-02", status="retracted")
    assert world.ask("FROM known_at('2022-03-03')")[0]["status"] is None


def test_known_at_has_the_wide_tables_columns(world):
    wide = world.ask("DESCRIBE FROM figures_flat")
    found = world.ask("DESCRIBE FROM known_at('2022-01-01')")
    assert found[2:] == wide


def change(world, release, record, field=None, *, old=None, new=None):
    world.add(
        "changes",
        record=record,
        table_name="figures",
        field=field,
        old=old,
        new=new,
        release=release,
    )


def published(world, version, column="wording"):
    rows = world.ask("FROM as_published(?)", version)
    return {row["figure"].removeprefix("fig_"): row[column] for row in rows}


@pytest.fixture
def history(world):
    """Return four releases: a is corrected twice, b comes, c goes, d goes and comes again."""
    world.claim("clm_x", "act_a")
    world.figure("fig_a", "clm_x", "9")
    world.figure("fig_b", "clm_x", "5")
    world.figure("fig_d", "clm_x", "4")
    gone = {"id": "fig_c", "claim": "clm_x", "measure": "killed", "wording": "3", "best": 3.0}
    change(world, "2022.9.0", "fig_a", "wording", old="7", new="8")
    change(world, "2022.9.0", "fig_a", "best", old="7.0", new="8.0")
    change(world, "2022.10.0", "fig_a", "wording", old="8", new="9")
    change(world, "2022.10.0", "fig_a", "best", old="8.0", new="9.0")
    change(world, "2022.10.0", "fig_a", "affected", old=None, new="act_b")
    change(world, "2022.9.0", "fig_b", new="{}")
    change(world, "2022.9.0", "fig_c", "wording", old="2", new="3")
    change(world, "2022.10.0", "fig_c", old=json.dumps(gone))
    change(world, "2022.9.0", "fig_d", old=json.dumps(gone | {"id": "fig_d", "wording": "1"}))
    change(world, "2022.10.0", "fig_d", new="{}")
    change(world, "2022.10.1", "fig_d", "wording", old="33", new="4")
    world.add("changes", record="fig_a", table_name="claims", field="wording", old="no", new="9",
              release="2022.10.0")  # fmt: skip
    return world


@pytest.mark.parametrize(
    ("version", "wordings"),
    [
        ("2022.8.0", {"a": "7", "c": "2", "d": "1"}),
        ("2022.9.0", {"a": "8", "b": "5", "c": "3"}),
        ("2022.10.0", {"a": "9", "b": "5", "d": "33"}),
        ("2022.10.1", {"a": "9", "b": "5", "d": "4"}),
        ("2023.1.0", {"a": "9", "b": "5", "d": "4"}),
    ],
)
def test_each_release_is_given_back_as_it_was(history, version, wordings):
    assert published(history, version) == wordings


def test_numbers_and_missing_values_are_given_back_too(history):
    assert published(history, "2022.8.0", "best") == {"a": 7.0, "c": 3.0, "d": 3.0}
    assert published(history, "2022.9.0", "affected")["a"] is None


def test_releases_are_ordered_as_numbers(history):
    assert published(history, "2022.9.99")["a"] == "8"


@pytest.mark.parametrize("version", ["2022", "latest", "v2022.1.0", "2022.1.0.0", "", None])
def test_what_is_no_version_is_an_error(history, version):
    with pytest.raises(duckdb.InvalidInputException, match="the form YYYY"):
        published(history, version)
