"""The quick way through a row gives what the long way gives, whatever stands in the cells."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook.dataset import Dataset
from claimbook.mapping.mapping import Mapping
from claimbook_build.importing.plan import Plan
from claimbook_build.importing.write.line import line_of, versioned
from claimbook_build.table.options import Options
from claimbook_build.table.table import open_table

COLUMNS = {
    "day": {"holds": "date", "forms": ["YYYY-MM-DD", "D.M.YYYY", "YYYY"]},
    "nr": {"holds": "count", "days_since": {"column": "day", "first": "2022-02-24"}},
    "from": {"holds": "moment", "time_zone": "Europe/Kyiv"},
    "to": {"holds": "moment", "time_zone": "Europe/Kyiv"},
    "kind": {"holds": "code", "values": {"a": "itm_a", "b": "itm_a", "c": "itm_c"}},
    "place %": {"holds": "text", "missing": ["-"]},
    "who": {"holds": "code", "values": {"x": "act_x", "y": "act_y"}},
    "up": {"holds": "count", "most": 500},
    "down": {"holds": "count", "values": {"none": "0"}},
    "share": {"holds": "number"},
    "link": {"holds": "address"},
    "left": {"ignored": "Words of others"},
}
FIGURES = (
    {
        "columns": {
            "up": {"name": "up", "measure": "missiles_launched"},
            "down": {"measure": "missiles_intercepted", "of_which": "up"},
        },
        "unit": "munition",
        "item": {"column": "kind"},
        "period": {"start": "from", "end": "to"},
        "aggregation": "snapshot",
        "zero": "nothing",
    },
    {
        "columns": {"share": {"measure": "killed"}},
        "unit": "person",
        "wording": {"text": "about {number}"},
        "when": {"column": "place %", "among": ["north", "100%"]},
        "as_of": {"column": "day"},
        "note": "50 % of {what} there was",
    },
    {"name": "one", "wording": "1", "measure": "killed", "unit": "person"},
)
CLAIM = {
    "claimants": ["act_g", {"column": "who"}],
    "speech_act": "asserts",
    "proposition": {"text": "At {place %} {kind} came {up} times, {{so}} they say"},
    "said_at": {"column": "day"},
}
CELLS = {
    "day": ["2022-02-24", "2022-02-25", "25.2.2022", "2022", "31.2.2022", "2022-02-25 "],
    "nr": ["1", "2", "2", "3", "x"],
    "from": ["2022-02-24T10:00", "2022-02-25", "2022-02-25 03:30", "soon"],
    "to": ["2022-02-24T12:00", "2022-02-25", "2022-02-24T10:00"],
    "kind": ["a", "b", "c", " a", "d", "a; b"],
    "place %": ["north", "100%", 'say "so"', "Київ", "-", "[1]", "north and south", "e\u0301"],
    "who": ["x", "y", "z"],
    "up": ["12", "0", "1", "600", "3.0", "-1", "about 60"],
    "down": ["7", "0", "none", "many"],
    "share": ["12", "0", "0.5", "1e3"],
    "link": ["https://example.org/1", "/1", "https://example.org/2"],
    "left": ["whatever", "#"],
}
SOUND = {name: texts[0] for name, texts in CELLS.items()}
KEYS = (["day"], ["place %"], ["day", "kind"], ["left out", "place %"], ["up", "link"])


def form(key, **more):
    """Return a mapping with a key."""
    columns = {name: dict(column) for name, column in COLUMNS.items()}
    for name in key:
        columns.setdefault(name, {"holds": "text", "required": False})
    tree = {
        "id": "table",
        "description": "All there is",
        "licence": "CC0-1.0",
        "origin": "table",
        "slug": "row",
        "month_of": "day",
        "key": key,
        "columns": columns,
        "claim": CLAIM,
        "figures": FIGURES,
        **more,
    }
    return Mapping.model_validate_json(json.dumps(tree))


def written(rows, kind):
    """Return rows as a table of CSV, or of JSON Lines with numbers as such."""
    if kind == "csv":
        out = io.StringIO()
        table = csv.DictWriter(out, list(COLUMNS), restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
        return out.getvalue().encode()
    lines = [json.dumps({name: typed(text) for name, text in row.items()}) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode()


def typed(text):
    """Return what a program would make of a cell."""
    if text.isdigit() and len(text) != 4:
        return int(text)
    whole, point, rest = text.partition(".")
    return float(text) if point and whole.isdigit() and rest.isdigit() else text


def sound(**cells):
    """Return a row with which nothing is wrong."""
    row = {**SOUND, **cells}
    return {name: text for name, text in row.items() if text is not None}


ODD = [(name, text) for name, texts in CELLS.items() for text in (*texts, None)]
ROWS = st.lists(
    st.lists(st.sampled_from(ODD), max_size=3).map(lambda cells: sound(**dict(cells))),
    min_size=1,
    max_size=20,
)
"""Rows in which few cells are odd or left out: in most there is nothing wrong."""


def told(reading):
    """Return all that a reading says."""
    claim = reading.claim
    line = None if claim is None else line_of(versioned(claim, 1)).decode()
    rest = (reading.findings, reading.refused, reading.numbers, reading.stated)
    return (reading.row.number, reading.key, dict(reading.values), line, *rest)


def compared(rows, mapping, kind):
    """Return how many rows went the quick way, once both ways were found to agree."""
    quick, slow = (Plan(mapping, Dataset([]), "doc_table", typed=kind == "jsonl") for _ in range(2))
    count = 0
    stream = io.BytesIO(written(rows, kind))
    with open_table("-", Options(format=kind), stdin=stream) as table:
        for row in table:
            found = quick.read(row)
            if found.line is not None:
                count += 1
                assert found.tree is None
            line, expected = found.line, told(slow.read_slowly(row))
            assert told(found) == expected
            assert line is None or line == expected[3]
    return count


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@settings(max_examples=40, deadline=None)
@given(rows=ROWS, key=st.sampled_from(KEYS))
def test_both_ways_agree(kind, rows, key):
    compared(rows, form(key), kind)


def test_rows_with_which_nothing_is_wrong_go_the_quick_way():
    rows = [sound(day=f"2022-02-{day}", nr=str(day - 23), share=None) for day in (24, 25, 26)]
    assert compared(rows, form(["day"]), "csv") == 3


def test_a_row_with_a_waiver_goes_the_long_way():
    waive = [{"row": "2022-02-24", "column": "up", "rule": "R404", "because": "It was so"}]
    assert compared([sound()] * 3, form(["day"], waive=waive), "csv") == 0


@pytest.mark.parametrize("name", ["v2", "up-v10"])
def test_names_that_end_as_versions_do_are_left_to_the_long_way(name):
    figure = {**FIGURES[2], "name": name}
    assert compared([sound()], form(["day"], figures=[figure]), "csv") == 0


def test_a_long_key_is_left_to_the_long_way():
    rows = [sound(**{"place %": "x" * length}) for length in (3, 60, 90, 199, 201)]
    assert compared(rows, form(["place %"]), "csv") < 5
