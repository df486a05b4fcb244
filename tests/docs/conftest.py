import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.pages import ROOT

HELD = ("seeds", "dataset", "docs/queries", "tests/texts")


@pytest.fixture
def updating(request):
    return request.config.getoption("--update-goldens")


@pytest.fixture(scope="session")
def shell():
    """Run a command line as a reader would, in a project's folder."""

    def run(command, folder):
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        kept = {key: value for key, value in os.environ.items() if key in {"HOME", "PYTHONPATH"}}
        return subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=folder,
            env={**kept, "PATH": path, "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def copied(tmp_path_factory):
    """Return a fresh copy of the dataset, its texts and its questions."""

    def copy(name):
        folder = tmp_path_factory.mktemp(name)
        for held in HELD:
            shutil.copytree(ROOT / held, folder / held)
        shutil.copy(ROOT / "pyproject.toml", folder)
        return folder

    return copy


@pytest.fixture(scope="session")
def built(copied, shell):
    """Return a copy of the dataset with a release of it."""
    folder = copied("built")
    done = shell("claimbook build", folder)
    assert done.returncode == 0, done.stderr
    return folder
