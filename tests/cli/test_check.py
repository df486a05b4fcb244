import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from claimbook.rules.catalogue import RULES
from claimbook_build.cli.exits import guarded
from claimbook_build.report.json import json_schema
from example_project import text_of

CLAIMBOOK = Path(sys.executable).with_name("claimbook")
AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
DOLNASK = "dataset/events/2019/evt_bodies-found-in-dolnask.yaml"


def change(root, path, old, new):
    text = text_of(root, path)
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_a_clean_dataset(project, run):
    code, out, err = run("check")
    assert (code, err) == (0, "")
    assert out.startswith("no findings in ")


def test_findings_are_shown_with_line_mark_and_repair(project, run):
    change(project, AG, "[evt_shared-army-group]", "[evt_shared-army-grup]")
    code, out, _ = run("check", AG)
    assert code == 1
    assert "error[R204]: unknown event `evt_shared-army-grup`" in out
    assert f"--> {AG}:7:13" in out
    assert "^^^^" in out
    assert "help: did you mean `evt_shared-army-group`?" in out
    assert "1 error in 1 file" in out


def test_json_is_the_documented_schema_on_stdout_alone(project, run):
    change(project, AG, "only 47", "only 97")
    code, out, err = run("check", "--format", "json")
    rows = json.loads(out)
    assert (code, err) == (1, "")
    jsonschema.validate(rows, json_schema(), cls=jsonschema.Draft202012Validator)
    assert {row["code"] for row in rows} == {"R402", "R609"}
    assert rows[0]["record"] == "fig_ag-missiles-stopped"
    assert rows[0]["related"][0]["message"] == "the whole"


def test_json_of_nothing_is_an_empty_list(project, run):
    code, out, err = run("check", "--format", "json")
    assert (code, json.loads(out), err) == (0, [], "")


def test_warnings_fail_only_when_asked(project, run):
    change(project, DOLNASK, "place_precision: 4", "place_precision: 1")
    assert run("check")[0] == 0
    assert run("check", "--fail-on", "warning")[0] == 1
    assert run("check", "--fail-on", "warning", AG)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("check", "dataset/nothing.yaml"), 2),
        (("check", "."), 0),
        (("check", "dataset/"), 0),
        (("check", "dataset/links.yaml", "dataset/nothing.yaml"), 2),
        (("check", "--fix", "dataset/nothing.yaml"), 2),
        (("check", "--format", "json", "/etc"), 2),
        (("check", ".."), 2),
        (("check", "--format", "xml"), 2),
        (("check", "--fail-on", "info"), 0),
        (("check", "--fail-on", "note"), 2),
        (("chekc",), 2),
        (("explain",), 0),
        (("explain", "--all"), 0),
        (("explain", "R997"), 2),
        (("explain", "R403"), 0),
        (("explain", "r403"), 0),
        (("explain", "all"), 0),
        (("--version",), 0),
        (("check", "--help"), 0),
    ],
)
def test_exit_codes(project, run, arguments, expected):
    code, out, err = run(*arguments)
    assert code == expected
    assert "Traceback" not in out + err


def test_a_folder_without_a_dataset_is_wrong_usage(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("check")
    assert (code, out) == (2, "")
    assert "no dataset" in err


def test_a_command_works_from_a_folder_inside(project, run, monkeypatch):
    monkeypatch.chdir(project / "dataset/events")
    assert run("check")[0] == 0
    assert run("check", "2019")[0] == 0
    assert run("check", "../links.yaml")[1].startswith("no findings in 1 file")


def test_findings_of_one_code_are_capped_but_counted(project, run):
    path = "dataset/statements/2019/doc_digest-2019-05-14.yaml"
    change(project, path, "document: doc_digest", "document: doc_dagest")
    code, out, _ = run("check")
    assert code == 1
    assert "R607: " in out
    assert "more not shown" in out


def test_foreign_text_is_shown_harmlessly(project, run):
    evil = '"\\n::error file=README.md::pwn \\e[31m [/red]"'
    change(project, AG, "phase: begun", f"phase: {evil}")
    code, out, _ = run("check", AG)
    assert code == 1
    assert "\x1b" not in out
    assert not any(line.lstrip().startswith("::error") for line in out.splitlines())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_explained(run, rule):
    code, out, err = run("explain", rule.code)
    assert (code, err) == (0, "")
    assert out.startswith(f"# {rule.code}: ")


@pytest.mark.parametrize("arguments", [("explain",), ("explain", "all"), ("explain", "ALL")])
def test_all_rules_are_listed_a_line_each_below_what_they_are_about(run, arguments):
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    rows = [line for line in lines if line.startswith("  ")]
    assert rows == [f"  {rule.code}  {rule.severity:7}  {rule.title}" for rule in RULES]
    assert lines[:2] == ["Files", rows[0]]


def test_all_pages_are_printed(run):
    pages = "\n".join(run("explain", rule.code)[1] for rule in RULES)
    assert run("explain", "--all") == (0, pages, "")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("R4O3", "did you mean R403?"),
        ("r40", "did you mean R40"),
        (" R403x", "did you mean R403?"),
        ("wording", "`claimbook explain` lists them"),
        ("", "`claimbook explain` lists them"),
    ],
)
def test_an_unknown_rule_offers_the_nearest(run, code, said):
    exit_code, out, err = run("explain", code)
    assert (exit_code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("command", ["check", "format", "anchor"])
def test_paths_that_are_not_there_are_all_told(project, run, command):
    texts = ("--texts", project) if command == "anchor" else ()
    (project / "dataset/empty").mkdir()
    paths = ("dataset/link.yaml", "dataset/event", "dataset/empty", "..", DOLNASK)
    code, out, err = run(command, *texts, *paths)
    assert (code, out) == (2, "")
    first, second, third, fourth = err.splitlines()
    assert first.startswith("dataset/link.yaml: no such file in the dataset; ")
    assert first.endswith("did you mean `dataset/links.yaml`?")
    assert second.startswith("dataset/event: ")
    assert third.startswith("dataset/empty: ")
    assert fourth.endswith("; paths are below seeds/ and dataset/")


@pytest.mark.parametrize(("name", "expected"), [("error", 0), ("warning", 0), ("info", 1)])
def test_a_remark_fails_only_when_asked(project, run, name, expected):
    texts = ("--texts", project / "dataset/events")
    assert run("evidence", "verify", *texts, "--fail-on", name)[0] == expected


def test_an_internal_error_is_no_traceback(capsys):
    def broken(standalone_mode):
        raise ZeroDivisionError("\x1b[31mboo")

    assert guarded(broken) == 3
    err = capsys.readouterr().err
    assert "internal error (R999)" in err
    assert "\x1b" not in err


@pytest.mark.slow
def test_a_closed_pipe_is_no_error(project):
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as closed:  # noqa: PTH123
        done = subprocess.run(
            [CLAIMBOOK, "check"], stdout=closed, stderr=subprocess.PIPE, cwd=project, check=False
        )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0


@pytest.fixture
def misspelt(project):
    change(project, AG, "medium: situation_report", "mediun: situation_report")
    change(project, AG, "[evt_shared-army-group]", "[evt_shared-army-grup]")
    return text_of(project, AG)


def test_fix_repairs_what_is_safe_and_says_what_is_left(project, misspelt, run):
    code, out, err = run("check", "--fix")
    assert code == 1
    assert text_of(project, AG) == misspelt.replace("mediun", "medium")
    assert "R101" not in out
    assert "error[R204]" in out
    assert err == "fixed 1 finding in 1 file, 1 left\n"
    assert run("check", "--fix")[2] == "fixed 0 findings, 1 left\n"


def test_diff_shows_the_repairs_and_writes_nothing(project, misspelt, run):
    code, out, err = run("check", "--diff", AG)
    assert code == 1
    assert f"--- {AG}\n+++ {AG}\n@@" in out
    assert "\n-    mediun: situation_report\n+    medium: situation_report\n" in out
    assert err == "would fix 1 finding in 1 file, 1 left\n"
    assert text_of(project, AG) == misspelt


@pytest.mark.usefixtures("misspelt")
@pytest.mark.parametrize("option", [("--format", "json"), ("--output-file", "report.json")])
def test_diff_takes_no_format_rather_than_forget_it(run, option):
    code, out, err = run("check", "--diff", *option)
    assert (code, out) == (2, "")
    assert "--diff shows repairs" in err


@pytest.mark.usefixtures("misspelt")
def test_a_check_says_that_something_can_be_repaired(run):
    assert run("check")[2].startswith("1 finding with a repair: --fix makes what brings no other")


def test_a_check_promises_no_repair_that_is_taken_back(project, run):
    change(project, AG, "wording: only 47", "wording: 47")
    said = run("check")[2]
    assert "what brings no other finding" in said
    assert "left out: it would bring another" in run("check", "--fix")[2]


@pytest.mark.usefixtures("project")
def test_there_is_nothing_to_repair(run):
    assert run("check", "--diff") == (0, "", "would fix 0 findings, 0 left\n")
    assert run("check", "--fix", AG)[2] == "fixed 0 findings, 0 left\n"


@pytest.mark.usefixtures("misspelt")
def test_files_that_were_not_asked_for_stay(project, run):
    before = text_of(project, AG)
    assert run("check", "--fix", DOLNASK)[0] == 0
    assert text_of(project, AG) == before


@pytest.mark.usefixtures("misspelt")
def test_json_holds_the_repair(project, run):
    rows = json.loads(run("check", "--format", "json")[1])
    fixes = {row["code"]: row["fix"] for row in rows}
    assert fixes["R204"] is None
    assert fixes["R101"]["title"] == "write `medium`"
    assert [edit["text"] for edit in fixes["R101"]["edits"]] == ["medium"]
    assert fixes["R101"]["edits"][0]["path"] == AG
