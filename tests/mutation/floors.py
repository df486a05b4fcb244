"""The share of mutants that a complete run caught at their line, for every field below 100 %.

`floors.csv` is written by `python -m mutation --write-floors` and by nobody else. A field that is
not in it is at 100 %.
"""

from __future__ import annotations

import csv
from math import comb
from pathlib import Path

from mutation.table import Counts, Field

PATH = Path(__file__).with_name("floors.csv")
HEADER = ("run", "record_type", "field", "caught", "mutants")
IMPROBABLE = 0.001

Floors = dict[Field, tuple[int, int]]
"""By field: how many mutants were caught, of how many."""


def read(run: str) -> Floors:
    """Return the floors of a run: `check`, `texts` or `example`."""
    with PATH.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["run"] == run]
    return {
        (row["record_type"], row["field"]): (int(row["caught"]), int(row["mutants"]))
        for row in rows
    }


def write(run: str, table: dict[Field, Counts]) -> None:
    """Put a run's floors in place of its old ones."""
    with PATH.open(encoding="utf-8", newline="") as stream:
        rows = [tuple(row) for row in csv.reader(stream)][1:]
    rows = [row for row in rows if row[0] != run]
    rows += [
        (run, *name, str(counts["exact"]), str(counts.total()))
        for name, both in table.items()
        for counts in [both.check if run == "check" else both.both]
        if counts["exact"] < counts.total()
    ]
    with PATH.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([HEADER, *sorted(rows)])


def fewest(mutants: int, floor: tuple[int, int] | None) -> int:
    """Return how many of a sample must be caught, so that fewer would be improbable.

    A sample may do worse than all by chance: fewer than this come about once in a thousand times
    if the share is what it was. At 100 % there is no chance in it.

    >>> fewest(12, None), fewest(12, (90, 100)), fewest(12, (0, 100))
    (12, 7, 0)
    """
    if floor is None:
        return mutants
    share, below = floor[0] / floor[1], 0.0
    for caught in range(mutants + 1):
        below += comb(mutants, caught) * share**caught * (1 - share) ** (mutants - caught)
        if below >= IMPROBABLE:
            return caught
    return mutants


def too_low(table: dict[Field, Counts], run: str, *, sample: bool) -> list[str]:
    """Return a line for every field that is below its floor."""
    floors, lines = read(run), []
    for name in sorted(table):
        counts = table[name].check if run == "check" else table[name].both
        floor = floors.get(name)
        total = counts.total()
        wanted = fewest(total, floor) if sample or floor is None else floor[0] * total / floor[1]
        if counts["exact"] < wanted:
            lines.append(
                f"{'.'.join(name)}: {counts['exact']} of {total}, at least {wanted} wanted"
            )
    return lines
