"""R401: low <= best <= high."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.figure import Figure
from claimbook.rules.rule import Example, Finding, Rule, Spot

ROW = (
    "(low IS NULL OR best IS NULL OR low <= best)"
    " AND (best IS NULL OR high IS NULL OR best <= high)"
    " AND (low IS NULL OR high IS NULL OR low <= high)"
)
"""The rule as a row condition in the portable subset of SQL; what is null is let pass."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare the bounds that are typed."""
    for entry, figure in dataset.each(Figure):
        if not in_order(figure.low, figure.best, figure.high):
            bounds = f"low {figure.low}, best {figure.best}, high {figure.high}"
            name = "low" if figure.low is not None else "best"
            yield Finding(Spot(entry, (name,)), f"not in order: {bounds}")


def in_order(low: float | None, best: float | None, high: float | None) -> bool:
    """Whether the bounds that are there do not decrease.

    >>> in_order(5, None, 7), in_order(None, 8, 7), in_order(None, None, None)
    (True, False, True)
    """
    there = [value for value in (low, best, high) if value is not None]
    return there == sorted(there)


RULE = Rule(
    code="R401",
    severity="error",
    scope="field",
    title="The least value is not above the best, nor the best above the greatest.",
    why="A query for figures between two numbers misses one whose bounds are swapped.",
    help="leave the bounds out: they follow from the wording",
    example=Example(
        "dataset/statements/2019/doc_digest-2019-05-14.yaml",
        "low: 9\n        best: 9",
        "low: 12\n        best: 9",
    ),
    check=check,
)
