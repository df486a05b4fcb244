"""The benchmark itself: its table has the faults that it says, and ours finds them all."""

import subprocess
import sys
from pathlib import Path

import pytest

from example_project import REPOSITORY


def measured(folder: Path, *options: str) -> list[str]:
    """Run the benchmark with ours alone; return the cells of the row that it prints."""
    script = str(REPOSITORY / "bench/run.py")
    command = [sys.executable, script, "--rounds", "1", *options, str(folder), "claimbook"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [cell.strip() for cell in done.stdout.strip().strip("|").split("|")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bad", "kinds"), [("0.05", "17 of 17"), ("0", "0 of 0")], ids=["faulty", "clean"]
)
def test_ours_names_every_faulty_claim_and_no_other(tmp_path, bad, kinds):
    row = measured(tmp_path / "table", "--rows", "2000", "--bad", bad)
    assert row[0] == "claimbook"
    assert row[5:] == [kinds, "0", ""]
