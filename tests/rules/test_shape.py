import json

import pytest

from claimbook.rules.r107_header import is_header
from example_project import changed, found_in

ITEMS = "seeds/reference/items.yaml"
MACHINE = "dataset/machine/reader/2019-05.jsonl"
HEADER = {
    "document": "document",
    "id": "id",
    "claimants": ["claimants"],
    "speech_act": "speech act",
    "proposition": "Proposition",
    "evidence": ["evidence"],
}
TAGS = {
    "document": "#meta+source",
    "id": "#meta+id",
    "claimants": ["#org +speaker"],
    "speech_act": "#activity",
    "proposition": "#description",
    "evidence": ["1-2"],
}


@pytest.mark.parametrize(
    ("fields", "header"),
    [
        ({}, False),
        ({"id": "id"}, False),
        ({"id": "id", "name": "name"}, True),
        ({"id": "ID", "name": " Name"}, True),
        ({"id": "id", "name": "name", "kind": "x", "note": "y"}, True),
        ({"id": "id", "name": "name", "kind": "x", "note": "y", "iri": "z"}, False),
        ({"id": "#affected+killed", "name": "#date"}, True),
        ({"id": "#affected +killed +f", "name": "#adm1+name"}, True),
        ({"id": "# affected", "name": "#1"}, False),
        ({"id": "#affected+killed", "name": "x"}, False),
        ({"id": 1, "name": None}, False),
        ({"id": "", "name": ""}, False),
    ],
)
def test_a_header_repeats_its_names_or_holds_tags(fields, header):
    assert is_header(fields.items()) is header


@pytest.mark.parametrize("row", [HEADER, TAGS])
def test_a_header_among_machine_claims_is_one_finding(broken, row):
    files = {MACHINE: json.dumps(row) + "\n"}
    found = broken("R107", **files)
    assert [(f.place.path, f.place.line, f.severity) for f in found] == [(MACHINE, 1, "error")]
    assert not broken("R103", **files)
    assert not broken("R601", **files)


def test_a_header_of_the_right_shape_is_found_as_well(broken, root):
    path = "seeds/reference/vocabularies/medium.yaml"
    text = (root / path).read_text("utf-8")
    row = "  - code: code\n    label_en: Label EN\n    label_uk: label_uk\n    definition: x y\n"
    found = broken("R107", **{path: text.replace("codes:\n", f"codes:\n{row}")})
    assert [f.place.path for f in found] == [path]


def test_records_beside_a_header_are_judged_all_the_same(broken):
    row = '  - {id: "#item+code", name: "#item+name"}\n'
    wrong = (ITEMS, "items:\n", f"items:\n{row}  - {{id: itm_x, nam: y}}\n")
    assert len(broken("R107", wrong)) == 1
    assert len(broken("R101", wrong)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: warship", "name:"),
        ("    name: warship\n", "    name: warship\n    note:\n"),
        ("    name: warship\n", "    name: warship\n    kind_of: # to be found\n"),
        ("    name: warship\n", "    name: warship\n    waive:\n"),
    ],
)
def test_a_key_has_a_value_or_goes(broken, old, new):
    found = broken("R103", (ITEMS, old, new))
    assert [(f.severity, f.help) for f in found] == [("error", "write a value, or delete the key")]
    assert "has no value" in found[0].message


def test_a_null_that_is_written_out_is_one(broken):
    assert not broken("R103", (ITEMS, "    name: warship\n", "    name: warship\n    note: null\n"))


@pytest.mark.parametrize(
    ("value", "bad"),
    [("text/plain", False), ("text/csv", False), ("text/html", True), ("image/png", True)],
)
def test_a_media_type_is_one_that_can_be_pointed_into(broken, value, bad):
    path = "seeds/documents/doc_digest-2019-05-14.yaml"
    found = broken("R104", (path, "media_type: text/plain", f"media_type: {value}"))
    assert len(found) == bad


AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"


@pytest.mark.parametrize(
    ("path", "old", "new", "letter"),
    [
        (AG, "claimants: [act_mikalai-dranets]", "claimants: [act_mikalai-dr\u0430nets]", "U+0430"),
        (ITEMS, "- id: itm_warship", "- id: itm_w\u0430rship", "U+0430"),
        (AG, "speech_act: announces", "speech_act: announ\u0441es", "U+0441"),
    ],
)
def test_a_letter_of_another_script_is_named(broken, path, old, new, letter):
    found = broken("R106", (path, old, new))
    assert [(f.severity, letter in f.message) for f in found] == [("error", True)]
    assert not broken("R103", (path, old, new))


def test_a_text_all_in_another_script_has_the_wrong_form(broken):
    change = (AG, "claimants: [act_mikalai-dranets]", "claimants: [\u043d\u0456\u0445\u0442\u043e]")
    assert broken("R103", change)
    assert not broken("R106", change)


@pytest.mark.parametrize("text", ["['Kyiv', 'Lviv']", '{"uk": "Kyiv"}', "[]", "{ }", "[[1], [2]]"])
@pytest.mark.parametrize(
    ("field", "column"), [("name: warship", 11), ("text: Вельмарія, kind: name", 30)]
)
def test_a_list_printed_as_a_text_is_found_wherever_it_stands(root, text, field, column):
    path = ITEMS if "warship" in field else "seeds/reference/places.yaml"
    name, _, old = field.partition(",")[0].partition(": ")
    quoted = json.dumps(text)
    found = found_in(root, changed(root, path, field, field.replace(old, quoted)))
    [finding] = [f for f in found if f.code == "R103"]
    assert (finding.place.path, finding.place.column) == (path, column)
    assert finding.message == f"`{name}`: a list or a mapping, printed as a text"


@pytest.mark.parametrize("text", ["[as printed]", "{x}", "a ['b']", "[1] and [2]", "'a', 'b'"])
def test_brackets_in_a_text_are_no_list(root, text):
    overlay = changed(root, ITEMS, "name: warship", f"name: {json.dumps(text)}")
    assert not {f.code for f in found_in(root, overlay)} & {"R103"}
