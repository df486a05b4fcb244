import duckdb
import pytest

from built_project import claimbook, project
from history.chain import VERSIONS, manifest_sha256

pytestmark = pytest.mark.slow

LISTED = """\
releases:
  - release: {version}
    manifest_sha256: {digest}
    schema_version: 1.0.0
"""


@pytest.fixture(scope="module")
def root(chain, tmp_path_factory):
    """Return a project whose dataset names the first of the releases as the one before."""
    root = project(tmp_path_factory.mktemp("history") / "project")
    text = LISTED.format(version=VERSIONS[0], digest=manifest_sha256(chain[0]))
    (root / "dataset/releases.yaml").write_text(text, "utf-8")
    return root


def test_strangers_sql_may_ask_for_an_older_release(chain):
    sql = f"select count(*) as n from as_published('{VERSIONS[0]}')"
    done = claimbook("query", "--release", chain[-1].root, "--format", "csv", sql, cwd="/")
    expected = duckdb.execute("SELECT count(*) FROM read_parquet(?)",
                              [str(chain[0].root / "figures_flat.parquet")]).fetchall()  # fmt: skip
    assert done.stdout.decode().split() == ["n", str(expected[0][0])], done.stderr
    unknown = claimbook(
        "query", "--release", chain[-1].root, "from as_published('2020.1.0')", cwd="/"
    )
    assert unknown.returncode == 1
    assert b"there is no release 2020.1.0; there are 2026.9.0, 2026.10.0" in unknown.stderr


def test_a_release_before_that_is_nowhere_stops_the_build(root):
    done = claimbook("build", cwd=root)
    assert done.returncode == 4
    assert f"the release before, {VERSIONS[0]}".encode() in done.stderr
    assert b"claimbook build --previous DIR" in done.stderr
    assert not (root / "dist").exists() or not list((root / "dist").glob("2*"))


def test_a_build_goes_on_from_the_release_before(root, chain):
    done = claimbook("build", "--previous", chain[0].root, cwd=root)
    assert done.returncode == 0, done.stderr
    folder = root / "dist/2026.11.0"
    sql = f"select count(*) as n from as_published('{VERSIONS[0]}')"
    asked = claimbook("query", "--release", folder, "--format", "csv", sql, cwd=root)
    rows = chain[0].manifest.table("figures_flat").rows
    assert asked.stdout.decode().split() == ["n", str(rows)], asked.stderr
    found = duckdb.execute("FROM read_parquet(?)", [str(folder / "releases.parquet")]).fetchall()
    assert found == [
        ("2026.11.0", None, "1.0.0"),
        (VERSIONS[0], manifest_sha256(chain[0]), "1.0.0"),
    ]
