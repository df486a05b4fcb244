import json

import duckdb
import pytest

from built_project import claimbook
from claimbook.release.connect import connect

TEXT = ("claimreview", "ftm", "schema-org", "datapackage", "croissant", "dcat", "cff")
OWN = {
    "datapackage": "datapackage.json",
    "croissant": "croissant.json",
    "dcat": "dcat.jsonld",
    "cff": "CITATION.cff",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXT)
def test_a_format_goes_to_standard_output_or_into_a_file(root, release, tmp_path, name):
    done = claimbook("export", name, cwd=root)
    assert (done.returncode, done.stderr) == (0, b"")
    out = tmp_path / "out"
    filed = claimbook("export", name, "--release", release.root, "--out", out, cwd=tmp_path)
    assert filed.stdout.decode().strip() == str(out)
    assert out.read_bytes() == done.stdout
    if name in OWN:
        assert done.stdout == (release.root / OWN[name]).read_bytes()


@pytest.mark.slow
def test_csv_goes_into_a_folder_and_replaces_an_older_one_whole(release, tmp_path):
    asked = ("export", "csv", "--out", "tables", "--release", release.root)
    for options in ((), ("--bom",)):
        done = claimbook(*asked, *options, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"tables\n", b"")
    folder = tmp_path / "tables"
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    names = {resource["path"] for resource in package["resources"]}
    assert {path.name for path in folder.iterdir()} == {"datapackage.json", "LICENSE", *names}
    assert (folder / "LICENSE").read_bytes() == (release.root / "LICENSE").read_bytes()
    assert (folder / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.slow
def test_csv_never_replaces_a_folder_that_is_none_of_ours(release, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    done = claimbook("export", "csv", "--out", "mine", "--release", release.root, cwd=tmp_path)
    assert done.returncode == 4
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "x"


@pytest.mark.slow
def test_the_views_file_is_that_of_the_release(root, release, tmp_path):
    done = claimbook("export", "duckdb", "--out", tmp_path / "made.duckdb", cwd=root)
    assert done.returncode == 0, done.stderr
    made = (tmp_path / "made.duckdb").read_bytes()
    assert made == (release.root / "release.duckdb").read_bytes()


@pytest.mark.slow
def test_a_release_in_one_file_needs_no_other(root, release, tmp_path):
    out = tmp_path / "whole.duckdb"
    done = claimbook("export", "duckdb-data", "--out", out, cwd=root)
    assert (done.returncode, done.stderr) == (0, b"")
    with duckdb.connect(out, read_only=True) as one, connect(release) as other:
        for name in (*(t.name for t in release.manifest.tables), "conflicts", "timeline"):
            sql = f"FROM {name} ORDER BY ALL"
            assert one.execute(sql).fetchall() == other.execute(sql).fetchall(), name
        described = sum(len(table.columns) for table in release.manifest.tables)
        assert one.execute("SELECT count(*) FROM column_meanings()").fetchone() == (described,)
        assert one.execute("FROM best_figure('latest')").fetchall()


@pytest.mark.slow
@pytest.mark.parametrize(
    "options",
    [
        ("csv",),
        ("duckdb-data",),
        ("duckdb",),
        ("iceberg",),
        ("iceberg", "--out", "lake"),
        ("dcat", "--bom"),
        ("pdf",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_written_so_is_wrong_usage(root, options):
    done = claimbook("export", *options, cwd=root)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


@pytest.mark.slow
def test_what_is_no_release_is_not_exported(release, tmp_path):
    done = claimbook("export", "dcat", "--release", release.root.parent, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, b"")
