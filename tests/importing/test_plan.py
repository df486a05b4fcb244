import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook.dataset import Dataset
from claimbook.mapping.mapping import Mapping
from claimbook.records.files import MachineClaim
from claimbook_build.check.shape import shape
from claimbook_build.importing.plan import Plan
from claimbook_build.read.strict_yaml import read_yaml
from claimbook_build.table.options import Options
from claimbook_build.table.table import open_table
from importing import shells

MAPPING = """id: nights
description: What was fired and stopped, night by night, as the example invents it
licence: MIT
origin: nights
slug: night
key: [day, place]
month_of: day
columns:
  day: {holds: moment, required: true, forms: [YYYY-MM-DD, DD.MM.YYYY, "DD.MM.YYYY hh:mm"]}
  until: {holds: moment}
  place: {holds: code, required: false, names_of: places}
  act: {holds: code, values: {says: asserts, doubts: estimates}}
  who: {holds: code, names_of: actors}
  fired: {holds: count}
  stopped: {holds: count, decimals: true}
  share: {holds: number}
  remark: {holds: text}
claim:
  claimants: [{column: who}, {unnamed: publisher}]
  speech_act: {column: act}
  proposition: {text: "So much was fired at {place}: {remark}"}
  said_at: {start: day, end: until}
  time_zone: Europe/Kyiv
  evidence: [remark]
figures:
  - columns: {fired: {name: fired}}
    measure: missiles_launched
    unit: munition
    place: {column: place}
    period: {start: day, end: until}
  - columns: {stopped: {}}
    measure: missiles_intercepted
    unit: munition
    of_which: fired
    wording: {text: "at least {number}"}
    as_of: {column: until}
  - name: seen
    wording: "1"
    measure: strikes
    unit: strike
    as_of: {column: day}
    when: {column: act, among: [asserts]}
"""
NAMES = ("day", "until", "place", "act", "who", "fired", "stopped", "share", "remark")
SOUND = {
    "day": ["2019-05-10", "11.05.2019", "12.05.2019 04:30", "2019-05-12"],
    "until": ["2019-05-12T05:00", "2019-05-13", "2019-05", ""],
    "place": ["Mykovar", "Zaphor", ""],
    "act": ["says", "doubts"],
    "who": ["The staff", ""],
    "fired": ["7", "about 60", "dozens", ""],
    "stopped": ["3.0", "4", ""],
    "share": ["0.5", ""],
    "remark": ["seen", "", "x" * 1990],
}


def plan(text=MAPPING):
    found = shape(Mapping, read_yaml(text.encode(), "nights.yaml").root)
    assert isinstance(found, Mapping), found
    return Plan(found, Dataset(()), "doc_nights", typed=False)


def rows(*values):
    lines = "".join(json.dumps(each) + "\n" for each in values).encode()
    with open_table("-", Options("jsonl"), stdin=io.BytesIO(lines)) as table:
        yield from table


def row(**values):
    (found,) = rows(values)
    return found


def read(**values):
    sound = {"day": "2019-05-10", "place": "Mykovar", "act": "says", "remark": "seen"}
    return plan().read(row(**(sound | values)))


def told(reading):
    return [(finding.defect, finding.column) for finding in reading.findings]


def cells():
    odd = st.text(st.characters(codec="utf-8"), max_size=20)
    sound = {name: st.sampled_from(texts) | odd for name, texts in SOUND.items()}
    return st.fixed_dictionaries(sound)


@given(st.lists(cells(), min_size=1, max_size=4), st.sets(st.sampled_from(NAMES), max_size=3))
@settings(deadline=None)
def test_whatever_a_row_says_its_claim_is_sound_and_rests_on_cells(every, lacking):
    reader = plan()
    for each in rows(*({n: v for n, v in one.items() if n not in lacking} for one in every)):
        reading = reader.read(each)
        if reading.claim is None:
            assert reading.findings
            continue
        claim = MachineClaim.model_validate(_frozen(reading.claim))
        assert claim.evidence
        assert all(figure.evidence for figure in claim.figures)
        assert len(claim.figures) == reading.stated
        assert len({figure.id for figure in claim.figures}) == len(claim.figures)


def _frozen(tree):
    if isinstance(tree, dict):
        return {name: _frozen(value) for name, value in tree.items()}
    return tuple(map(_frozen, tree)) if isinstance(tree, list) else tree


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        ({"fired": "7"}, []),
        ({"day": ""}, [("missing-value", "day")]),
        ({"day": "2019"}, [("not-a-date", "day")]),
        ({"until": "2019-05-09"}, [("reversed-interval", "until")]),
        ({"until": "2019-05-10T04:00"}, [("mixed-precision", "until")]),
        ({"stopped": "3.0", "until": "2019-05"}, None),
        ({"act": "sys"}, [("unknown-value", "act")]),
        ({"fired": "7", "stopped": "9"}, []),
        ({"remark": "x" * 2000}, [("wrong-type", "place")]),
        ({"speed": "9"}, [("unknown-column", "speed")]),
    ],
)
def test_what_is_told_of_a_row(values, findings):
    found = told(read(**values))
    assert findings is None or found == findings


def test_a_moment_that_is_none_costs_its_figure_alone():
    reading = read(fired="7", stopped="4", until="2019-05")
    assert ("not-a-date", "until") in told(reading)
    assert reading.refused == ("stopped",) or reading.claim is None


def test_a_row_without_the_column_of_its_evidence_rests_on_its_key():
    reading = plan().read(row(day="2019-05-10", place="Mykovar", act="says"))
    assert reading.claim["evidence"] == ["2019-05-10|Mykovar#day", "2019-05-10|Mykovar#place"]


def test_a_key_may_have_an_empty_part_where_the_mapping_says_so():
    assert read(place="").key == "2019-05-10|"


def test_a_condition_on_a_cell_that_cannot_be_read_loses_the_figure():
    reading = read(act="sys")
    assert reading.claim is None


def test_a_part_above_its_whole_is_no_figure():
    reading = read(fired="7", stopped="9")
    assert reading.refused == ("stopped",)
    assert [figure["wording"] for figure in reading.claim["figures"]] == ["7", "1"]


def test_both_ends_of_a_stretch_are_equally_precise():
    reading = read(fired="7", until="2019-05-12T04:00")
    assert reading.claim["figures"][0]["period"] == "2019-05-10/2019-05-12"


def test_a_figure_without_a_name_is_the_whole_of_nothing():
    one = "figures:\n  - {wording: '1', measure: missiles_launched, unit: munition}\n"
    text = shells.MAPPING.replace("figures:\n", one, 1)
    mapping = shape(Mapping, read_yaml(text.encode(), "shells.yaml").root)
    rows = io.BytesIO(b"day,shells,drones\n2019-05-10,7,2\n")
    with open_table("-", Options(format="csv"), stdin=rows) as table:
        (reading,) = map(Plan(mapping, Dataset(()), None, typed=False).read, table)
    figures = reading.claim["figures"]
    assert [figure["wording"] for figure in figures] == ["1", "7", "2"]
    assert not any("of_which" in figure for figure in figures)
