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


def test_the_rows_of_a_table_with_later_versions_were_known_when_said(world):
    world.document("doc_t", day="2022-03-05", status="corrected", kind="dataset")
    world.say("x", "act_a", said="2022-03-02", document="doc_t")
    assert known(world, "2022-03-04") == ["x"]


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


@pytest.fixture
def mended(world):
    """Return a row of 2 March that a later version of its table gives otherwise."""
    world.actor("act_a")
    world.document("doc_old", day="2022-03-04")
    world.document("doc_new", day="2022-06-20")
    world.say("old", "act_a", "80", said="2022-03-02", document="doc_old", status="superseded")
    world.say("new", "act_a", "85", said="2022-03-02", document="doc_new")
    world.say("same", "act_a", "7", said="2022-03-03", document="doc_new")

    def link(subject="clm_new", obj="clm_old", kind="corrects", asserted="2022-04-01", **more):
        if asserted:
            start = datetime.fromisoformat(asserted)
            more |= {"asserted_at_utc": start, "asserted_at_end_utc": start.replace(hour=23)}
        world.link(subject, kind, obj, **more)
        return world

    return link


def told_at(world, moment):
    rows = world.ask(f"FROM known_at('{moment}')")
    return {row["figure"].removeprefix("fig_"): (row["status"], row["known_basis"]) for row in rows}


OLD, NEW = {"old": ("normal", "said")}, {"old": ("superseded", "said")}


@pytest.mark.parametrize("kind", ["corrects", "supersedes"])
@pytest.mark.parametrize(("subject", "obj"), [("clm_new", "clm_old"), ("fig_new", "fig_old")])
def test_a_row_that_was_mended_is_known_when_it_was_mended(mended, kind, subject, obj):
    world = mended(subject, obj, kind)
    same = {"same": ("normal", "said")}
    assert told_at(world, "2022-03-03") == OLD
    assert told_at(world, "2022-04-01 22:59") == OLD | same
    assert told_at(world, "2022-04-01 23:00") == NEW | same | {"new": ("normal", "asserted")}


def test_a_row_mended_at_an_unknown_time_is_known_from_its_documents_publication(mended):
    world = mended(asserted=None)
    assert "new" not in told_at(world, "2022-06-20 22:59")
    assert told_at(world, "2022-06-20 23:00")["new"] == ("normal", "published")
    assert told_at(world, "2022-06-20 22:59")["old"] == ("normal", "said")


def test_a_count_that_the_day_after_puts_right_is_no_later_version(world):
    world.document("doc_t", day="2022-06-20")
    world.say("one", "act_a", "90", said="2022-03-02", document="doc_t")
    world.say("two", "act_a", "80", said="2022-03-03", document="doc_t")
    world.link("fig_two", "corrects", "fig_one")
    assert told_at(world, "2022-03-04")["two"] == ("normal", "said")


def test_a_revision_names_both_documents_and_when_it_was_made(mended):
    (row,) = mended().ask("FROM revisions")
    assert (row["earlier"], row["later"]) == (
        "a asserts: words of clm_old [80]",
        "a asserts: words of clm_new [85]",
    )
    assert (row["earlier_document"], row["document"]) == ("doc_old", "doc_new")
    assert str(row["at_utc"]) == "2022-04-01 00:00:00"
