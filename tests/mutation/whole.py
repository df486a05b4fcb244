"""Judging the mutants of a dataset: all of them, or a sample, shared out among processes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Self

from mutation.mutants import mutants, number
from mutation.runner import Outcome, Runner
from mutation.scalars import Target, read_all, targets
from mutation.table import Counts, Field


@dataclass(frozen=True, slots=True)
class Job:
    """What to do.

    Attributes:
        root: The folder above `seeds/` and `dataset/`.
        release: The release that is being made, or None.
        texts: The source texts, or None.
        everywhere: Whether to change every position of a scalar, not one.
        only: Only files whose paths begin with one of these.
        part: Which of the parts is done here.
        parts: How many parts there are.
    """

    root: Path
    release: str | None
    texts: Path | None = None
    everywhere: bool = False
    only: tuple[str, ...] = ("",)
    part: int = 0
    parts: int = 1


@dataclass
class Result:
    """What came of it.

    Attributes:
        table: The counts by field.
        missed: A line for each mutant that was not caught at its line.
        seconds: Processor time.
    """

    table: defaultdict[Field, Counts] = field(default_factory=lambda: defaultdict(Counts))
    missed: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def __iadd__(self, other: Result) -> Self:
        """Add another's counts and lines."""
        for name, counts in other.table.items():
            self.table[name] += counts
        self.missed = sorted([*self.missed, *other.missed])
        self.seconds += other.seconds
        return self


def whole(job: Job, processes: int) -> Result:
    """Judge every mutant of a dataset in several processes."""
    if processes == 1:
        return every(job)
    jobs = [replace(job, part=part, parts=processes) for part in range(processes)]
    result = Result()
    # Processes that begin empty: a copy of this one could hold a lock that nobody opens.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for part in pool.map(every, jobs):
            result += part
    return result


def every(job: Job) -> Result:
    """Judge the mutants of every n-th scalar."""
    result, began = Result(), time.process_time()
    files = {p: data for p, data in read_all(job.root).items() if p.startswith(job.only)}
    with Runner(job.root, job.release, job.texts) as runner:
        for path, data in files.items():
            for target in list(targets(path, data))[job.part :: job.parts]:
                judge(runner, target, data, result, everywhere=job.everywhere)
    result.seconds = time.process_time() - began
    return result


def judge(
    runner: Runner, target: Target, data: bytes, result: Result, *, everywhere: bool = False
) -> None:
    """Judge the mutants of one scalar."""
    outcomes = [runner.judge(one) for one in mutants(target, data, everywhere=everywhere)]
    result.table[target.table, target.field] += Counts.of(outcomes)
    result.missed += [describe(data, one) for one in outcomes if one.both != "exact"]


def sample(found: Iterable[Target], size: int) -> list[Target]:
    """Return so many scalars of each field, always the same ones, in the order of the files."""
    fields: defaultdict[Field, list[tuple[int, int, Target]]] = defaultdict(list)
    for at, target in enumerate(found):
        rank = number(target.address, target.field, "sample")
        fields[target.table, target.field].append((rank, at, target))
    chosen = [one for group in fields.values() for one in sorted(group, key=_rank)[:size]]
    return [target for _, _, target in sorted(chosen, key=lambda one: one[1])]


def _rank(one: tuple[int, int, Target]) -> tuple[int, int]:
    return one[:2]


def describe(data: bytes, outcome: Outcome) -> str:
    """Return one line about a mutant."""
    mutant, target = outcome.mutant, outcome.mutant.target
    before, after = data.decode(), mutant.data.decode()
    end = target.end + len(after) - len(before)
    return (
        f"{target.path}:{mutant.line} {target.table}.{target.field} {mutant.kind} {outcome.both}"
        f" {outcome.code}: {before[target.start : target.end]} -> {after[target.start : end]}"
    )
