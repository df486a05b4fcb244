"""A change of some lines among many: what `check --base` takes beyond its start.

    python bench/changed_lines.py FOLDER --lines 1000000 --changed 5000 --rounds 3

The claims of `table.py`, two figures each, lie in the months of two programs. All but the hand-made
records is committed once; then some lines are changed, checked, and put back. What is counted is user
and system time of the whole tree of processes, git's as well, the least of the rounds.
"""

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from run import OURS
from table import MONTH, REPOSITORY, Table, _line

MONTHS = (*(f"2021-{month:02}" for month in range(4, 13)), "2022-01", "2022-02", MONTH)
PROGRAMS = ("alpha", "beta")
CHANGED = f"dataset/machine/alpha/{MONTHS[-2]}.jsonl"
BESIDE = f"dataset/machine/beta/{MONTHS[-2]}.jsonl"
GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@example.org")


def hand_made(folder: Path) -> Path:
    """Write a project of this repository's records, and no machine-made claim."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in ("seeds", "dataset"):
        shutil.copytree(REPOSITORY / part, folder / part)
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    return folder


def commit(folder: Path) -> None:
    """Make a project a repository with one commit."""
    subprocess.run([*GIT, "init", "--quiet", folder], check=True)
    subprocess.run([*GIT, "add", "--all"], cwd=folder, check=True)
    subprocess.run([*GIT, "commit", "--quiet", "--message", "base"], cwd=folder, check=True)


def fill(folder: Path, many: int, more: int) -> list[str]:
    """Write so many claims into the months of the programs; return more, for the month changed."""
    table = Table(folder, 1)
    each = many // (len(MONTHS) * len(PROGRAMS))
    lines = [_line(table.claim(at), "") for at in range(len(PROGRAMS) * each + more)]
    for at, program in enumerate(PROGRAMS):
        text = "".join(lines[at * each : (at + 1) * each])
        for month in MONTHS:
            path = folder / f"dataset/machine/{program}/{month}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_moved(text, month))
    return [_moved(line, MONTHS[-2]) for line in lines[len(PROGRAMS) * each :]]


def _moved(text: str, month: str) -> str:
    return text.replace(f"_{MONTH}_", f"_{month}_")


def put_behind(folder: Path, lines: list[str]) -> None:
    """Put lines behind a file."""
    with (folder / CHANGED).open("a") as file:
        file.writelines(lines)


def put_behind_two(folder: Path, lines: list[str]) -> None:
    """Put lines behind the files of both programs."""
    for path, some in ((CHANGED, lines[::2]), (BESIDE, lines[1::2])):
        with (folder / path).open("a") as file:
            file.writelines(some)


def edit(folder: Path, lines: list[str]) -> None:
    """Edit as many lines, all over a file; their identifiers stay."""
    old = (folder / CHANGED).read_text().splitlines(keepends=True)
    step = max(1, len(old) // len(lines))
    for at in range(0, min(len(old), step * len(lines)), step):
        old[at] = old[at].replace("Missiles were fired", "Some missiles were fired", 1)
    (folder / CHANGED).write_text("".join(old))


def take_away(folder: Path, lines: list[str]) -> None:
    """Take as many lines away, all over a file: whether others name them must be looked up."""
    old = (folder / CHANGED).read_text().splitlines(keepends=True)
    step = max(2, len(old) // len(lines))
    (folder / CHANGED).write_text("".join(x for at, x in enumerate(old) if at % step))


CHANGES: dict[str, Callable[[Path, list[str]], None]] = {
    "put behind one file": put_behind,
    "put behind two files": put_behind_two,
    "edited in one file": edit,
    "taken out of one file": take_away,
}


def seconds(folder: Path, *arguments: str) -> float:
    """Run a check and return the processor time of its tree; no finding is expected."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([OURS, "check", *arguments], cwd=folder, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(whole: Path, few: Path, lines: list[str]) -> Iterator[tuple[str, float]]:
    """Yield what each run of a round took."""
    yield "start: no machine-made claim", seconds(few)
    yield "start of --base", seconds(few, "--base", "HEAD")
    yield "all lines", seconds(whole)
    kept = {path: (whole / path).read_bytes() for path in (CHANGED, BESIDE)}
    for name, change in CHANGES.items():
        change(whole, lines)
        yield name, seconds(whole, "--base", "HEAD")
        for path, data in kept.items():
            (whole / path).write_bytes(data)
        # As in a fresh clone: git knows again that they are as they were, and need not look.
        subprocess.run([*GIT, "update-index", "-q", "--refresh"], cwd=whole, check=True)


def main() -> None:
    """Make the projects, run the rounds, print one row a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the project is written; it is left there")
    parser.add_argument("--lines", type=int, default=1_000_000, help="claims, two figures each")
    parser.add_argument("--changed", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    whole = hand_made(given.folder.resolve())
    lines = fill(whole, given.lines, given.changed)
    commit(whole)
    least: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as temporary:
        few = hand_made(Path(temporary) / "few")
        commit(few)
        for _ in range(given.rounds):
            for name, took in measured(whole, few, lines):
                least[name] = min(took, least.get(name, took))
    start = least["start of --base"]
    for name, took in least.items():
        share = (took - start) / (least["all lines"] - start)
        print(f"| {name} | {took:.2f} | {took - start:.2f} | {share:.3f} |")


if __name__ == "__main__":
    main()
