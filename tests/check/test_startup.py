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
RUNS = 7  # the least of several runs is what a command needs, the rest is what disturbed it
# What no start can do without, run turn by turn with the command: where this takes longer than on
# the idle machine of two cores on which the aims were set, the machine is slow or busy, and the
# command may take longer by as much. Busy or not, the ratio of the two keeps to a hundredth or two.
YARDSTICK = "import typer, yaml, pydantic; pydantic.TypeAdapter(int)"
YARDSTICK_IDLE = 0.130
PATIENCE = 1.1  # another interpreter, another release of Pydantic, a dataset that has grown


def environment():
    # Without the second, sources would be compiled at every start: nobody's are who installs.
    strange = ("COV", "PYTHONDONTWRITEBYTECODE")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    return plain | {"NO_COLOR": "1"}


def seconds(command):
    """Return the processor time of a command: its wall-clock time on a machine that idles."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, cwd=REPOSITORY, env=environment(), stdout=subprocess.DEVNULL, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


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
    commands = [CLAIMBOOK, *arguments], [sys.executable, "-c", YARDSTICK]
    rounds = [tuple(map(seconds, commands)) for _ in range(RUNS)]
    command, yardstick = map(min, zip(*rounds, strict=True))
    slowness = max(1, yardstick / YARDSTICK_IDLE)
    assert command < PATIENCE * most * slowness, f"the yardstick took {yardstick:.3f} s"
