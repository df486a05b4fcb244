import json
import shutil

import pytest

from example_project import assemble
from git_project import GitProject, initialised

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
DOLNASK = "dataset/events/2019/evt_bodies-found-in-dolnask.yaml"


@pytest.fixture(scope="module")
def committed(tmp_path_factory):
    return initialised(assemble(tmp_path_factory.mktemp("base") / "project")).root


@pytest.fixture
def project(committed, tmp_path, monkeypatch):
    root = shutil.copytree(committed, tmp_path / "project")
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(root)
    monkeypatch.setenv("NO_COLOR", "1")
    return GitProject(root)


def test_what_was_checked_is_said_on_stderr(project, run):
    project.change(AG, "only 47", "only 97")
    code, out, err = run("check", "--base", "main", "--format", "json")
    assert code == 1
    assert {row["code"] for row in json.loads(out)} == {"R402", "R609"}
    assert err.startswith("checked 1 changed file and ")
    assert " that refer to it, of " in err


def test_a_fault_elsewhere_is_counted_and_does_not_fail(project, run):
    project.change(AG, "only 47", "only 97")
    project.commit()
    code, out, err = run("check", "--base", "HEAD")
    assert (code, out) == (0, "no findings\n")
    assert err.endswith("; 2 findings elsewhere, there before and not shown\n")
    assert run("check", "--base", "HEAD~1")[0] == 1


def test_a_base_and_paths_go_together(project, run):
    project.change(AG, "only 47", "only 97")
    assert run("check", "--base", "HEAD", DOLNASK)[0] == 0
    assert run("check", "--base", "HEAD", AG)[0] == 1


def test_a_base_is_taken_from_a_folder_inside(project, run, monkeypatch):
    project.change(AG, "only 47", "only 97")
    monkeypatch.chdir(project.root / "dataset/events")
    assert run("check", "--base", "HEAD")[0] == 1
    assert run("check", "--base", "HEAD", "2019")[0] == 0


@pytest.mark.parametrize("revision", ["nope", "-x", "--fail-on", "HEAD:seeds", ""])
def test_an_unknown_revision_is_wrong_usage(project, run, revision):
    code, out, err = run("check", f"--base={revision}")
    assert (code, out) == (2, "")
    assert "revision" in err


def test_a_hostile_revision_is_shown_harmlessly(project, run):
    code, out, err = run("check", "--base", "\n::error::\x1b[31m")
    assert (code, out) == (2, "")
    assert "\x1b" not in err
    assert not any(line.startswith("::") for line in err.splitlines())


def test_no_repository_is_wrong_usage(project, run):
    shutil.rmtree(project.root / ".git")
    code, out, err = run("check", "--base", "main")
    assert (code, out) == (2, "")
    assert "git repository" in err


def test_in_actions_the_summary_says_what_was_checked(project, run, monkeypatch, tmp_path):
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.root))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    project.change(AG, "only 47", "only 97")
    code, out, _ = run("check", "--base=main", "--format=json", "--output-file=report.json")
    assert code == 1
    assert out.startswith(f"::error file={AG},line=")
    assert "checked 1 changed file and" in summary.read_text("utf-8")
    assert len(json.loads((project.root / "report.json").read_text("utf-8"))) == 2
