"""What is told of the columns of a table, once, and not in every row."""

import json
from collections import Counter

import pytest

from claimbook_build.importing.audit.run import run_audit
from claimbook_build.importing.mapping_file import read_mapping

MAPPING = """\
id: boats
description: Boats that came to a bridge
licence: CC0-1.0
origin: boats
slug: boats
key: [day, bridge]
month_of: day
columns:
  day: {holds: date, required: true}
  bridge: {holds: text, required: true}
  seen: {holds: count}
  sunk: {holds: count}
claim:
  claimants: [act_river-guard]
  speech_act: asserts
  proposition: Boats came to a bridge
  said_at: {column: day}
figures:
  - columns: {seen: {measure: sightings}, sunk: {measure: destroyed}}
    unit: piece
    period: {column: day}
"""
ROWS = "2019-05-01,Upper,3,1\n2019-05-02,Upper,4,2\n"


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (f"day,bridge,seen,sunk\n{ROWS}", {}),
        (f"day,bridge,seen,snuk\n{ROWS}", {("unknown-column", "snuk"): 1}),
        (f"day,bridg,seen,sunk\n{ROWS}", {("unknown-column", "bridg"): 1}),
        ("day,bridge,seen\n2019-05-01,Upper,3\n", {("absent-column", "sunk"): 1}),
        ("bridge,seen,sunk\nUpper,3,1\nUpper,4,2\n", {("missing-column", "day"): 1}),
        (f"a,b,c,d\n{ROWS}", {("other-table", None): 1}),
        (f"Boats of May\nday,bridge,seen,sunk\n{ROWS}", {("broken-off", None): 1}),
    ],
)
def test_a_header_is_told_of_once(tmp_path, table, found):
    assert counted(tmp_path, "boats.csv", table) == found


def test_another_table_in_json_is_told_of_once(tmp_path):
    rows = [{"a": 1, "b": 2}, {"a": 3, "c": 4}, {"day": "2019-05-01", "bridge": "Upper", "a": 5}]
    found = counted(tmp_path, "boats.json", json.dumps(rows))
    assert found == {("other-table", None): 1, ("unknown-column", "a"): 1}


def counted(folder, name, table):
    """Return how often each kind of defect is found in each column."""
    (folder / name).write_text(table, "utf-8")
    (folder / "boats.yaml").write_text(MAPPING, "utf-8")
    file = read_mapping(folder / "boats.yaml", None)
    assert file.mapping is not None, file.diagnostics
    audit = run_audit(str(folder / name), file, resolved=False).audit
    found = Counter({(kind.name, None): kind.count for kind in audit.reading})
    for kind in audit.defects:
        found.update({(kind.name, example.column): 1 for example in kind.examples})
    return +found
