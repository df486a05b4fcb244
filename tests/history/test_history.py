import json
from collections import Counter, defaultdict
from hashlib import sha256
from itertools import pairwise

import duckdb
import pytest

from claimbook.release.connect import connect
from claimbook.release.diff.compare import compare
from claimbook.release.handle import ReleaseHandle
from history.chain import REASONS, VERSIONS, manifest_sha256, write

pytestmark = pytest.mark.slow

TALES = {"changes", "keys", "releases"}


def rows_of(release, name):
    """Return a table's rows by their key, each a mapping of texts; without nulls."""
    entry = release.manifest.table(name)
    key = ", ".join(entry.primary_key)
    listed = ", ".join(f"CAST({column.name} AS VARCHAR)" for column in entry.columns)
    sql = f"SELECT json_array({key}), [{listed}] FROM read_parquet(?)"
    found = duckdb.execute(sql, [str(release.file(entry))]).fetchall()
    names = [column.name for column in entry.columns]
    return {row_key: dict(zip(names, values, strict=True)) for row_key, values in found}


def changes_of(release):
    """Return the recorded changes by release."""
    found = defaultdict(list)
    for row in rows_of(release, "changes").values():
        found[row["release"]].append(row)
    return found


def tables_of(release):
    return {table.name for table in release.manifest.tables} - TALES


def test_as_published_gives_every_release_back(chain):
    with connect(chain[-1]) as newest:
        for release in chain:
            with connect(release) as then:
                expected = then.execute("FROM figures_flat ORDER BY figure")
                found = newest.execute(f"FROM as_published('{release.manifest.release}')")
                assert [c[:2] for c in found.description] == [c[:2] for c in expected.description]
                rows = expected.fetchall()
                assert rows
                assert found.fetchall() == rows


def test_every_table_of_every_release_follows_from_the_newest_and_its_changes(chain):
    changes = changes_of(chain[-1])
    rows = {name: rows_of(chain[-1], name) for name in tables_of(chain[-1])}
    for now, before in pairwise(reversed(chain)):
        for each in changes[now.manifest.release]:
            undo(rows[each["table_name"]], each)
        for name in tables_of(before):
            assert {key: present(row) for key, row in rows[name].items()} == {
                key: present(row) for key, row in rows_of(before, name).items()
            }


def undo(rows, change):
    key, field = change["row_key"], change["field"]
    if change["change"] == "added":
        assert field is change["old"] is change["new"] is None
        del rows[key]
    elif change["change"] == "removed":
        assert change["new"] is None
        rows.setdefault(key, {})[field] = change["old"]
    else:
        assert rows[key].get(field) == change["new"] != change["old"]
        rows[key][field] = change["old"]


def present(row):
    return {name: value for name, value in row.items() if value is not None}


def test_what_was_recorded_is_what_diff_finds(chain):
    for before, now in pairwise(chain):
        found = changes_of(now)[now.manifest.release]
        rows = Counter((table, how) for table, how, _ in {
            (each["table_name"], each["change"], each["row_key"]) for each in found
        })  # fmt: skip
        cells = Counter(
            (each["table_name"], each["field"]) for each in found if each["change"] == "changed"
        )
        with compare(before, now) as difference:
            assert {table.name for table in difference.tables} == tables_of(now)
            with compare(before, now, by_hash=True) as counted:
                for table, only in zip(difference.tables, counted.tables, strict=True):
                    counts = (table.name, table.added, table.removed, table.changed)
                    assert counts == (only.name, only.added, only.removed, only.changed)
            for table in difference.tables:
                counts = (table.added, table.removed, table.changed)
                recorded = (rows[table.name, how] for how in ("added", "removed", "changed"))
                assert counts == tuple(recorded), table.name
                own = {field: times for (name, field), times in cells.items() if name == table.name}
                assert dict(table.cells) == own


def test_changes_are_carried_over_word_for_word(chain):
    for before, now in pairwise(chain):
        assert rows_of(before, "changes").items() <= rows_of(now, "changes").items()


def test_the_first_release_has_no_changes_and_all_keys(chain):
    assert rows_of(chain[0], "changes") == {}
    rows = sum(table.rows for table in chain[0].manifest.tables if table.name not in TALES)
    keys = rows_of(chain[0], "keys").values()
    assert len(keys) == rows
    assert {(row["first_release"], row["last_changed_release"]) for row in keys} == {
        (VERSIONS[0], VERSIONS[0])
    }


def test_keys_say_when_a_row_came_and_changed_last(chain):
    came, changed = defaultdict(lambda: VERSIONS[0]), defaultdict(lambda: VERSIONS[0])
    for release in VERSIONS[1:]:
        for each in changes_of(chain[-1])[release]:
            row = each["table_name"], each["row_key"]
            changed[row] = release
            if each["change"] == "added":
                came[row] = release
    for row in rows_of(chain[-1], "keys").values():
        key = row["table_name"], row["row_key"]
        assert (row["first_release"], row["last_changed_release"]) == (came[key], changed[key])


def test_a_digest_can_be_computed_by_anybody(chain):
    keys = {(row["table_name"], row["row_key"]): row["row_digest"]
            for row in rows_of(chain[-1], "keys").values()}  # fmt: skip
    for name in tables_of(chain[-1]):
        for key, row in rows_of(chain[-1], name).items():
            text = json.dumps([*row.values()], ensure_ascii=False, separators=(",", ":"))
            assert keys.pop((name, key)) == sha256(text.encode()).hexdigest()[:32]
    assert keys == {}


def test_reasons_are_given_where_somebody_knows_them(chain):
    for each in rows_of(chain[-1], "changes").values():
        told = (each["reason"], each["changelog_id"])
        known = each["table_name"] == "figures"
        assert told == (("reviewed", "figures-read-again") if known else (None, None))


def test_rows_of_lists_belong_to_the_record_that_has_the_list(chain):
    parents = {
        each["table_name"]: each["record"].partition("_")[0]
        for each in rows_of(chain[-1], "changes").values()
    }
    expected = {"claim_about": "clm", "chain_hops": "clm", "figures": "fig", "figures_flat": "fig"}
    expected |= {"event_participants": "evt", "document_numbers": "doc"}
    assert expected.items() <= parents.items()
    codes = [e["record"] for e in rows_of(chain[-1], "changes").values()
             if e["table_name"] == "codes"]  # fmt: skip
    assert all(len(record.split(".")) == 2 for record in codes)
    spans = [each["record"] for each in rows_of(chain[-1], "changes").values()
             if each["table_name"] == "evidence"]  # fmt: skip
    assert any(record.startswith("fig_") for record in spans)


def test_each_names_the_one_before_and_lists_them_all(chain):
    for before, now in pairwise((None, *chain)):
        previous = now.manifest.previous
        assert (previous is None) == (before is None)
        if before is not None:
            assert previous.release == before.manifest.release
            assert previous.manifest_sha256 == manifest_sha256(before)
    hashes = {row["release"]: row["manifest_sha256"]
              for row in rows_of(chain[-1], "releases").values()}  # fmt: skip
    assert hashes == {
        **{each.manifest.release: manifest_sha256(each) for each in chain[:-1]},
        VERSIONS[-1]: None,
    }


def test_the_release_that_held_a_record_first_is_carried_over(chain):
    known = {}
    for release in chain:
        for name in ("figures", "claims", "places", "codes", "measures"):
            for key, row in rows_of(release, name).items():
                first = known.get((name, key), release.manifest.release)
                if first == row["recorded_in"]:
                    known[name, key] = first
                else:  # it had gone, and came back
                    assert row["recorded_in"] == release.manifest.release
                    gone = chain[chain.index(release) - 1]
                    assert key not in rows_of(gone, name)
                    known[name, key] = release.manifest.release


def test_a_release_that_changes_nothing_records_nothing(chain, last, tmp_path):
    after = write(last, tmp_path, chain[-1], REASONS, "2027.2.0")
    assert rows_of(after, "changes") == rows_of(chain[-1], "changes")
    assert rows_of(after, "keys") == rows_of(chain[-1], "keys")
    assert ReleaseHandle(after).changes(since=VERSIONS[-1]).fetchall() == []


def test_changes_can_be_asked_for_since_a_release(chain):
    handle = ReleaseHandle(chain[-1])
    found = handle.changes(since=VERSIONS[1])
    releases = [row[0] for row in found.sql("SELECT DISTINCT release ORDER BY release").fetchall()]
    assert releases == sorted(VERSIONS[2:])
    assert len(handle.changes().fetchall()) == handle["changes"].rows
