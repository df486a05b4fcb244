"""Mutation testing of our own code: which small mistakes in it do the tests notice?

PYTHONPATH=tests python -m mutants                every module
PYTHONPATH=tests python -m mutants wording edtf   some of them
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mutants.areas import AREAS, REPOSITORY, Area, areas
from mutants.session import Result, run
from mutants.source import mutants_of
from mutants.table import Row, markdown, on_page, row_of

_GOAL = 85
_SOURCES = REPOSITORY / "schema/claimbook"


def main() -> int:
    """Try the mutants, print the table, write what was asked for; 1 when a module is too low."""
    options = _options()
    os.chdir(REPOSITORY)
    rows: dict[str, Row] = {}
    missed: list[Result] = []
    for area in areas(options.areas):
        found = _tried(area, options)
        rows |= found[0]
        missed += found[1]
    sys.stdout.write(markdown(rows))
    if options.missed:
        options.missed.write_text("".join(map(_line, missed)), "utf-8")
    if options.page:
        options.page.write_text(on_page(options.page.read_text("utf-8"), rows), "utf-8")
    return int(any(row.score < _GOAL for row in rows.values()))


def _tried(area: Area, options: argparse.Namespace) -> tuple[dict[str, Row], list[Result]]:
    files = {path: list(mutants_of(path)) for path in area.files() if options.file in str(path)}
    again = _names(options.again) if options.again else None
    chosen = [
        mutant
        for mutants in files.values()
        for mutant in mutants[:: options.every]
        if options.only in mutant.name and (again is None or mutant.name in again)
    ]
    results = run(area, chosen, show=options.progress) if chosen else []
    return dict(_rows(files, results)), [r for r in results if r.missed]


def _rows(files, results):
    for path, mutants in files.items():
        modules = {mutant.module for mutant in mutants}
        own = [result for result in results if result.mutant.module in modules]
        if own:
            yield path.relative_to(_SOURCES).as_posix(), row_of(own, len(mutants))


def _names(path: Path) -> frozenset[str]:
    """Read the names of mutants from a file of those missed."""
    return frozenset(line.split("\t")[1] for line in path.read_text("utf-8").splitlines())


def _line(result: Result) -> str:
    mutant = result.mutant
    return f"{result.verdict}\t{mutant.name}\t{mutant.first}\t{mutant.before!r}\t{mutant.after!r}\n"


def _options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mutants", description=__doc__.split("\n")[0])
    known = ", ".join(area.name for area in AREAS)
    parser.add_argument("areas", nargs="*", metavar="MODULE", help=f"of {known}; all when none")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try every n-th alone")
    parser.add_argument("--file", default="", help="only files whose path holds this")
    parser.add_argument("--only", default="", help="only mutants whose name holds this")
    parser.add_argument(
        "--missed", type=Path, metavar="FILE", help="write those missed, one a line"
    )
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the table into a page")
    parser.add_argument("--again", type=Path, metavar="FILE", help="only those missed before")
    parser.add_argument("--progress", action="store_true", help="tell each verdict as it falls")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
