import json

import pytest

from claimbook_build.cli.evidence import named
from example_project import TEXTS

AG = "doc_vd-2019-05-10-army-group"
STATEMENTS = f"dataset/statements/2019/{AG}.yaml"


def test_verify_shows_a_table(project, run):
    code, out, err = run("evidence", "verify", "--texts", TEXTS)
    assert (code, err) == (0, "")
    assert out.splitlines()[-4].split() == ["all", "124", "0", "0", "0", "21"]
    assert "no document has the text" in out


def test_verify_in_json(project, run):
    code, out, _ = run("evidence", "verify", "--texts", TEXTS, "--format", "json")
    assert code == 0
    assert json.loads(out)["counts"]["in_place"] == 124


def test_a_lost_span_is_a_finding(project, run, tmp_path):
    text = (TEXTS / "army-group.txt").read_bytes().replace(b"82 missiles", b"28 missiles")
    (tmp_path / "changed.txt").write_bytes(text)
    code, out, _ = run("evidence", "verify", "--texts", tmp_path)
    assert code == 1
    assert "error[R602]" in out


def test_texts_are_left_out_of_reports(project, run, tmp_path):
    (tmp_path / "only.txt").write_text("Words that are nobody's business.", "utf-8")
    for command in (("evidence", "verify"), ("anchor",)):
        out = "".join(run(*command, "--texts", tmp_path)[1:])
        assert "nobody's business" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--texts", "nowhere"), "there is no folder"),
        (("--texts", TEXTS, "--document", "doc_x"), "is not ID=FILE"),
        (("--texts", TEXTS, "--document", f"doc_x={TEXTS}/army-group.txt"), "no document `doc_x`"),
    ],
)
def test_wrong_usage_says_what_is_wrong(project, run, arguments, said):
    for command in (("evidence", "verify"), ("anchor",)):
        code, out, err = run(*command, *arguments)
        assert (code, out) == (2, "")
        assert said in " ".join(err.split())


def test_anchor_reports_and_is_done(project, run):
    path = project / STATEMENTS
    text = path.read_text("utf-8")
    path.write_text(text.replace("[1034-1045]", '["find: 82 missiles"]'), "utf-8")
    code, out, _ = run("anchor", "--texts", TEXTS)
    assert code == 0
    assert f"  {STATEMENTS}" in out
    assert path.read_text("utf-8") == text
    assert "0 files written" in run("anchor", "--texts", TEXTS)[1]
    assert run("check")[0] == 0


def test_anchor_of_a_folder_is_of_the_files_in_it(project, run):
    path = project / STATEMENTS
    text = path.read_text("utf-8")
    path.write_text(text.replace("[1034-1045]", '["find: 82 missiles"]'), "utf-8")
    assert run("anchor", "--texts", TEXTS, "dataset/events")[0] == 0
    assert path.read_text("utf-8") != text
    assert run("anchor", "--texts", TEXTS, "dataset/statements")[0] == 0
    assert path.read_text("utf-8") == text


def test_anchor_of_what_is_not_there_writes_nothing(project, run):
    path = project / STATEMENTS
    text = path.read_text("utf-8").replace("[1034-1045]", '["find: 28 missiles"]')
    path.write_text(text, "utf-8")
    code, out, _ = run("anchor", "--texts", TEXTS, STATEMENTS)
    assert code == 1
    assert "the phrase does not stand in the text" in out
    assert "nothing was written" in out
    assert path.read_text("utf-8") == text


def test_a_name_may_hold_an_equals_sign():
    assert str(named(["doc_x=a=b.txt"])["doc_x"]) == "a=b.txt"


def test_texts_are_demanded_by_verifying_and_not_by_anchoring(project, run):
    assert run("evidence", "verify")[0] == 2
    code, shown, _ = run("anchor")
    assert (code, "0 new identifiers" in shown) == (0, True)
