import os

import pytest

from claimbook.values.seal import seal
from claimbook_build.check.collect import collect
from example_project import found_in, text_of

LOCK = "dataset/ids.lock"
KATOTTG = "seeds/reference/codes/katottg.csv"
LANGUAGES = "seeds/reference/codes/languages.csv"
EN = "en,English,695f9945"


def codes(root, overlay):
    return sorted({(f.code, f.place.path) for f in found_in(root, overlay)})


def test_every_file_of_the_example_is_read(root):
    collection = collect(root)
    assert collection.diagnostics == []
    assert collection.dataset.broken == frozenset()
    tables = {entry.table for entry in collection.dataset.entries}
    assert {"documents", "claims", "figures", "events", "evidence", "links", "codes"} <= tables


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_in_utf_16_is_one_finding(root, encoding):
    path = "dataset/statements/2019/doc_vd-2019-05-09-pressure.yaml"
    text = text_of(root, path)
    mark = "" if encoding == "utf-16" else "\ufeff"
    [finding] = found_in(root, {path: (mark + text).encode(encoding)})
    assert (finding.code, finding.place.line, finding.place.column) == ("R001", 1, 1)
    assert "UTF-16" in finding.message


@pytest.mark.parametrize(
    "path",
    [
        "dataset/events/2019/barrage.yaml",
        "dataset/events/19/evt_x.yaml",
        "dataset/notes.txt",
        "seeds/reference/actors.yml",
        "seeds/reference/codes/iso_639.csv",
        "dataset/statements/2019/.hidden.yaml",
        "dataset/statements/2019/evt_x.yaml",
        "dataset/retirements.YAML",
    ],
)
def test_a_file_without_a_place_is_refused(own, path):
    (own / path).parent.mkdir(exist_ok=True)
    (own / path).write_text("x: 1\n")
    assert codes(own, {}) == [("R002", path)]


def test_names_that_differ_by_case_only_are_refused(own):
    (own / "dataset/README.md").write_text("one\n")
    (own / "dataset/Links.yaml").write_text("links: []\n")
    found = [f for f in found_in(own, {}) if f.place.path == "dataset/links.yaml"]
    message = "the name differs only by case or normalisation from `dataset/Links.yaml`"
    assert [f.message for f in found] == [message]


@pytest.mark.parametrize("kind", ["link", "folder_link", "fifo"])
def test_what_is_no_regular_file_is_refused(own, kind):
    path = own / "dataset/events/2019/evt_odd.yaml"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to(own / "dataset/links.yaml")
    else:
        path = own / "dataset/more"
        path.symlink_to(own / "seeds")
    found = found_in(own, {})
    assert [(f.code, f.place.path) for f in found] == [("R002", path.relative_to(own).as_posix())]


def test_a_folder_in_the_place_of_a_file_is_no_file(own):
    (own / "dataset/links.yaml").unlink()
    (own / "dataset/links.yaml").mkdir()
    (own / "dataset/links.yaml/a.yaml").write_text("a: b\n")
    assert ("R002", "dataset/links.yaml/a.yaml") in codes(own, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"code,label,seal\n{EN}\n", "the header is not code,name,seal"),
        (f"code,name,seal\n{EN},x\n", "4 cells instead of 3"),
        ("code,name,seal\nen\n", "1 cells instead of 3"),
        (f"code,name,seal\n\n{EN}\n", "0 cells instead of 3"),
        (f"code,name,seal\n{EN}\n{EN}\n", "the code `en` stands twice"),
        ("code,name,seal\n,English,695f9945\n", "the code is empty"),
        ('code,name,seal\nen,"English\n', "not CSV"),
        ("", "the file is empty"),
    ],
)
def test_a_code_list_is_read_strictly(root, text, said):
    found = found_in(root, {LANGUAGES: text.encode()})
    assert {(f.code, f.place.path) for f in found} == {("R001", LANGUAGES)}
    assert said in found[0].message


@pytest.mark.parametrize(
    "row", ["en,Englich,695f9945", "ne,English,695f9945", "en,English,695f9954"]
)
def test_a_row_that_does_not_fit_its_seal_is_found(root, row):
    text = text_of(root, LANGUAGES)
    [found] = found_in(root, {LANGUAGES: text.replace(EN, row).encode()})
    assert (found.code, found.place.line) == ("R109", text.split("\n").index(EN) + 1)
    assert found.help.endswith(f"`{seal('languages', row.split(',')[:2])}`")


def test_a_code_list_in_other_bytes_is_refused(root):
    assert codes(root, {KATOTTG: b"code\xff"}) == [("R001", KATOTTG)]


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_a_lock_of_another_editor_is_the_same(root, change):
    assert codes(root, {LOCK: change(text_of(root, LOCK)).encode()}) == []


def test_a_missing_lock_is_one_finding(own):
    (own / LOCK).unlink()
    assert codes(own, {}) == [("R203", LOCK)]


@pytest.mark.parametrize(
    "path",
    [
        "seeds/reference/vocabularies/speech_act.yaml",
        "seeds/reference/vocabularies/medium.yaml",
        LANGUAGES,
    ],
)
def test_a_missing_code_list_is_found(own, path):
    (own / path).unlink()
    found = found_in(own, {})
    assert [(f.code, f.place.path, f.message) for f in found] == [
        ("R108", path, "the code list is missing")
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - code: child", "  - code: kid", "code `child` has no entry"),
        ("  - code: child", "  - code: kid", "`kid` is not a code of the closed list"),
        ("vocabulary: age_class", "vocabulary: age", "code list `age` is misnamed"),
        ("open: false", "open: true", "the code list `age_class` is closed"),
    ],
)
def test_a_closed_list_is_that_of_the_contract(root, old, new, said):
    path = "seeds/reference/vocabularies/age_class.yaml"
    found = found_in(root, {path: text_of(root, path).replace(old, new).encode()})
    assert any(f.code == "R108" and said in f.message for f in found)


def test_a_list_that_the_contract_does_not_know_is_found(root):
    path = "seeds/reference/vocabularies/age_klass.yaml"
    text = text_of(root, path.replace("klass", "class")).replace("age_class", "age_klass")
    assert codes(root, {path: text.encode()}) == [("R108", path)]


def test_one_broken_line_of_a_spans_file_costs_no_other(root):
    path = "dataset/statements/2019/doc_vd-2019-05-10-army-group.spans.jsonl"
    lines = text_of(root, path).splitlines()
    found = found_in(root, {path: "\n".join(["{", *lines]).encode()})
    assert {(f.code, f.place.line) for f in found} == {("R001", 1)}
