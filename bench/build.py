"""From text to checked Parquet: a build beside the usual way, in interleaved rounds.

    python bench/build.py FOLDER --rows 1000000 --rounds 3

What is counted is what `run.py` counts: user and system time, and the most memory. A build checks all
rules, validates every table and writes every table of a release; the peers write one table, or four.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from run import HERE, OURS, PEERS

BUILD = {
    "claimbook": "claimbook build: all tables of a release, the wide one too",
    "pydantic_nested_parquet": "Pydantic, dicts, from_pylist: four tables of the nested lines",
    "pydantic_flat_parquet": "Pydantic, dicts, from_pylist: one table of the flat rows",
}


def measure(tool: str, folder: Path, python: Path) -> tuple[float, float]:
    """Run a tool once; return its processor time, and its memory in MiB."""
    command = [str(OURS), "build", "--out", str(folder / "dist")]
    if tool != "claimbook":
        command = [str(python), str(PEERS / f"{tool}.py"), str(folder)]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{tool} failed with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Make the table, run the rounds, print one row a tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the table is written; it is left there")
    parser.add_argument("tools", nargs="*", default=[*BUILD])
    parser.add_argument("--rows", type=int, default=100_000, help="figures, two a claim")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", type=Path, default=HERE / ".venv/bin/python")
    given = parser.parse_args()
    folder = given.folder.resolve()
    table = [sys.executable, str(HERE / "table.py"), str(folder), str(given.rows), "--bad", "0"]
    subprocess.run(table, check=True)
    measured: dict[str, list[tuple[float, float]]] = {tool: [] for tool in given.tools}
    for _ in range(given.rounds):
        for tool, found in measured.items():
            found.append(measure(tool, folder, given.python))
    least = {tool: min(seconds for seconds, _ in found) for tool, found in measured.items()}
    most = {tool: max(memory for _, memory in found) for tool, found in measured.items()}
    ours = (least.get("claimbook", 1.0), most.get("claimbook", 1.0))
    for tool, seconds in least.items():
        print(
            f"| {tool} | {given.rows} | {seconds:.2f} | {seconds / ours[0]:.2f}"
            f" | {most[tool]:.0f} | {most[tool] / ours[1]:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
