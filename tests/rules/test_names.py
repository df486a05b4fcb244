import shutil

import pytest

from claimbook.records.vocabulary import CLOSED, OPEN
from claimbook.rules.r108_name import LISTS
from example_project import assemble, found_in

DOCUMENT = "seeds/documents/doc_vd-2019-05-10-army-group.yaml"
STATEMENT = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
EVENT = "dataset/events/2019/evt_strike-on-mykovar.yaml"
SPANS = "dataset/statements/2019/doc_vd-2019-05-09-pressure.spans.jsonl"
VOCABULARIES = "seeds/reference/vocabularies"
MODE = f"{VOCABULARIES}/event_mode.yaml"
REALITY = f"{VOCABULARIES}/reality.yaml"
CODES = "seeds/reference/codes"
HAPPENED = (REALITY, "code: occurred", "code: happened")


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (DOCUMENT, "id: doc_vd-2019-05-10-army-group", "id: doc_vd-army", "doc_vd-army"),
        (EVENT, "id: evt_strike-on-mykovar", "id: evt_strike", "evt_strike"),
        (
            STATEMENT,
            "document: doc_vd-2019-05-10-army-group",
            "document: doc_digest-2019-05-14",
            "doc_digest-2019-05-14",
        ),
    ],
)
def test_a_record_stands_in_the_file_of_its_name(broken, path, old, new, said):
    stem = path.rpartition("/")[2].removesuffix(".yaml")
    found = broken("R108", (path, old, new))
    assert {f.message for f in found} == {f"`{said}` stands in the file of `{stem}`"}
    assert {f.place.path for f in found} == {path}
    assert {f.place.line for f in found} == {1}


def test_spans_stand_in_the_file_of_their_document(broken, root):
    name = "doc_vd-2019-05-09-pressure"
    lines = (root / SPANS).read_text("utf-8").splitlines()
    lines[2] = lines[2].replace(f'"{name}"', '"doc_digest-2019-05-14"')
    found = broken("R108", **{SPANS: "".join(f"{line}\n" for line in lines)})
    assert [(f.message, f.place.line) for f in found] == [
        (f"`doc_digest-2019-05-14` stands in the file of `{name}`", 3)
    ]


@pytest.mark.parametrize(
    ("change", "message", "line"),
    [
        (
            (MODE, "vocabulary: event_mode", "vocabulary: moods"),
            "code list `moods` is misnamed",
            1,
        ),
        ((MODE, "open: true", "open: false"), "the code list `event_mode` is open", 2),
        ((REALITY, "open: false", "open: true"), "the code list `reality` is closed", 2),
        (HAPPENED, "code `occurred` has no entry", 4),
        (HAPPENED, "`happened` is not a code of the closed list `reality`", 5),
    ],
)
def test_a_code_list_is_what_the_contract_says(broken, change, message, line):
    found = broken("R108", change)
    assert (message, line) in {(f.message, f.place.line) for f in found}
    assert {f.place.path for f in found} == {change[0]}


@pytest.mark.parametrize("open_", ["true", "false"])
def test_a_code_list_of_no_contract_is_refused(broken, root, open_):
    text = (root / MODE).read_text("utf-8").replace("event_mode", "moods", 1)
    path = f"{VOCABULARIES}/moods.yaml"
    found = broken("R108", **{path: text.replace("open: true", f"open: {open_}")})
    assert [(f.message, f.help, f.place.path) for f in found] == [
        ("the contract has no code list `moods`", "delete the file", path)
    ]


def test_a_code_of_an_open_list_may_be_new(broken):
    assert not broken("R108", (MODE, "code: missile", "code: by-missile"))


def test_codes_of_a_broken_list_are_not_missed(broken):
    found = broken("R108", (REALITY, "  - code: ongoing", "  - cod: ongoing"))
    assert not found


def test_every_list_has_to_be_there(tmp_path):
    root = assemble(tmp_path / "project")
    shutil.rmtree(root / VOCABULARIES)
    shutil.rmtree(root / CODES)
    found = [f for f in found_in(root, {}) if f.code == "R108"]
    assert {f.place.path for f in found} == {
        *(f"{VOCABULARIES}/{name}.yaml" for name in (*CLOSED, *OPEN)),
        *(f"{CODES}/{name}.csv" for name in LISTS),
    }
    assert {(f.message, f.help, f.place.line) for f in found} == {
        ("the code list is missing", "bring it back", 1)
    }
