"""Ours and the peers side by side: interleaved rounds, processor time, memory, exact rows.

    python bench/run.py FOLDER --rows 100000 --rounds 3 claimbook orjson pydantic

Every tool is a process of its own; what is counted is the user and system time of its whole tree, the
least of the rounds, and the most memory that any of its processes held.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
OURS = Path(sys.executable).with_name("claimbook")
_MIB = 1024

TOOLS = {
    "orjson": ("floor_orjson", "orjson, every line parsed and thrown away (the floor)"),
    "pydantic": ("pydantic_lines", "Pydantic, a strict model, a line each"),
    "duckdb": ("duckdb_json", "DuckDB SQL on the JSON text"),
    "pandera": ("pandera_polars", "pandera on polars, from JSON Lines"),
    "gx": ("gx_parquet", "Great Expectations on pandas, from Parquet"),
    "jsonschema": ("jsonschema_lines", "jsonschema, a row each"),
    "check-jsonschema": ("check_jsonschema", "check-jsonschema, one list"),
    "frictionless": ("frictionless_csv", "frictionless, from CSV"),
    "models": ("../own_models", "our own models, a line each, and no rule"),
    "pydantic-claims": ("pydantic_claims", "Pydantic, on the lines that ours reads"),
    "jsonschema-claims": ("jsonschema_claims", "jsonschema, on the lines that ours reads"),
    "check-jsonschema-claims": ("check_jsonschema_claims", "check-jsonschema, on those lines"),
}


@dataclass
class Measured:
    """What a tool needed and found.

    Attributes:
        seconds: Processor time of each round.
        memory: The most memory of any of its processes, in MiB.
        claims: The claims it found faulty.
    """

    seconds: list[float] = field(default_factory=list)
    memory: float = 0
    claims: set[int] = field(default_factory=set)


def command(tool: str, folder: Path, python: Path) -> list[str]:
    """Return how a tool is started."""
    if tool == "claimbook":
        return [str(OURS), "check", "dataset/machine", "--format", "json", "--exit-zero"]
    if tool == "models":
        return [sys.executable, str(HERE / "own_models.py"), str(folder)]
    return [str(python), str(PEERS / f"{TOOLS[tool][0]}.py"), str(folder)]


def measure(tool: str, folder: Path, python: Path, into: Measured) -> None:
    """Run a tool once."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            command(tool, folder, python), cwd=folder, stdout=out, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{tool} failed with {process.returncode}")
        into.seconds.append(used.ru_utime + used.ru_stime)
        into.memory = max(into.memory, used.ru_maxrss / _MIB)
        out.seek(0)
        text = out.read().decode()
    if tool == "claimbook":
        into.claims = {row["line"] - 1 for row in json.loads(text)}
    else:
        into.claims = set(json.loads(text.splitlines()[-1]))


def score(claims: set[int], truth: dict[int, str]) -> tuple[int, list[str], int]:
    """Return how many kinds were found in every place, which were not, and false findings."""
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    for at, kind in truth.items():
        kinds[kind].append(at in claims)
    # Of two claims with one id a tool may name either, or both.
    twins = {at - 1 for at, kind in truth.items() if kind == "id said twice"}
    missed = sorted(kind for kind, found in kinds.items() if not all(found))
    return len(kinds) - len(missed), missed, len(claims - set(truth) - twins)


def main() -> None:
    """Make the table, run the rounds, print one row a tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the table is written; it is left there")
    parser.add_argument("tools", nargs="*", default=["claimbook", *TOOLS])
    parser.add_argument("--rows", type=int, default=100_000, help="figures, two a claim")
    parser.add_argument("--bad", type=float, default=0.001)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", type=Path, default=HERE / ".venv/bin/python")
    given = parser.parse_args()
    folder = given.folder.resolve()
    table = [sys.executable, str(HERE / "table.py"), str(folder), str(given.rows)]
    subprocess.run([*table, "--bad", str(given.bad)], check=True)
    if "gx" in given.tools:
        convert = [str(given.python), str(PEERS / "to_parquet.py"), str(folder)]
        subprocess.run(convert, check=True)
    export = [str(OURS), "schema", "export", str(folder / "schemas")]
    subprocess.run(export, check=True, stdout=subprocess.DEVNULL)
    truth = {int(at): kind for at, kind in json.loads((folder / "truth.json").read_text()).items()}
    measured = {tool: Measured() for tool in given.tools}
    for _ in range(given.rounds):
        for tool, into in measured.items():
            measure(tool, folder, given.python, into)
    ours = min(measured["claimbook"].seconds) if "claimbook" in measured else 1.0
    for tool, found in measured.items():
        least = min(found.seconds)
        kinds, missed, false = score(found.claims, truth)
        print(
            f"| {tool} | {given.rows} | {least:.2f} | {least / ours:.2f} | {found.memory:.0f}"
            f" | {kinds} of {len(set(truth.values()))} | {false} | {', '.join(missed)} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
