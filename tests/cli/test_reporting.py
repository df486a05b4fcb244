import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from claimbook_build.cli.app import app
from claimbook_build.cli.exits import guarded
from claimbook_build.cli.reporting import wants_color
from claimbook_build.cli.runner import runner
from claimbook_build.report.formats import Format
from claimbook_build.report.markdown import MOST_BYTES
from example_project import REPOSITORY, assemble, text_of
from report.strange import assert_harmless

AG = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """Return a project with one error, in a folder of a repository: nobody may change it."""
    root = assemble(tmp_path_factory.mktemp("repository") / "data")
    path = root / AG
    path.write_text(text_of(root, AG).replace("[evt_shared-army-group]", "[evt_shared-army-grup]"))
    return root


@pytest.fixture
def run(broken, capfdbinary, monkeypatch):
    """Return a function that runs a command in the project under these variables."""
    monkeypatch.chdir(broken)
    monkeypatch.setenv("NO_COLOR", "1")

    def command(*arguments, **variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, str(value))
        code = guarded(lambda **options: app(list(arguments), **options))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return command


@pytest.mark.parametrize("format_", Format)
def test_every_format_is_written_to_stdout_alone(run, format_):
    code, out, err = run("check", AG, "--format", format_)
    assert code == 1
    assert "evt_shared-army-grup" in out.replace("&#95;", "_")
    assert err == ("1 error in 1 file\n" if format_ is Format.concise else "")
    assert out.endswith("\n")
    assert not out.endswith("\n\n")


PWN = "\n::error file=README.md::pwn"
EVIL = (
    PWN
    + " \x1b[31m \u202e ##[error]x --> ]]> <script>x</script> @everyone | `x` [x](http://x) [/red]",
    "  ::error::" + "y" * 5000,
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Return a project whose records, file names and all are an attack."""
    root = assemble(tmp_path_factory.mktemp("hostile") / "project")
    for number, evil in enumerate(EVIL):
        quoted = json.dumps(evil)
        text = f"id: evt_evil-{number}\nkind: {quoted}\n{quoted}: {quoted}\nsummary: {quoted}\n"
        (root / f"dataset/events/2019/evt_evil-{number}.yaml").write_text(text)
        (root / f"dataset/events/2019/{evil[:99].replace('/', '')}.yaml").write_text("a: b\n")
    return root


@pytest.mark.parametrize("format_", Format)
def test_a_hostile_record_and_file_name_come_out_harmless(run, hostile, monkeypatch, format_):
    monkeypatch.chdir(hostile)
    code, out, _ = run("check", "dataset/events/2019", "--format", format_)
    assert code == 1
    assert out.count("pwn") >= 2
    assert_harmless(out, format_)


def test_a_hostile_path_on_the_command_line_comes_out_harmless(run):
    for format_ in Format:
        code, out, err = run("check", EVIL[0], "--format", format_)
        assert (code, out) == (2, "")
        assert not any(line.lstrip().startswith("::") for line in err.splitlines())
        assert "\x1b" not in err


def test_github_is_chosen_by_itself(run):
    _, out, _ = run("check", AG, GITHUB_ACTIONS="true")
    assert out.startswith(f"::error file={AG},line=7,endLine=7,col=13,")
    _, out, _ = run("check", AG, "--format", "text")
    assert out.startswith("error[R204]: ")


def test_paths_are_those_of_the_repository(run, broken):
    _, out, _ = run("check", AG, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=broken.parent)
    assert out.startswith(f"::error file=data/{AG},")


def test_gitlab_too_sees_paths_of_the_repository(run, broken):
    _, out, _ = run("check", AG, "--format", "gitlab", CI_PROJECT_DIR=broken.parent)
    assert json.loads(out)[0]["location"]["path"] == f"data/{AG}"


def test_the_summary_of_a_step_is_appended_to(run, tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("before")
    _, out, _ = run("check", AG, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=summary)
    assert out.startswith("::error ")
    written = summary.read_text()
    assert written.startswith("before\n## claimbook check failed: 1 error in 1 file\n")
    run("check", AG, "--format", "json")
    assert summary.read_text() == written


def test_the_summary_keeps_within_what_a_step_may_say(run, tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * (MOST_BYTES - 700))
    run("check", AG, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=summary)
    assert MOST_BYTES - 700 < summary.stat().st_size <= MOST_BYTES


def test_annotations_that_are_asked_for_bring_the_summary_too(run, tmp_path):
    summary = tmp_path / "summary.md"
    run("check", AG, GITHUB_STEP_SUMMARY=summary)
    assert not summary.exists()
    run("check", AG, "--format", "github")
    assert summary.read_text().startswith("## claimbook check failed: 1 error in 1 file\n")


@pytest.mark.parametrize("where", ["missing/summary.md", "."])
def test_a_summary_that_cannot_be_written_stops_nothing(run, tmp_path, where):
    code, out, err = run("check", AG, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=tmp_path / where)
    assert code == 1
    assert out.startswith("::error ")
    assert err.startswith("no summary was written: ")


def test_links_of_the_summary_lead_to_the_commit(run, tmp_path):
    run(
        *("check", AG),
        GITHUB_ACTIONS="true",
        GITHUB_STEP_SUMMARY=tmp_path / "summary.md",
        GITHUB_SERVER_URL="https://host.example",
        GITHUB_REPOSITORY="o/r",
        GITHUB_SHA="0123abc",
    )
    link = f"(https://host.example/o/r/blob/0123abc/{AG}#L7)"
    assert link in (tmp_path / "summary.md").read_text()


def test_a_runner_that_says_nothing_strange_adds_no_links():
    assert runner({"GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": "javascript:x"}).blobs == ""


def test_an_output_file_gets_the_format_and_stdout_the_usual_one(run, tmp_path):
    target = tmp_path / "report.xml"
    code, out, _ = run("check", AG, "--format", "junit", "--output-file", str(target))
    assert code == 1
    assert out.startswith("error[R204]: ")
    assert ET.fromstring(target.read_bytes()).attrib["failures"] == "1"
    run("check", AG, "--format", "json", "--output-file", str(target), GITHUB_ACTIONS="true")
    assert json.loads(target.read_bytes())[0]["code"] == "R204"


def test_an_output_file_has_no_colours(run, tmp_path):
    target = tmp_path / "report.txt"
    run("check", AG, "--output-file", str(target), NO_COLOR="", FORCE_COLOR="1")
    assert target.read_text().startswith("error[R204]: ")


def test_an_output_file_that_cannot_be_written_is_said(run, tmp_path):
    code, _, err = run("check", AG, "--output-file", str(tmp_path))
    assert code == 4
    assert str(tmp_path) in err


@pytest.mark.parametrize(("arguments", "expected"), [((), 1), (("--exit-zero",), 0)])
def test_exit_zero(run, arguments, expected):
    code, out, _ = run("check", AG, *arguments)
    assert code == expected
    assert out.startswith("error[R204]: ")


def test_exit_zero_hides_no_wrong_usage(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("check", "--exit-zero")[0] == 2


def test_evidence_findings_are_written_in_every_format(run, tmp_path):
    texts = tmp_path / "none"
    texts.mkdir()
    for format_ in Format:
        code, out, _ = run("evidence", "verify", "--texts", str(texts), "--format", format_)
        assert code == 0
        assert "R602" in out
    assert "claimbook evidence verify passed" in out


def test_the_schema_that_is_exported_is_the_one_that_is_published(run, tmp_path):
    assert run("schema", "export", str(tmp_path))[0] == 0
    published = REPOSITORY / "docs/reference/diagnostics.schema.json"
    assert (tmp_path / "diagnostics.schema.json").read_bytes() == published.read_bytes()


class _Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("variables", "terminal", "pipe"), [
    ({}, True, False),
    ({"NO_COLOR": "1"}, False, False),
    ({"NO_COLOR": ""}, True, False),
    ({"FORCE_COLOR": "1"}, True, True),
    ({"FORCE_COLOR": ""}, True, False),
    ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
    ({"TERM": "dumb"}, False, False),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
])  # fmt: skip
def test_colours(monkeypatch, variables, terminal, pipe):
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (wants_color(_Terminal()), wants_color(io.StringIO())) == (terminal, pipe)


def test_a_report_is_utf_8_whatever_the_locale(broken):
    claimbook = Path(sys.executable).with_name("claimbook")
    done = subprocess.run(
        [claimbook, "check", AG, "--format", "json"],
        cwd=broken,
        env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout)


def test_a_check_of_one_file_loads_nothing_heavy_and_one_renderer(broken):
    code = (
        "import sys; from claimbook_build.cli.app import app;"
        f"app(['check', '{AG}'], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=broken,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(done.stderr.split())
    heavy = {"duckdb", "pandas", "pandera", "polars", "pyarrow", "rich", "xml", "asyncio"}
    assert not loaded & heavy
    ours = {
        name.rpartition(".")[2] for name in loaded if name.startswith("claimbook_build.report.")
    }
    assert ours & {format_.value for format_ in Format} == {"text"}
