import json
from pathlib import Path

import pyarrow as pa
import pytest

import claimbook
from claimbook.release.changes import ChangesError
from claimbook.release.manifest import TableEntry, write_manifest
from claimbook.release.open import open_release
from claimbook_build.build.parquet import write_table
from release.conftest import described, digest

CHANGES = pa.table(
    {
        "record": ["fig_a", "fig_b", "fig_a", "fig_c"],
        "new": ["84", None, "85", "0"],
        "release": ["2026.9.12", "2026.10.0", "2026.10.1", "2026.11.0"],
    }
)


def with_changes(folder: Path, table: pa.Table = CHANGES) -> claimbook.ReleaseHandle:
    release = open_release(folder)
    columns = described(table)
    write_table(table, folder / "changes.parquet", {"columns": json.dumps(columns)})
    entry = TableEntry.model_validate(
        {"name": "changes", **digest(folder / "changes.parquet"), "rows": table.num_rows}
        | {"columns": tuple(columns), "primary_key": (), "sort_order": ()}
    )
    tables = (*release.manifest.tables, entry)
    manifest = release.manifest.model_copy(update={"tables": tables})
    (folder / "manifest.json").write_bytes(write_manifest(manifest))
    return claimbook.load(path=folder)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (None, ["fig_a", "fig_b", "fig_a", "fig_c"]),
        ("2026.9.12", ["fig_b", "fig_a", "fig_c"]),
        ("2026.9.99", ["fig_b", "fig_a", "fig_c"]),
        ("2026.10.0", ["fig_a", "fig_c"]),
        ("2026.11.0", []),
    ],
)
def test_versions_are_compared_as_numbers(
    folder: Path, since: str | None, expected: list[str]
) -> None:
    rows = with_changes(folder).changes(since).fetchall()
    assert [row[0] for row in rows] == expected


def test_the_answer_can_be_asked_on_and_the_table_is_there(folder: Path) -> None:
    handle = with_changes(folder)
    changed = handle.changes(since="2026.9.12").sql("where record = ?", ["fig_a"])
    assert changed.pl().rows() == [("fig_a", "85", "2026.10.1")]
    assert isinstance(handle["changes"], claimbook.TableHandle)
    assert handle["changes"].rows == 4


def test_a_release_without_the_table_says_so(folder: Path) -> None:
    with pytest.raises(ChangesError, match=r"release 2026\.11\.0 has no table of changes"):
        claimbook.load(path=folder).changes(since="2026.10.0")


def test_a_table_of_another_kind_is_none(folder: Path) -> None:
    with pytest.raises(ChangesError, match="no table of changes"):
        with_changes(folder, CHANGES.drop_columns("release")).changes()


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2026.12.0", "newer than this release"),
        ("last week", "no version"),
        ("2026.10", "no version"),
        ("2026.10.0' or true --", "no version"),
    ],
)
def test_since_is_a_version_of_the_past(folder: Path, since: str, said: str) -> None:
    with pytest.raises(ChangesError, match=said):
        with_changes(folder).changes(since)
