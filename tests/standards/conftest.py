import json
import subprocess
from pathlib import Path

import pytest

import built_project
from claimbook.release.open import open_release
from claimbook_build.project import find_project
from claimbook_build.release.build import build

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv" / "standards" / "bin" / "python"
INSTALLED = ROOT / ".venv" / ".standards"


REVIEWED = {
    "rev_claim-credible": ("clm_dg-marushan-accuses", 2),
    "rev_claim-kept": ("clm_dg-marushan-accuses", None),
    "rev_figure-unjudged": ("fig_dg-airstrikes", 6),
}
"""Reviews by their identifier: the record and its credibility."""


def _review(name, record, credibility):
    row = {
        "id": name,
        "target": record,
        "decision": "accepted",
        "reviewer": "act_editors",
        "decided_at": "2019-05-20T10:00Z",
    }
    return json.dumps(row | ({"credibility": credibility} if credibility else {})) + "\n"


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    """Return the example as a project, with reviews, and with its release in dist/."""
    made = built_project.project(tmp_path_factory.mktemp("standards") / "project")
    reviews = made / "dataset" / "reviews" / "2019-05.jsonl"
    reviews.parent.mkdir()
    reviews.write_text("".join(_review(n, *told) for n, told in REVIEWED.items()), "utf-8")
    lock = made / "dataset" / "ids.lock"
    minted = {*lock.read_text("utf-8").splitlines(), *REVIEWED}
    lock.write_text("".join(f"{name}\n" for name in sorted(minted)), "utf-8")
    assert build(find_project(made), made / "dist").folder is not None
    return made


@pytest.fixture(scope="session")
def release(root):
    return open_release(root / "dist" / built_project.VERSION)


@pytest.fixture(scope="session")
def faults():
    """Return a function that has a standard's own tool read a file: what it finds, by line."""
    if not INSTALLED.exists():
        pytest.skip("the standards' own tools are not installed: make .venv/.standards")

    def found(standard, path):
        done = subprocess.run(
            [PYTHON, Path(__file__).with_name("tools.py"), standard, path],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return found
