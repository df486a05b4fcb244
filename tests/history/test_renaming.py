import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimbook.release.diff.contract import ContractColumn, ContractTable
from claimbook.release.open import Release
from claimbook_build.history.history import History
from claimbook_build.history.renaming import renamed
from history.chain import REASONS, VERSIONS

CALLED = {"place": "place_name", "place_name": "place", "t_min_utc": "since"}
"""What columns of the wide table were called in the release before: two changed their names."""


def table(**ids):
    columns = tuple(
        ContractColumn(name=name, type="VARCHAR", field_id=i) for name, i in ids.items()
    )
    return ContractTable(name="t", columns=columns, primary_key=())


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, {}),
        ({"a": 1}, {"b": 1}, {"a": "b"}),
        ({"a": 1, "b": 2}, {"a": 2, "b": 1}, {"a": "b", "b": "a"}),
        ({"a": 1, "b": 2}, {"b": 2}, {}),
        ({"a": 1, "b": 2}, {"a": 2}, {"a": None, "b": "a"}),
        ({"a": 1, "b": 2}, {"a": 3, "b": 2}, {"a": None}),
        ({"b": 2}, {"a": 3, "b": 2}, {"a": None}),
        ({"a": None}, {"a": 1}, {}),
    ],
)
def test_a_name_before_leads_to_the_name_now_or_to_none(old, new, names):
    found = renamed(table(**old), table(**new))
    assert {was: now for was, now in found.items() if now or was in {*old} | {"a"}} == names


def called_otherwise(release, root):
    """Return a release of which columns of the wide table have other names, and one went before."""
    folder = shutil.copytree(release.root, root / release.root.name)
    entry = release.manifest.table("figures_flat")
    flat = pq.read_table(release.file(entry))
    fields = [field.with_name(CALLED.get(field.name, field.name)) for field in flat.schema]
    flat = pa.Table.from_arrays(flat.columns, schema=pa.schema(fields, flat.schema.metadata))
    changes = pq.read_table(folder / "changes.parquet")
    rows = changes.to_pylist()
    ours = [row for row in rows if row["table_name"] == "figures_flat"]
    for row in ours:
        row["field"] = CALLED.get(row["field"], row["field"])
    went = next(row for row in ours if row["change"] == "changed")
    rows += [
        went | {"field": name, "old": "stray", "new": None} for name in ("bygone", "t_min_utc")
    ]
    for path in (folder / "figures_flat.parquet", folder / "changes.parquet"):
        path.unlink()
    pq.write_table(flat, folder / "figures_flat.parquet")
    pq.write_table(pa.Table.from_pylist(rows, changes.schema), folder / "changes.parquet")
    columns = tuple(
        each.model_copy(update={"name": CALLED.get(each.name, each.name), "digest": None})
        for each in entry.columns
    )
    other = {"columns": columns, "logical_digest": None, "sha256": "0" * 64}
    tables = tuple(
        each.model_copy(update=other) if each.name == entry.name else each
        for each in release.manifest.tables
    )
    return Release(folder, release.manifest.model_copy(update={"tables": tables}))


@pytest.mark.slow
def test_earlier_changes_go_with_the_column_that_has_another_name(chain, tmp_path):
    before = called_otherwise(chain[-2], tmp_path)
    written = {each.name: each for each in chain[-1].manifest.tables}
    folder = shutil.copytree(chain[-1].root, tmp_path / "new")
    with History(VERSIONS[-1], written, folder, before) as history:
        pa.concat_tables(history.keys())  # what changed is known then
        found = pa.concat_tables(history.changes(REASONS)).to_pylist()
    expected = pq.read_table(folder / "changes.parquet").to_pylist()
    assert [row for row in found if row["field"] != "bygone"] == expected
    assert len(found) == len(expected) + 1
    wide = [row for row in expected if row["table_name"] == "figures_flat"]
    told = {(row["field"], row["change"], row["release"] == VERSIONS[-1]) for row in wide}
    both = {(name, "changed", new) for name in ("place_name", "t_min_utc") for new in (False, True)}
    assert both | {("place", "changed", False), ("place", "removed", True)} <= told
