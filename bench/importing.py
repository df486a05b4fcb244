"""A table becomes claims: `claimbook import` beside Pydantic, in interleaved rounds.

    python bench/importing.py FOLDER --rows 1000000 --rounds 3

Both read the same CSV of ten columns and write the same claims, with four figures a row where no cell is
empty: what they wrote is compared. Ours also looks for doubles, rows out of order, parts above their
wholes, and sources cited on days apart, knows where each cell stands, and reads the seeds first. What is
counted is what `run.py` counts: user and system time, and the most memory.
"""

import argparse
import csv
import hashlib
import json
import os
import random
import shutil
import subprocess
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from run import HERE, OURS, PEERS

DOCUMENT = "doc_bench-wide"
RECORD = """id: {id}
kind: dataset
publisher: act_ukraine-general-staff
time_zone: Europe/Kyiv
published: "2026-11-22"
language: en
media_type: text/csv
licence: MIT
raw_sha256: {hash}
status: live
"""
FIRST, DAYS = date(2022, 2, 24), 140
COLUMNS = (
    *("id", "date", "place", "killed", "injured", "launched", "destroyed", "model", "source"),
    "note",
)
MAPPING = """\
id: wide
description: A table of drawn numbers
licence: MIT
origin: wide
slug: wide
key: [id]
month_of: date
columns:
  id: {holds: text, required: true}
  date: {holds: date, required: true}
  place: {holds: text}
  killed: {holds: count}
  injured: {holds: count}
  launched: {holds: count}
  destroyed: {holds: count}
  model: {holds: code, values: {A: itm_missile, B: itm_drone, C: itm_missile}}
  source: {holds: address}
  note: {ignored: Words without a number}
claim:
  claimants: [act_ukraine-general-staff]
  speech_act: asserts
  proposition: {text: "Missiles and drones were fired at {place}"}
  said_at: {column: date}
figures:
  - columns:
      launched: {name: launched, measure: missiles_launched}
      destroyed: {measure: missiles_intercepted, of_which: launched}
    unit: munition
    item: {column: model}
    aggregation: snapshot
    period: {column: date}
  - columns:
      killed: {measure: killed}
      injured: {measure: wounded}
    unit: person
    aggregation: snapshot
    period: {column: date}
checks:
  order: date
  source: {column: source, date: date}
"""


def draw(path: Path, rows: int) -> None:
    """Write a table; it is the same each time."""
    drawn = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for at in range(rows):
            launched = drawn.randrange(1, 40)
            day = FIRST + timedelta(days=at * DAYS // rows)
            killed = drawn.randrange(9) or ""
            counts = (killed, drawn.randrange(50), launched, drawn.randrange(launched + 1))
            words = drawn.choice(("north", "south", "east")), drawn.choice("ABC")
            source = f"https://example.org/post/{at // 3}"
            table.writerow((f"r{at}", day, words[0], *counts, words[1], source, "some words"))


def enter(folder: Path) -> Path:
    """Make a project of this repository's records in which the table is a document; return it."""
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    for name in ("seeds", "dataset"):
        shutil.copytree(HERE.parent / name, project / name)
    found = hashlib.sha256((folder / "wide.csv").read_bytes()).hexdigest()
    record = RECORD.format(id=DOCUMENT, hash=found)
    (project / f"seeds/documents/{DOCUMENT}.yaml").write_text(record, encoding="utf-8")
    return project


def command(tool: str, folder: Path, python: Path) -> list[str]:
    """Return how a tool is started."""
    table, out = str(folder / "wide.csv"), str(folder / f"{tool}.jsonl")
    if tool == "claimbook":
        mapping = ["--mapping", str(folder / "wide.yaml"), "--document", DOCUMENT]
        return [str(OURS), "import", table, *mapping, "--out", out]
    return [str(python), str(PEERS / f"{tool}.py"), table, DOCUMENT, out]


def measure(tool: str, folder: Path, python: Path) -> tuple[float, float]:
    """Run a tool once; return its processor time, and its memory in MiB."""
    (folder / f"{tool}.jsonl").unlink(missing_ok=True)
    process = subprocess.Popen(
        command(tool, folder, python), cwd=folder / "project", stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{tool} failed with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def compare(folder: Path, tools: list[str], step: int) -> None:
    """Compare what the tools wrote, a line in every so many."""
    files = [(folder / f"{tool}.jsonl").open(encoding="utf-8") for tool in tools]
    for lines in islice(zip(*files, strict=True), 0, None, step):
        first, *others = map(json.loads, lines)
        if any(other != first for other in others):
            raise SystemExit(f"not the same claim: {first['id']}")


def main() -> None:
    """Make the table, run the rounds, print one row a tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the table is written; it is left there")
    parser.add_argument("tools", nargs="*", default=["claimbook", "pydantic_import"])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", type=Path, default=HERE / ".venv/bin/python")
    given = parser.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "wide.yaml").write_text(MAPPING, encoding="utf-8")
    draw(folder / "wide.csv", given.rows)
    enter(folder)
    measured: dict[str, list[tuple[float, float]]] = {tool: [] for tool in given.tools}
    for _ in range(given.rounds):
        for tool, found in measured.items():
            found.append(measure(tool, folder, given.python))
    compare(folder, given.tools, 97)
    ours = min(seconds for seconds, _ in measured["claimbook"])
    for tool, found in measured.items():
        least, most = min(seconds for seconds, _ in found), max(memory for _, memory in found)
        print(
            f"| {tool} | {given.rows} | {least:.2f} | {least / ours:.2f} | {most:.0f} |", flush=True
        )


if __name__ == "__main__":
    main()
