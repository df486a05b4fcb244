import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv" / "readers" / "bin" / "python"
INSTALLED = ROOT / ".venv" / ".readers"


@pytest.fixture
def passes(tmp_path):
    """Return a function that runs tests with the oldest engine that the package reads by."""
    if not INSTALLED.exists():
        pytest.skip("the other engine is not installed: make .venv/.readers")

    def run(*tests, env=None):
        options = ["-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'inside'}"]
        paths = os.pathsep.join(str(ROOT / name) for name in ("schema", "build"))
        done = subprocess.run(
            [PYTHON, "-m", "pytest", *options, *tests],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, "HOME": str(tmp_path)}
            | (env or {}),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
        return done.stdout

    return run
