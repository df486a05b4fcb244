import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from example_project import REPOSITORY

HEAVY = ("pandera", "pandas", "polars", "pyarrow", "duckdb", "rich", "numpy")
CLAIMBOOK = Path(sys.executable).with_name("claimbook")
FILE = "dataset/links.yaml"
RUNS, PATIENCE = 7, 1.5  # the least of several runs; half as much again for a machine that is busy


def environment():
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return plain | {"NO_COLOR": "1"}


def seconds(*arguments):
    """Return the processor time of a command: its wall-clock time on a machine that idles."""
    spent = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [CLAIMBOOK, *arguments],
            cwd=REPOSITORY,
            env=environment(),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("check", FILE), ("--version",), ("explain", "R403")])
def test_a_light_command_loads_no_heavy_library(arguments):
    code = (
        "import sys; from claimbook_build.cli.app import app;"
        "app(sys.argv[1:], standalone_mode=False);"
        f"print(sorted(set({HEAVY}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=REPOSITORY,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "most"), [(("--version",), 0.200), (("check", FILE), 0.400)])
def test_a_command_starts_fast(arguments, most):
    assert seconds(*arguments) < PATIENCE * most
