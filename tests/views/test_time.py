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
