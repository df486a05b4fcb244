"""Check a published release as it is and as CSV: bench/verify.py RELEASE [--rounds 3].

`claimbook verify` compares every byte with the manifest, and every table's columns and rows;
`--logical` what the tables say, too. The tables' own schemas hold types, nulls, keys, codes and
patterns, as a build does before it writes. The peer reads the same release by its own
`datapackage.json`: from the Parquet files, and from the CSV of `claimbook export csv`. User and system
time of a process each, in turn, the least of the rounds; and how many faults each finds in a release
that has none. It needs `bench/.venv` (`make bench/.venv`).
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

from claimbook.derive.pandera import validate_table
from claimbook.derive.tables import tables
from run import HERE, OURS

PEER = """
import sys, frictionless
report = frictionless.validate(sys.argv[1])
told = report.flatten(["title", "fieldName", "type"])
print(len(told), *sorted({tuple(map(str, each)) for each in told})[:5], sep="\\n")
"""


def by_schemas(release: Path) -> None:
    """Hold every table to its schema, and print how many problems there are."""
    faults = 0
    for name, table in tables().items():
        faults += len(validate_table(pq.read_table(release / f"{name}.parquet"), table))
    print(faults)


def run(command: list[str]) -> tuple[float, str]:
    """Run a command; return its processor time, and what it printed."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode:
        raise SystemExit(f"{command[0]} failed with {process.returncode}:\n{text}")
    return used.ru_utime + used.ru_stime, text


def main() -> None:
    """Export, check in turn, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--schemas", action="store_true", help="only hold the tables to theirs")
    parser.add_argument("--python", default=str(HERE / ".venv/bin/python"), help="the peer's")
    given = parser.parse_args()
    if given.schemas:
        by_schemas(given.release)
        return
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "csv"
        subprocess.check_call([OURS, "export", "csv", "--release", given.release, "--out", out])
        (package,) = out.rglob("datapackage.json")
        asked = [given.python, "-c", PEER]
        ways = {
            "claimbook verify": [str(OURS), "verify", str(given.release)],
            "claimbook verify --logical": [str(OURS), "verify", str(given.release), "--logical"],
            "the tables' schemas": [sys.executable, __file__, str(given.release), "--schemas"],
            "frictionless, Parquet": [*asked, str(given.release / "datapackage.json")],
            "frictionless, CSV": [*asked, str(package)],
        }
        least = dict.fromkeys(ways, float("inf"))
        said = {}
        for _ in range(given.rounds):
            for way, command in ways.items():
                took, said[way] = run(command)
                least[way] = min(least[way], took)
    ours = least["claimbook verify"]
    for way, took in least.items():
        told = said[way].strip().splitlines()
        print(f"| {way} | {took:.2f} s | {took / ours:.1f} | {' / '.join(told)} |")


if __name__ == "__main__":
    main()
