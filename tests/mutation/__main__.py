"""The whole mutation test: every scalar of every file of a dataset.

PYTHONPATH=tests python -m mutation            the dataset, with texts if CLAIMBOOK_TEXTS names them
PYTHONPATH=tests python -m mutation --example  the example dataset, with its texts
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from claimbook_build.project import find_project
from example_project import EXAMPLE, TEXTS, assemble
from mutation import floors
from mutation.known import known
from mutation.table import Counts, markdown, summary
from mutation.whole import Job, Result, whole


def main() -> int:
    """Run, print the table, compare it with the floors; 1 if a field is below its own."""
    options = _options()
    began = time.perf_counter()
    release = find_project(options.root).release
    if options.example:
        with tempfile.TemporaryDirectory() as folder:
            root = assemble(Path(folder) / "project")
            job = Job(root, release, TEXTS, options.all_positions, own_files(root))
            result = whole(job, options.processes)
    else:
        only = tuple(options.only or [""])
        job = Job(options.root, release, options.texts, options.all_positions, only)
        result = whole(job, options.processes)
        if options.only and options.pages:
            result.table = {**known(options.pages / "mutation/fields.md"), **result.table}
    runs = ["example"] if options.example else ["check", *(["texts"] if options.texts else [])]
    return _report(result, runs, options, time.perf_counter() - began)


def own_files(root: Path) -> tuple[str, ...]:
    """Return the example's own files: those it shares with the dataset are judged there."""
    found = (path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*"))
    return tuple(sorted(path for path in found if (root / path).is_file()))


def _report(result: Result, runs: list[str], options: argparse.Namespace, seconds: float) -> int:
    texts = runs != ["check"]
    tables = {
        "mutation.md": summary(result.table, texts=texts),
        "mutation/fields.md": markdown(result.table, texts=texts),
    }
    text = "\n".join(tables.values())
    total = sum((counts for counts in result.table.values()), start=Counts())
    each = f"{1000 * result.seconds / max(total.mutants, 1):.1f} ms of one processor each"
    sys.stdout.write(f"{text}\n{total.mutants} mutants in {seconds:.0f} s, {each}\n")
    for name, table in tables.items() if options.pages else ():
        page = options.pages / name
        page.write_text(between(page.read_text("utf-8"), table), "utf-8")
    if options.missed:
        options.missed.write_text("".join(f"{line}\n" for line in result.missed), "utf-8")
    if options.write_floors:
        for run in runs:
            floors.write(run, result.table)
    low = [line for run in runs for line in floors.too_low(result.table, run, sample=False)]
    sys.stdout.write("".join(f"below its floor: {line}\n" for line in low))
    return 1 if low else 0


def between(page: str, table: str) -> str:
    r"""Put a table between a page's marks.

    >>> between("a\n<!-- table -->\nold\n<!-- end of table -->\nb\n", "new\n")
    'a\n<!-- table -->\n\nnew\n\n<!-- end of table -->\nb\n'
    """
    before, mark, rest = page.partition("<!-- table -->\n")
    end = "<!-- end of table -->"
    return f"{before}{mark}\n{table}\n{end}{rest.partition(end)[2]}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__.split("\n")[0])
    given = os.environ.get("CLAIMBOOK_TEXTS")
    parser.add_argument("--example", action="store_true", help="the example dataset")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="folder above seeds/")
    parser.add_argument(
        "--texts", type=Path, default=Path(given) if given else None, help="folder of source texts"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--only",
        action="append",
        help="only files whose path begins so (may be given again); with --pages the fields of "
        "other record types stay as they are, so name all the files of a record type",
    )
    parser.add_argument(
        "--all-positions", action="store_true", help="every position of every scalar, not one"
    )
    parser.add_argument("--pages", type=Path, help="put the tables into the pages of this folder")
    parser.add_argument("--missed", type=Path, help="list what was not caught at its line here")
    parser.add_argument(
        "--write-floors", action="store_true", help="write tests/mutation/floors.csv"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
