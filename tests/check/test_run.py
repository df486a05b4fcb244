import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimbook_build.check.collect import collect
from claimbook_build.check.run import check, judge
from claimbook_build.report.json import json_schema, render
from example_project import text_of

pytestmark = pytest.mark.usefixtures("untraced")

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
ITEMS = "seeds/reference/items.yaml"
KINDS = (
    AG,
    "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml",
    "dataset/statements/2019/doc_vd-2019-05-10-army-group.spans.jsonl",
    "dataset/links.yaml",
    "dataset/ids.lock",
    "seeds/documents/doc_vd-2019-05-10-army-group.yaml",
    "seeds/reference/places.yaml",
    "seeds/reference/actors.yaml",
    "seeds/reference/vocabularies/event_mode.yaml",
    "seeds/reference/codes/languages.csv",
)
PIECES = st.sampled_from(
    (
        *("", "\n", " ", "- ", ": ", "{", "]", '"', "'", "&a ", "*a", "null", "~", "..", "#", "%"),
        *("0", "-1", "-0", "1e999", "9" * 30, "T25", "2019-13-01", "XXXX-12", "at least", "act_x"),
        *("\u202e", "\0", "\t", "\\", "\ufeff", "\u00e9", "waive: [x]\n"),
        *("0001-01-01/9999-12-31", "between 9 and 5"),
    )
)


def test_findings_are_reported_on_the_paths_asked_for(own):
    (own / ITEMS).write_text(text_of(own, ITEMS).replace("name: warship", "nam: warship"))
    (own / AG).write_text(text_of(own, AG).replace("phase: begun", "phase: begn"))
    everything = check(own)
    assert {f.place.path for f in everything.diagnostics} == {ITEMS, AG}
    for path in (ITEMS, AG):
        verdict = check(own, [path])
        assert verdict.paths == (path,)
        assert {f.place.path for f in verdict.diagnostics} == {path}
    folder = check(own, ["seeds/reference"])
    assert {f.place.path for f in folder.diagnostics} == {ITEMS}
    assert len(folder.paths) > 30
    assert check(own, ["dataset/links.yaml"]).diagnostics == ()


def test_a_reference_of_one_file_knows_every_other(own):
    verdict = check(own, [AG])
    assert verdict.diagnostics == ()
    assert verdict.paths == (AG,)


@pytest.mark.parametrize("path", ["dataset/nothing.yaml", "dataset/event", "README.md", "../x"])
def test_a_path_that_is_not_there_is_said(root, path):
    [finding] = check(root, [path]).diagnostics
    assert (finding.code, finding.severity, finding.place.path) == ("R002", "error", path)


def test_a_misspelt_path_offers_the_nearest(root):
    [finding] = check(root, ["dataset/link.yaml"]).diagnostics
    assert finding.help == "did you mean `dataset/links.yaml`?"


def test_findings_are_rows_of_the_documented_schema(own):
    (own / AG).write_text(
        text_of(own, AG).replace("only 47", "only 97").replace("1018-1095", "9-5")
    )
    verdict = check(own)
    rows = json.loads(render(verdict.diagnostics))
    assert rows
    jsonschema.validate(rows, json_schema(), cls=jsonschema.Draft202012Validator)


def test_a_check_writes_nothing(own):
    before = {p: p.stat().st_mtime_ns for p in own.rglob("*")}
    check(own)
    assert {p: p.stat().st_mtime_ns for p in own.rglob("*")} == before


@pytest.mark.slow
@settings(
    max_examples=70, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.sampled_from(KINDS),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES | st.text(max_size=4)),
        min_size=1,
        max_size=3,
    ),
)
def test_any_change_of_a_file_comes_to_a_verdict(root, path, cuts):
    text = text_of(root, path)
    for share, width, piece in cuts:
        at = int(share * len(text))
        text = text[:at] + piece + text[at + width :]
    collection = collect(root, "2026.11.0", {path: text.encode("utf-8", "surrogatepass")})
    found = [*collection.diagnostics, *judge(collection)]
    for finding in found:
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.message
    json.loads(render(found))


@pytest.mark.slow
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.sampled_from(KINDS), data=st.binary(max_size=200))
def test_any_bytes_come_to_a_verdict(root, path, data):
    collection = collect(root, "2026.11.0", {path: data})
    json.loads(render([*collection.diagnostics, *judge(collection)]))


SCALARS = st.sampled_from(
    (
        *("2019-02-30", "9999-12-31", "0000", "-0001-01-01", "9999-12-31T23:59:59-12:00", "XXXX"),
        *("0001-01-01T00:00+14:00", "../..", "2019-05-10T24", "201X", "..", "''", "{}", "1-2"),
        *("1" * 79, "one " * 19, "half", "1/0", "99999999999999999999", "0.1", "no one", "0 of 0"),
        *("between 3 and 2", "0-999999999", "plc_velmaria", "act_x", "fig_x", "Q0"),
        *("Mars/Olympus", "Etc/GMT+12"),
    )
)


@pytest.mark.slow
@settings(
    max_examples=90, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.sampled_from(KINDS[:1] + KINDS[1:2] + KINDS[5:8]), data=st.data(), value=SCALARS)
def test_any_value_of_a_field_comes_to_a_verdict(root, path, data, value):
    lines = text_of(root, path).split("\n")
    at = data.draw(st.integers(0, len(lines) - 2))
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{value}"
    collection = collect(root, "2026.11.0", {path: "\n".join(lines).encode()})
    json.loads(render([*collection.diagnostics, *judge(collection)]))
