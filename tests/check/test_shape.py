import pytest

from claimbook.records.event import Event
from claimbook_build.check.shape import shape
from claimbook_build.read.strict_yaml import read_yaml
from example_project import changed, found_in

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
BARRAGE = "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml"
PLACES = "seeds/reference/places.yaml"
EVENT = """\
id: evt_x
kind: strike
reality: occurred
summary: A strike
participants: [{actor: act_a, role: attacker}, {actor: act_b, rôle: target}]
evidence: [doc_x:1-2, doc_x:5-3]
"""


def verdict(text):
    found = shape(Event, read_yaml(text.encode(), "e.yaml").root)
    return sorted(
        (f.code, f.place.line, f.place.column, f.place.end_column, f.message, f.help) for f in found
    )


def test_everything_is_reported_at_once_where_it_stands():
    assert verdict(EVENT) == [
        ("R101", 5, 63, 67, "unknown field `rôle`", "did you mean `role`?"),
        ("R102", 5, 48, 76, "field `role` is missing", "add `role:`"),
        ("R601", 6, 23, 32, "`evidence`: the end 3 is not after the start 5", None),
    ]


def test_places_are_the_same_on_other_line_ends_and_behind_a_mark():
    reading = read_yaml(b"\xef\xbb\xbf" + EVENT.replace("\n", "\r\n").encode(), "e.yaml")
    found = shape(Event, reading.root)
    assert sorted((f.code, f.place.line, f.place.column) for f in found) == [
        ("R101", 5, 63),
        ("R102", 5, 48),
        ("R601", 6, 23),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message", "help_"),
    [
        ("kind: strike", "kind: 5", "`kind`: text is meant here: quote it", None),
        ("kind: strike", "kind: [strike]", "`kind`: text is meant here: quote it", None),
        ("reality: occurred", "reality: true", "`true` is not a code of `reality`", "one of: "),
        ("reality: occurred", "reality: ocurred", "`ocurred` is not a code", "did you mean `occ"),
        ("id: evt_x", "id: evt_X", "`evt_X` has not the form of `id`", "did you mean `evt_x`?"),
        ("id: evt_x", "id: act_x", "`act_x` has not the form of `id`", "the form is `evt_` and s"),
        ("kind: strike", "kind: strike\npart: 5", "unknown field `part`", "write one of: note, "),
        ("summary: A strike", 'summary: ""', "at least 1 characters are meant here", None),
        ("summary: A strike", "summary: {a: b}", "text is meant here", None),
        ("summary: A strike", "summary: A\nplace_precision: 9", "7 or less is meant here", None),
        ("summary: A strike", "summary: A\nplace_precision: 1.0", "a whole number is meant", None),
        ("summary: A strike", 'summary: A\nplace_precision: "1"', "a whole number is meant", None),
        ("evidence: [doc_x:1-2, doc_x:5-7]", "evidence: doc_x:1-2", "a list is meant here", None),
        ("evidence: [doc_x:1-2, doc_x:5-7]", "evidence: []", "at least 1 items are meant", None),
        ("evidence: [doc_x:1-2, doc_x:5-7]", "", "field `evidence` is missing", "add `evidence:`"),
    ],
)
def test_a_finding_speaks_of_the_field(old, new, message, help_):
    found = verdict(EVENT.replace("rôle", "role").replace("5-3", "5-7").replace(old, new))
    assert len(found) == 1
    assert message in found[0][4]
    assert found[0][5] is None if help_ is None else help_ in found[0][5]


@pytest.mark.parametrize("value", ["null", "5", "[]", "text"])
def test_a_record_that_is_none_is_one_finding(value):
    assert [row[0] for row in verdict(value + "\n")] == ["R103"]


def test_a_number_of_two_types_is_one_finding(root):
    overlay = changed(root, PLACES, "latitude: 47.21", "latitude: north")
    found = found_in(root, overlay)
    assert [(f.code, f.message, f.record) for f in found] == [
        ("R103", "`latitude`: a number is meant here", "plc_ilverin")
    ]


def test_a_missing_field_of_a_long_record_is_shown_on_one_line(root):
    overlay = changed(root, AG, "    medium: situation_report\n    evidence: [1018-1095]\n", "")
    [finding] = found_in(root, overlay)
    assert (finding.code, finding.record) == ("R102", "clm_ag-zalushan-barrage")
    assert finding.place.line == finding.place.end_line == 24


def test_a_faulty_claim_costs_no_other_finding(root):
    overlay = changed(root, AG, "medium: situation_report", "mediun: situation_report")
    assert [f.code for f in found_in(root, overlay)] == ["R101"]


def test_the_claims_beside_a_faulty_one_are_still_judged(root):
    overlay = changed(root, AG, "medium: situation_report", "mediun: situation_report")
    text = overlay[AG].decode().replace("[evt_shared-army-group]", "[evt_shared-armygroup]")
    found = found_in(root, {AG: text.replace("clm_ag-dranets-jobs", "clm_rt-headline").encode()})
    assert {"R101", "R201", "R204"} <= {f.code for f in found}


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (BARRAGE, "reality: occurred", "reality: happened", "R104"),
        (BARRAGE, "reality: occurred", "reality: &a occurred", "R001"),
        (BARRAGE, "reality: occurred", "reality: occurred\nreality: occurred", "R001"),
        (PLACES, "name: Velmaria\n", "name: 5\n", "R103"),
        (PLACES, "    name: Ruzhenia\n", "    name: *id\n", "R001"),
        ("seeds/reference/actors.yaml", "name: Velmaria\n", "name: Velmaria: now\n", "R001"),
        ("seeds/documents/doc_digest-2019-05-14.yaml", "length: 2985", "length: long", "R103"),
    ],
)
def test_a_file_that_cannot_be_read_is_no_cascade(root, path, old, new, code):
    found = found_in(root, changed(root, path, old, new))
    assert {f.code for f in found} == {code}
    assert {f.place.path for f in found} == {path}
