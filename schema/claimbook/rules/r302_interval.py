"""R302: an interval runs forwards, from one date to another of the same precision."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.edtf import parse_edtf


def check(dataset: Dataset) -> Iterator[Finding]:
    """Warn of intervals of two precisions, or of one date; reversed ones the models refuse."""
    for entry, dated in dataset.dated:
        if dated.value is None or "/" not in dated.value:
            continue
        interval, spot = parse_edtf(dated.value), Spot(entry, (dated.field,))
        if interval.mixed_precision:
            message = f"`{dated.value}` mixes precisions"
            yield Finding(spot, message, severity="warning")
        if interval.same_ends:
            message = f"`{dated.value}` begins and ends with the same date"
            yield Finding(spot, message, f"write `{interval.first}`", severity="warning")


RULE = Rule(
    code="R302",
    severity="error",
    scope="record",
    title="An interval does not end before it starts; its ends are two dates of one precision.",
    why="A reversed interval is a slip in one of its dates. The bounds of 2022-10/2022-11-03 say "
    "more than anybody said, and those of an interval of no length cannot be meant.",
    help="write both ends as days, or both as months; the earlier first",
    example=Example(
        "dataset/events/2019/evt_liberation-of-settlements-2019-04.yaml",
        "happened: 2019-04-13/2019-05-13",
        "happened: 2019-05-13/2019-04-13",
    ),
    check=check,
    waivable=True,
)
