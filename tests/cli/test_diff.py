import json
import shutil

import pytest

from built_project import claimbook
from diff.made import Made, make

COLUMNS = {"id": "VARCHAR", "n": "BIGINT"}


def table(*rows):
    return {"t": Made(COLUMNS, ("id",), list(rows))}


@pytest.fixture
def folder(tmp_path):
    make(tmp_path, "2026.11.0", table(("a", 1)))
    make(tmp_path, "2026.11.1", table(("a", 1)))
    make(tmp_path, "2026.12.0", table(("a", 2)))
    return tmp_path


def run(folder, *arguments):
    done = claimbook("diff", *arguments, cwd=folder)
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("2026.11.0", "2026.11.1"), 0),
        (("2026.11.0", "2026.12.0"), 1),
        (("2026.11.0/manifest.json", "2026.12.0/manifest.json"), 1),
        (("2026.11.0", "2026.12.0", "--counts"), 1),
        (("2026.11.0", "2026.12.0", "--exit-zero"), 0),
        (("2026.11.0", "2026.13.0"), 2),
        (("2026.11.0", "2026.12.0", "--format", "csv"), 2),
        (("2026.11.0",), 2),
    ],
)
def test_the_exit_code_says_whether_they_differ(folder, arguments, code):
    found, stdout, stderr = run(folder, *arguments)
    assert (found, bool(stdout)) == (code, code < 2)
    assert bool(stderr) == (code > 1)


@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_a_difference_in_every_format(folder, format_):
    _, stdout, _ = run(folder, "2026.11.0", "2026.12.0", "--format", format_)
    assert "2026.12.0" in stdout
    if format_ == "json":
        assert json.loads(stdout)["rows"][0]["cells"] == [{"column": "n", "old": 1, "new": 2}]


def flip(folder):
    path = folder / "t.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "harm",
    [
        flip,
        lambda folder: (folder / "t.parquet").unlink(),
        lambda folder: (folder / "t.parquet").write_bytes(b""),
        lambda folder: (folder / "manifest.json").unlink(),
        lambda folder: (folder / "manifest.json").write_text("{"),
        lambda folder: (folder / "manifest.json").write_text("[]"),
        lambda folder: (folder / "more.parquet").write_bytes(b"PAR1"),
        lambda folder: (shutil.rmtree(folder), folder.write_text("a file")),
        lambda folder: (shutil.rmtree(folder), folder.mkdir()),
        lambda folder: (shutil.rmtree(folder), folder.symlink_to("2026.11.0")),
        lambda folder: (shutil.rmtree(folder), folder.symlink_to("nowhere")),
    ],
)
def test_a_release_that_is_not_whole_is_refused(folder, harm):
    harm(folder / "2026.12.0")
    code, stdout, stderr = run(folder, "2026.11.0", "2026.12.0")
    assert (code, stdout) == (4, "")
    assert stderr.startswith("2026.12.0: ")
