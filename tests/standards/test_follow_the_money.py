import csv
from io import StringIO

import pytest

from claimbook.release.connect import connect
from claimbook_build.standards.follow_the_money import COLUMNS, follow_the_money


@pytest.fixture(scope="module")
def rows(release):
    return list(
        csv.DictReader(StringIO("".join(follow_the_money(release))), dialect=csv.unix_dialect)
    )


@pytest.mark.slow
def test_the_library_reads_and_accepts_every_entity(release, tmp_path, faults):
    path = tmp_path / "statements.csv"
    path.write_text("".join(follow_the_money(release)), "utf-8", newline="")
    assert faults("statements", path) == []


@pytest.mark.slow
def test_the_library_refuses_what_is_wrong(release, tmp_path, faults):
    path = tmp_path / "statements.csv"
    path.write_text(
        "".join(follow_the_money(release)).replace('"act.', '"act_', 40), "utf-8", newline=""
    )
    assert faults("statements", path)


def test_people_bodies_posts_events_and_articles_are_told(release, rows):
    schemas = {row["schema"] for row in rows}
    assert {"Person", "PublicBody", "Organization", "Event", "Article"} <= schemas
    with connect(release) as connection:
        documents = connection.execute("SELECT id FROM documents").fetchall()
    told = {row["entity_id"] for row in rows if row["schema"] == "Article"}
    assert told == {name.replace("_", ".") for (name,) in documents}


def test_what_is_only_planned_or_supposed_is_no_event(release, rows):
    with connect(release) as connection:
        found = connection.execute(
            "SELECT id, reality IN ('occurred', 'ongoing') FROM events"
        ).fetchall()
    told = {row["entity_id"] for row in rows if row["schema"] == "Event"}
    assert {happened for _, happened in found} == {True, False}
    assert told == {name.replace("_", ".") for name, happened in found if happened}


def test_each_event_leads_to_the_documents_that_speak_of_it(rows):
    articles = {row["entity_id"] for row in rows if row["schema"] == "Article"}
    proofs = [row for row in rows if row["prop"] == "proof" and row["schema"] == "Event"]
    assert proofs
    assert {row["value"] for row in proofs} <= articles


def test_no_statement_stands_twice(rows):
    assert tuple(rows[0]) == COLUMNS
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
