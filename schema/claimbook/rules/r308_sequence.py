"""R308: a daily series is written in the order of its days."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from claimbook.daily_series import Instalment, daily_series, name_of
from claimbook.dataset import Dataset
from claimbook.rules.rule import Example, Finding, Rule, Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare neighbours of one question in one file, or in the files of one program."""
    told: set[str] = set()
    for question, row in dataset.once(daily_series).items():
        written: defaultdict[str, list[Instalment]] = defaultdict(list)
        for one in row:
            written[_sheaf(one.counted.entry.path)].append(one)
        for before, after in (pair for sheaf in written.values() for pair in pairwise(sheaf)):
            claim = after.counted.claim.id
            if after.first < before.first and (
                claim not in told or claim == before.counted.claim.id
            ):
                told.add(claim)
                yield Finding(
                    Spot(after.counted.entry, (after.dated_by,)),
                    f"in `{name_of(question)}`, {after.first} is written after {before.first}",
                    related=(Spot(before.counted.entry, (before.dated_by,), "written before it"),),
                )


def _sheaf(path: str) -> str:
    """Return what is read in one go: a file, or a program's files, month by month."""
    return path.rpartition("/")[0] if path.endswith(".jsonl") else path


_STRIKES = """{}
        unit: strike
        affected: act_velmaria
        wording: "12"
        aggregation: snapshot
        period: "2019-05-{}\""""

RULE = Rule(
    code="R308",
    severity="error",
    scope="dataset",
    title="The numbers of a daily series stand in the order of their days.",
    why="A row out of order is mostly a mistyped date; and whoever reads the file line by line "
    "takes a difference between the wrong days.",
    help="mend the date, or move the record to its place",
    example=Example(
        "dataset/statements/2019/doc_digest-2019-05-14.yaml",
        _STRIKES.format("airstrikes", 14),
        _STRIKES.format("missile_strikes", 13),
    ),
    check=check,
)
