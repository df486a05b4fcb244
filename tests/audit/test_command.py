import io
import json

import pytest

from audit.made import HOSTILE, MAPPING, TABLE, made, quoted
from claimbook_build.cli.app import app
from claimbook_build.cli.auditing import AuditFormat
from claimbook_build.cli.exits import guarded
from claimbook_build.report.formats import Format

SOUND = "".join(TABLE.splitlines(keepends=True)[:3])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder outside any project with a table and its mapping, in which commands run."""
    made(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(capsys):
    """Return a function that audits the table and returns exit code, stdout and stderr."""

    def command(*arguments, table="crossings.csv", mapping="crossings.yaml"):
        words = ["audit", table, "--mapping", mapping, *arguments]
        code = guarded(lambda **options: app([*map(str, words)], **options))
        return code, *capsys.readouterr()

    return command


def test_a_table_with_errors_is_exit_code_1(folder, run):
    code, out, err = run()
    assert (code, err) == (1, "")
    assert out.startswith("crossings.csv: 5 errors, 1 waived\n")
    assert "outside a project" in out
    assert sorted(path.name for path in folder.iterdir()) == ["crossings.csv", "crossings.yaml"]


def test_a_table_without_errors_is_exit_code_0(folder, run):
    (folder / "crossings.csv").write_text(SOUND, "utf-8")
    assert run()[0] == 0
    assert run("--fail-on", "info")[0] == 0


def test_a_waiver_for_nothing_is_an_error_of_the_mapping(folder, run):
    (folder / "crossings.csv").write_text(SOUND.replace("7,9,", "9,7,"), "utf-8")
    line = 1 + MAPPING[: MAPPING.index("- row:")].count("\n")
    message = "nothing in row `2019-05-01|Lower` of the table breaks R402"
    code, _, err = run()
    assert (code, err) == (1, f"crossings.yaml:{line}: R900: {message}\n")
    code, out, _ = run("--format", "concise")
    assert code == 1
    assert out.startswith(f"crossings.yaml:{line}:5: ")
    assert message in out


def test_findings_can_leave_the_exit_code_alone(folder, run):
    assert run("--exit-zero")[0] == 0
    assert run("--exit-zero", "--format", "html")[0] == 0


@pytest.mark.parametrize("out", ["crossings.csv", "./crossings.yaml"])
def test_nothing_is_written_over_what_is_read(folder, run, out):
    before = (folder / out).read_bytes()
    code, shown, err = run("--out", out)
    assert (code, shown, (folder / out).read_bytes()) == (2, "", before)
    assert "name another file to write to" in err


def test_what_the_older_version_has_too_is_not_told(folder, run):
    code, out, _ = run("--since", "crossings.csv")
    assert code == 0
    assert out.startswith("crossings.csv: no findings since the older version\n")


def test_a_table_is_read_as_the_command_line_says(folder, run):
    (folder / "titled.csv").write_text(f"Boats of May\n{SOUND.replace(',', ';')}", "utf-8")
    assert run(table="titled.csv")[0] == 1
    code, out, _ = run("--skip", "1", "--delimiter", ";", table="titled.csv")
    assert (code, out.partition("\n")[0]) == (0, "titled.csv: no findings, 1 waived")


def test_the_formats_are_those_of_findings_and_a_page():
    assert {format_.value for format_ in AuditFormat} == {*Format, "html"}


@pytest.mark.parametrize("format_", AuditFormat)
def test_every_format_tells_and_lets_nothing_out(folder, run, format_):
    (folder / "crossings.csv").write_text(quoted(HOSTILE), "utf-8")
    code, out, _ = run("--format", format_)
    assert code == 1
    assert "R103" in out
    assert "\x1b" not in out
    if format_ is not AuditFormat.github:
        assert not any(line.lstrip().startswith("::") for line in out.split("\n"))


def test_json_is_one_object_whose_numbers_add_up(folder, run):
    told = json.loads(run("--format", "json")[1])
    assert told["mapping"] == {
        "name": "crossings",
        "description": "Boats that crossed the river at two bridges, as its guard counts them",
        "resolved": False,
    }
    assert told["verdict"]["errors"] == sum(
        kind["count"]
        for kind in (*told["defects"], *told["reading"])
        if kind["severity"] == "error"
    )


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.html", "<!doctype html>"),
        ("a.json", "{\n"),
        ("a.jsonl", '{"code":'),
        ("a.md", "## claimbook audit failed"),
        ("a.txt", "crossings.csv: 5 errors"),
    ],
)
def test_a_file_gets_the_format_of_its_ending_and_stdout_the_text(folder, run, name, start):
    code, out, _ = run("--out", name)
    assert code == 1
    assert (folder / name).read_text("utf-8").startswith(start)
    assert out.startswith("crossings.csv: 5 errors")


def test_the_format_that_is_asked_for_wins_over_the_ending(folder, run):
    run("--out", "a.html", "--format", "json")
    assert json.loads((folder / "a.html").read_text("utf-8"))


def test_a_report_that_cannot_be_written_is_exit_code_4_and_no_file(folder, run):
    (folder / "a.html").symlink_to("elsewhere")
    code, _, err = run("--out", "a.html")
    assert code == 4
    assert "a.html" in err
    assert not (folder / "elsewhere").exists()


@pytest.mark.parametrize(
    "missing", [{"table": "none.csv"}, {"mapping": "none.yaml"}, {"table": "\x1b[31m::error::x"}]
)
def test_a_file_that_is_not_there_is_wrong_usage(folder, run, missing):
    code, out, err = run(**missing)
    assert (code, out) == (2, "")
    assert "no such file" in err
    assert "\x1b" not in err


def test_an_older_version_that_is_not_there_is_wrong_usage(folder, run):
    assert run("--since", "none.csv")[0] == 2


def test_a_mapping_with_errors_reads_nothing(folder, run):
    (folder / "crossings.yaml").write_text(MAPPING.replace("key: [day, bridge]\n", ""), "utf-8")
    code, out, err = run()
    assert (code, out) == (1, "")
    assert "error[R" in err
    assert "crossings.yaml" in err


def test_a_table_may_come_through_a_pipe(folder, run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    (folder / "crossings.yaml").write_text(MAPPING + "table: {format: csv}\n", "utf-8")
    code, out, _ = run("--format", "json", table="-")
    told = json.loads(out)
    assert (code, told["table"]["sha256"], told["rows"]["rows"]) == (1, None, 9)


def test_annotations_are_the_default_in_github_actions(folder, run, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert "::error file=crossings.csv,line=4," in run()[1]


def test_within_a_project_what_the_mapping_names_is_looked_up(folder, run):
    (folder / "seeds").mkdir()
    code, _, err = run()
    assert code == 1
    assert "R204" in err
    assert "act_river-guard" in err
