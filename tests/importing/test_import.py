import gzip
import json
import os
from hashlib import sha256

import pytest

from importing import shells
from importing.shells import APRIL, FIRST, LINKS, MAY, SECOND

MAPPING = "seeds/mappings/shells.yaml"
LINES = "rows: 3 = 3 whole + 0 in part + 0 refused + 0 blank + 0 unread\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    root = shells.project(tmp_path / "project")
    monkeypatch.chdir(root)
    monkeypatch.setenv("NO_COLOR", "1")
    return root


def imported(run, document, *more):
    return run("import", f"{document}.csv", "--mapping", MAPPING, "--document", document, *more)


def replaced(root, document, data):
    """Let a document be another table."""
    table, record = root / f"{document}.csv", root / f"seeds/documents/{document}.yaml"
    old, new = (sha256(each).hexdigest() for each in (table.read_bytes(), data))
    record.write_text(record.read_text("utf-8").replace(old, new), "utf-8")
    table.write_bytes(data)


def files(root):
    return {path for path in (root / "dataset").rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_table_and_its_later_version_are_imported_checked_and_known(project, run):
    code, out, err = imported(run, FIRST)
    assert (code, out) == (0, "no findings in 1 file\n")
    assert err.startswith(LINES)
    assert err.endswith("claims: 3 = 3 new\n2 files written\n")
    assert imported(run, FIRST, "--check")[0] == 0
    code, out, err = imported(run, SECOND, "--check")
    assert (code, (project / LINKS).exists()) == (1, False)
    code, out, err = imported(run, SECOND, "--format", "concise")
    assert (code, out) == (1, f"{SECOND}.csv:5:12: R103 `x` is no number\n")
    assert "rows: 4 = 3 whole + 1 in part + 0 refused + 0 blank + 0 unread\n" in err
    assert "numbers: 7 = 6 figures + 1 refused + 0 that state nothing\n" in err
    assert "claims: 4 = 1 new + 2 known + 1 revised\n" in err
    assert err.endswith("3 files written, 1 link among them\n")
    assert run("check")[0] == 0
    assert run("format", "--check")[0] == 0


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2019-05-01", f"is before `{FIRST}` was published"),
        ("2019-06-21", f"is after `{SECOND}` was published"),
    ],
)
def test_a_version_is_mended_between_the_one_before_and_itself(project, run, day, said):
    assert imported(run, FIRST)[0] == 0
    before = files(project)
    code, _, err = imported(run, SECOND, "--mended", day)
    assert (code, files(project)) == (2, before)
    assert said in " ".join(err.split())


def test_a_trial_writes_nothing_and_says_what_would_be(project, run):
    before = files(project)
    code, _, err = imported(run, FIRST, "--dry-run")
    assert (code, files(project)) == (0, before)
    assert "new: clm_2019-05_shells-10\n" in err
    assert err.endswith("2 files would be written\n")
    assert imported(run, FIRST, "--check")[0] == 1


@pytest.mark.slow
def test_a_claim_that_its_table_has_not_is_told_by_a_check(project, run):
    imported(run, FIRST)
    file = project / MAY
    line = next(line for line in file.read_text("utf-8").splitlines() if "_shells-10" in line)
    other = line.replace("_shells-10", "_shells-28").replace("2019-05-10", "2019-05-28")
    file.write_text(file.read_text("utf-8") + other + "\n", "utf-8")
    code, _, err = imported(run, FIRST, "--check")
    assert code == 1
    assert "which has no such row: clm_2019-05_shells-28\n" in err
    assert "unfounded: 1 claim without a row, left as is\n" in err


def test_lines_for_a_pipe_are_alone_on_stdout(project, run):
    code, out, err = imported(run, FIRST, "--out", "-")
    assert (code, len(out.splitlines())) == (0, 3)
    assert json.loads(out.splitlines()[0])["id"] == "clm_2019-04_shells-30"
    assert err.startswith(f"no findings in 1 file\n{LINES}")
    assert imported(run, FIRST, "--out", "lines.jsonl")[0] == 0
    assert (project / "lines.jsonl").read_text("utf-8") == out
    assert not (project / APRIL).exists()


@pytest.mark.parametrize("out", [(), ("--out", "lines.jsonl")])
def test_of_a_table_that_breaks_off_nothing_is_written(project, run, out):
    replaced(project, FIRST, gzip.compress(shells.table())[:-9])
    before = files(project)
    code, _, err = imported(run, FIRST, *out)
    assert (code, files(project)) == (1, before)
    assert not (project / "lines.jsonl").exists()
    assert "could not be read to its end" in err


def test_a_document_with_errors_and_a_table_that_is_not_there_are_called_so(project, run):
    (project / "seeds/documents/doc_half.yaml").write_text("id: doc_half\n", "utf-8")
    code, _, err = imported(run, FIRST, "--document", "doc_half")
    assert (code, err) == (
        2,
        "seeds/documents/doc_half.yaml is no sound record: `claimbook check` says why\n",
    )
    code, _, err = run("import", "x.csv", "--mapping", MAPPING, "--document", FIRST)
    assert (code, err) == (2, "x.csv: no such file\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--document", "doc_shells-mai"), "did you mean `doc_shells-may`?"),
        (("--document", "doc_catch"), "enter the table as seeds/documents/doc_catch.yaml"),
        (("--document", SECOND), f"{FIRST}.csv is not `{SECOND}`: its SHA-256 is"),
        ((), "name the document"),
        (("--document", FIRST, "--delimiter", '"'), "a delimiter is one character"),
        (("--document", FIRST, "--mended", "yesterday"), "--mended"),
        (("--document", FIRST, "--out", "-", "--check"), "--out only writes down"),
        (("--document", FIRST, "--out", MAPPING), "is what is read here"),
        (("--document", FIRST, "--out", f"./{FIRST}.csv"), "is what is read here"),
        (("--document", FIRST, "--output-file", MAPPING), "is what is read here"),
        (("--document", FIRST, "--out", "dataset/ids.lock"), "is among the records"),
        (("--document", SECOND, "--out", "lines.jsonl"), f"{FIRST}.csv is not `{SECOND}`"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(project, run, arguments, said):
    before = files(project)
    code, out, err = run("import", f"{FIRST}.csv", "--mapping", MAPPING, *arguments)
    assert (code, out, files(project)) == (2, "", before)
    assert said in " ".join(err.replace("│", " ").split())


def test_a_mapping_with_errors_reads_nothing(project, run):
    path = project / MAPPING
    path.write_text(path.read_text("utf-8").replace("month_of: day", "month_of: dai"), "utf-8")
    code, out, err = imported(run, FIRST)
    assert (code, err) == (1, "the mapping cannot be used: nothing was read\n")
    assert "no column `dai` is listed" in out


@pytest.mark.slow
def test_counts_put_right_are_looked_for_under_each_form_of_their_day(project, run):
    mapping = project / MAPPING
    forms = "  day: {holds: date, forms: [YYYY-MM-DD, DD.MM.YYYY]"
    assert "  day: {holds: date" in mapping.read_text("utf-8")
    text = mapping.read_text("utf-8").replace("  day: {holds: date", forms)
    mapping.write_text(text, "utf-8")
    data = (project / f"{FIRST}.csv").read_bytes()
    replaced(project, FIRST, data.replace(b"2019-05-10", b"10.05.2019"))
    imported(run, FIRST)
    replaced(project, SECOND, b"mended,guns,drones,by\n2019-05-10,-3,0,nobody\n")
    _, out, err = imported(run, SECOND, "--corrections", "--format", "concise")
    assert "corrections: 1 = 1 new\n" in err, out


@pytest.mark.slow
def test_counts_put_right_are_links_between_figures(project, run):
    imported(run, FIRST)
    table = b"mended,guns,drones,by\n2019-05-10,-3,0,nobody\n2019-05-11,1,,\n2019-05-12,x,,\n"
    table += b"0001-01-01,1,,\n"
    replaced(project, SECOND, table)
    code, out, err = imported(run, SECOND, "--corrections", "--format", "concise")
    assert code == 1
    assert "R204 no figure `fig_2019-05_shells-11-shells` stands in the dataset" in out
    assert ":4:12: R103 `x` is no number" in out
    assert ":5:1: R102 the row names no day" in out
    assert "rows: 4 = 2 whole + 1 in part + 1 refused + 0 blank + 0 unread\n" in err
    assert "numbers: 5 = 2 figures + 2 refused + 1 that state nothing\n" in err
    assert "corrections: 1 = 1 new\n2 files written, 1 link among them\n" in err
    text = (project / LINKS).read_text("utf-8")
    assert "subject: fig_2019-05_shells-10-shells\n    object: fig_2019-05_shells-09-shells" in text
    assert f'because: "`{SECOND}` says guns -3 on 2019-05-10"' in text
    assert imported(run, SECOND, "--corrections")[2].endswith("1 known\nnothing to write\n")
    assert run("format", "--check")[0] == 0


def test_a_full_disk_leaves_all_months_as_they_were(project, run, monkeypatch):
    imported(run, FIRST)
    before = {path: path.read_bytes() for path in files(project)}
    ours, left = os.fsync, [3]

    def full(descriptor):
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "No space left on device")
        ours(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = imported(run, SECOND)
    assert (code, "no room on the disk" in err) == (4, True)
    assert {path: path.read_bytes() for path in files(project)} == before
    assert MAY in {str(path.relative_to(project)) for path in before}


@pytest.mark.slow
def test_a_waiver_for_nothing_is_an_error_of_the_mapping(project, run):
    mapping = project / MAPPING
    waiver = "waive: [{row: 2019-05-09, rule: R404, because: It is said to have been so}]\n"
    mapping.write_text(mapping.read_text("utf-8") + waiver, "utf-8")
    code, out, _ = imported(run, FIRST, "--dry-run", "--format", "concise")
    assert code == 1
    assert f"{MAPPING}:" in out
    assert "R900 nothing in row `2019-05-09` of the table breaks R404" in out
    mapping.write_text(
        mapping.read_text("utf-8").replace("row: 2019-05-09", "row: 2019-07-01"), "utf-8"
    )
    assert imported(run, FIRST, "--dry-run")[0] == 0  # for a version that has the row
