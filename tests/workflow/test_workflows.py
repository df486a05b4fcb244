import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from example_project import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").iterdir())
ACTION = REPOSITORY / "action.yml"
SCRIPTS = sorted(path for path in (REPOSITORY / ".ci").iterdir() if path.is_file())
PINNED = re.compile(r"uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+")
TRIGGERS = {
    "check.yml": {"pull_request": None},
    "ci.yml": {"push": {"branches": ["main"]}, "pull_request": None},
    "publish.yml": {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}},
    "release.yml": {"push": {"tags": ["[1-9][0-9][0-9][0-9].[0-9]+.[0-9]+"]}},
}
READS = {"contents": "read"}
RIGHTS = {
    "release-attest": {"id-token": "write", "attestations": "write"},
    "release-publish": {"contents": "write"},
    "publish-publish": {"id-token": "write"},
}
REVIEWED = {"release-attest": "release", "publish-publish": "publish"}
VARIABLE = re.compile(r"\$\{?([A-Z_]+)")


def loaded(path):
    return yaml.safe_load(path.read_text("utf-8"))


def jobs():
    return [
        pytest.param(job, id=f"{path.stem}-{name}")
        for path in WORKFLOWS
        for name, job in loaded(path)["jobs"].items()
    ]


JOBS = {job.id: job.values[0] for job in jobs()}


def steps():
    found = [(job.id, step) for job in jobs() for step in job.values[0]["steps"]]
    found += [("action", step) for step in loaded(ACTION)["runs"]["steps"]]
    return [pytest.param(step, id=f"{where}-{at}") for at, (where, step) in enumerate(found)]


def test_the_workflows_are_those_we_know():
    assert [path.name for path in WORKFLOWS] == sorted(TRIGGERS)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_rights_and_no_secrets(path):
    text, workflow = path.read_text("utf-8"), loaded(path)
    assert workflow["permissions"] == {}
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as true
    assert (triggers if isinstance(triggers, dict) else {triggers: None}) == TRIGGERS[path.name]
    assert "cancel-in-progress" in workflow["concurrency"]
    for word in ("secrets", "pull_request_target", "workflow_run", "cache", "GITHUB_TOKEN"):
        assert word not in re.sub("#.*", "", text), word


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.stem)
def test_every_action_is_pinned_by_hash_with_its_version(path):
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert all(PINNED.fullmatch(line.removeprefix("- ")) for line in lines)


def test_one_action_has_one_version():
    text = "".join(path.read_text("utf-8") for path in [*WORKFLOWS, ACTION])
    pins = set(re.findall("uses: (.+)", text))
    assert len(pins) == len({pin.split("@")[0] for pin in pins})


@pytest.mark.parametrize("name", JOBS)
def test_a_job_reads_and_ends(name):
    job = JOBS[name]
    assert job["permissions"] == RIGHTS.get(name, READS)
    assert job.get("environment") == REVIEWED.get(name)
    assert 0 < job["timeout-minutes"] <= 90
    assert re.fullmatch(r"ubuntu-[0-9]{2}\.04", job["runs-on"])


@pytest.mark.parametrize("name", RIGHTS)
def test_a_job_with_rights_runs_no_code_of_ours(name):
    """What a pull request could have changed never runs where something may be written."""
    for step in JOBS[name]["steps"]:
        assert "checkout@" not in step.get("uses", "")
        assert not re.search(r"make |\.ci/|python|pip|\.venv", step.get("run", ""))


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("release-attest", {"release-test", "release-build"}),
        ("release-verify", {"release-attest"}),
        ("release-publish", {"release-verify"}),
        ("publish-publish", {"publish-test", "publish-pack"}),
    ],
)
def test_what_must_have_passed_before(name, before):
    workflow = name.partition("-")[0]
    needed = JOBS[name]["needs"]
    needed = [needed] if isinstance(needed, str) else needed
    assert {f"{workflow}-{one}" for one in needed} == before
    assert all("if" not in JOBS[one] for one in {name, *before})


TAGS = {
    "release.yml": (["2026.11.0", "2030.1.12"], ["v2026.11.0", "2026.11", "2026.11.0-rc1", "main"]),
    "publish.yml": (["v0.1.0", "v12.0.3"], ["0.1.0", "v0.1", "v0.1.0-rc1", "2026.11.0"]),
}


@pytest.mark.parametrize("name", TAGS)
def test_only_its_own_tags_start_a_workflow(name):
    [pattern] = TRIGGERS[name]["push"]["tags"]  # `.` is itself there, `[]` and `+` as here
    wanted, others = TAGS[name]
    matches = re.compile(pattern.replace(".", "[.]")).fullmatch
    assert [bool(matches(tag)) for tag in wanted] == [True] * len(wanted)
    assert [bool(matches(tag)) for tag in others] == [False] * len(others)


@pytest.mark.parametrize("step", steps())
def test_a_step_takes_no_foreign_text_into_a_shell(step):
    assert "${{" not in step.get("run", "")
    asked = {
        name for name in VARIABLE.findall(step.get("run", "")) if not name.startswith("GITHUB")
    }
    tool = {"GH_TOKEN"} if step.get("run", "").startswith("gh ") else set()
    assert asked == step.get("env", {}).keys() - tool
    if "checkout@" in step.get("uses", ""):
        assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("step", steps())
def test_what_a_step_runs_is_there(step):
    for word in re.findall(r"(?:\S*/)?\.ci/([a-z-]+)", step.get("run", "")):
        assert os.access(REPOSITORY / ".ci" / word, os.X_OK)
    for target in re.findall(r"make (?:-C \S+ )?(\S+)", step.get("run", "")):
        assert f"\n{target}:" in (REPOSITORY / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_parses_and_stops_at_the_first_failure(path):
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0
    assert "\nset -euo pipefail\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("script", "tag"), [("release", "2099.1.0"), ("release", "v2026.11.0"), ("pack", "v99.0.0")]
)
def test_a_tag_of_another_version_is_refused_at_once(script, tag):
    done = subprocess.run(
        [REPOSITORY / ".ci" / script, tag], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("the tag names not what pyproject.toml declares, ")


def test_the_hooks_are_commands_of_ours():
    check, format_ = loaded(REPOSITORY / ".pre-commit-hooks.yaml")
    assert check["entry"] == "claimbook check --base HEAD"
    assert check["pass_filenames"] is False
    assert format_["entry"] == "claimbook format"
    for hook in (check, format_):
        assert re.search(hook["files"], "dataset/links.yaml")
        assert not re.search(hook["files"], "tests/example/dataset/links.yaml")


@pytest.mark.slow
def test_the_audit_finds_nothing():
    zizmor = Path(sys.executable).with_name("zizmor")
    options = ("--offline", "--strict-collection", "--no-progress", "--persona=auditor")
    done = subprocess.run(
        [zizmor, *options, ".github", "action.yml", ".pre-commit-hooks.yaml"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout
    text = "".join(path.read_text("utf-8") for path in [*WORKFLOWS, ACTION])
    assert "zizmor: ignore" not in text
