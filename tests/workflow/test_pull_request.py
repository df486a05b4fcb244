import json
import re
import shutil

import jsonschema
import pytest

from claimbook_build.report.json import json_schema
from git_project import git

pytestmark = pytest.mark.slow

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"
ITEMS = "seeds/reference/items.yaml"
EVENT = "dataset/events/2019/evt_shared-army-group.yaml"
EVENTS = "dataset/events/2019"
BAD = (AG, "only 47", "only 97")
OURS = re.compile(r"::(?:error|warning|notice) file=[^,:]+,line=[0-9]+,|::group::|::endgroup::")
PASSWD = "root:"


def report(done):
    rows = json.loads(done.artifacts["report"])
    jsonschema.validate(rows, json_schema(), cls=jsonschema.Draft202012Validator)
    return rows


def harmless(*dones):
    """Whether a runner takes nothing for a command but what is ours."""
    commands = [command for done in dones for command in done.commands()]
    return all(OURS.match(command) for command in commands) and not any(
        PASSWD in done.log + done.summary for done in dones
    )


def test_a_good_change_passes_both(head, jobs):
    head.change(EVENT, "id: evt_shared-army-group\n", "id: evt_shared-army-group\nnote: Better\n")
    check, judge = jobs()
    assert (check.code, judge.code) == (0, 0), check.log + judge.log
    assert report(check) == []
    assert check.commands() == judge.commands() == []
    assert "claimbook check passed: no findings" in check.summary
    assert re.search("checked 1 changed file and [0-9]+ that refer to it", check.summary)
    assert "claimbook check passed: no findings" in judge.summary


def test_a_bad_change_fails_both_and_says_where(head, jobs):
    head.change(*BAD)
    check, judge = jobs()
    assert (check.code, judge.code) == (1, 1)
    assert {(row["path"], row["code"]) for row in report(check)} == {(AG, "R402"), (AG, "R609")}
    line = head.text(AG)[: head.text(AG).index("only 97")].count("\n") + 1
    assert any(c.startswith(f"::error file={AG},line={line},") for c in check.commands())
    assert check.commands() == judge.commands()
    assert "claimbook check failed: 2 errors" in check.summary
    link = f"https://host.example/somebody/claimbook/blob/{git('rev-parse', 'HEAD', cwd=head.root)}"
    assert link.rpartition("/")[0] in check.summary
    assert harmless(check, judge)


def test_a_fault_of_main_is_not_the_change_s(host, head, jobs, tmp_path):
    git("clone", "--quiet", host.bare, tmp_path / "other", cwd=tmp_path)
    other = type(head)(tmp_path / "other")
    other.change(*BAD)
    other.commit()
    other.git("push", "--quiet", "origin", "main")
    head.change(ITEMS, "id: itm_warship\n", "id: itm_warship\n    note: x\n")
    [check] = jobs("check")
    assert check.code == 0, check.log
    assert "2 findings elsewhere, there before and not shown" in check.log
    assert report(check) == []


# --- nobody can edit the judge ----------------------------------------------------------------
def every_rule_passes(head):
    catalogue = "schema/claimbook/rules/catalogue.py"
    head.write(catalogue, head.text(catalogue) + "\nRULES = ()\n")


def nothing_is_checked(head):
    head.write("build/claimbook_build/cli/check.py", "def check() -> None:\n    pass\n")


def the_scripts_say_yes(head):
    for name in ("judge", "pull-request", "run"):
        head.write(f".ci/{name}", "#!/bin/sh\nexit 0\n")
    head.write("Makefile", ".venv/.build:\n\ttrue\n")


def python_is_told_otherwise(head):
    code = "import os\nos._exit(0)\n"
    for name in ("sitecustomize", "usercustomize", "conftest", "claimbook", "yaml", "typing"):
        for folder in ("", "seeds/", "dataset/", ".venv/bin/", "build/", "schema/"):
            head.write(f"{folder}{name}.py", code)
    head.write(".pth", "import os; os._exit(0)\n")


def the_project_declares_otherwise(head):
    head.write("pyproject.toml", '[tool.claimbook]\nrelease = "2099.1.0"\nrules = []\n')
    head.write("dataset/pyproject.toml", "[tool.claimbook]\n")
    head.write("seeds/setup.cfg", "[tool:pytest]\n")


def the_links_lead_to_the_base(head):
    for top in ("seeds", "dataset"):
        shutil.rmtree(head.root / top)
        (head.root / top).symlink_to(f"../base/{top}")


def the_folders_are_gone(head):
    for top in ("seeds", "dataset"):
        shutil.rmtree(head.root / top)
        head.write(top, "a file\n")


def a_link_stands_for_the_record(head):
    (head.root / AG).unlink()
    (head.root / AG).symlink_to(f"../../../../base/{AG}")


def git_is_told_otherwise(head):
    head.write(".gitattributes", "* text=auto eol=lf\ndataset/** filter=evil diff=evil -text\n")
    head.write(".gitconfig", "[core]\n\tfsmonitor = exit 0\n")
    head.write(".gitmodules", '[submodule "dataset"]\n\tpath = dataset\n\turl = ext::sh -c id\n')
    for name, text in {
        "HEAD": "ref: refs/heads/main\n",
        "config": "[core]\n\tfsmonitor = sh\n",
    }.items():
        head.write(f"dataset/{name}", text)
    head.write("dataset/objects/x", "")
    head.write("dataset/refs/x", "")


def the_waiver_is_claimed(head):
    head.change(AG, "        wording: only 97\n", WAIVED)


WAIVED = (
    "        wording: only 97\n"
    "        waive: [{rule: R402, because: x}, {rule: R609, because: x}]\n"
)
ATTACKS = (
    every_rule_passes,
    nothing_is_checked,
    the_scripts_say_yes,
    python_is_told_otherwise,
    the_project_declares_otherwise,
    the_links_lead_to_the_base,
    the_folders_are_gone,
    a_link_stands_for_the_record,
    git_is_told_otherwise,
    the_waiver_is_claimed,
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_the_verdict_cannot_be_changed(head, jobs, attack):
    head.change(*BAD)
    attack(head)
    [judge] = jobs("judge")
    assert judge.code == 1, judge.log
    assert harmless(judge)


@pytest.mark.parametrize("attack", [every_rule_passes, the_scripts_say_yes, nothing_is_checked])
def test_a_verdict_that_was_changed_shows_why_there_is_a_judge(head, jobs, attack):
    head.change(*BAD)
    attack(head)
    check, judge = jobs()
    assert check.code != 1 or "R402" not in check.log
    assert judge.code == 1
    assert any(f"file={AG}" in command for command in judge.commands())


# --- what is foreign does nothing but show ----------------------------------------------------
HOSTILE = '"\\n::error file=README.md,line=1::pwn \\e[31m ##[error]pwn <img src=x> | @all"'


def test_hostile_text_is_only_shown(head, jobs):
    head.change(AG, "phase: begun", f"phase: {HOSTILE}")
    check, judge = jobs()
    assert (check.code, judge.code) == (1, 1)
    assert harmless(check, judge)
    for text in (check.log, check.summary, judge.log, judge.summary):
        assert "\x1b" not in text
    for summary in (check.summary, judge.summary):
        assert not re.search(r"(?m)^::", summary)
        assert "<img" not in summary
    assert report(check)


NAMES = (
    "evt_x\n::error file=README.md,line=1::pwn.yaml",
    "evt_x\r::error::pwn.yaml",
    "$(touch pwned).yaml",
    "`touch pwned`.yaml",
    "'; touch pwned; '.yaml",
    "--format=text.yaml",
    "-rf.yaml",
    "evt_\x1b[31m.yaml",
    "evt_Київ.yaml",
    "##[error]pwn.yaml",
)


def test_a_hostile_name_is_only_a_name(head, host, jobs):
    for name in NAMES:
        head.write(f"{EVENTS}/{name}", "id: evt_x\n")
    check, judge = jobs()
    assert (check.code, judge.code) == (1, 1)
    assert harmless(check, judge)
    assert "\x1b" not in check.log + judge.log + check.summary + judge.summary
    assert {row["path"] for row in report(check)} == {f"{EVENTS}/{name}" for name in NAMES}
    assert not list(host.folder.rglob("pwned"))


def test_a_link_is_never_followed(head, jobs):
    up = "../" * 12
    for name, target in {"a": "/etc/passwd", "b": f"{up}etc/passwd", "c": "/dev/zero"}.items():
        (head.root / EVENTS / f"evt_{name}.yaml").symlink_to(target)
    (head.root / "dataset/machine").symlink_to("/etc")
    check, judge = jobs()
    assert (check.code, judge.code) == (1, 1)
    assert harmless(check, judge)
    rows = report(check)
    assert [row["code"] for row in rows] == ["R002"] * 4


def test_a_report_that_is_a_link_is_not_written_through(head, jobs):
    (head.root / "report.json").symlink_to("README.md")
    head.write("README.md", "ours\n")
    [check] = jobs("check")
    assert check.code in {0, 4}
    assert (head.root / "README.md").read_text("utf-8") == "ours\n"
