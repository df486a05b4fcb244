"""R301: a date is one of our EDTF subset. R302: an interval is of one piece."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.edtf import parse_edtf

RULE = Rule(
    code="R301",
    severity="error",
    scope="field",
    title="A date is written in our EDTF subset; an instant carries its offset from UTC.",
    why="A time without an offset is another moment for every reader.",
    help="write 2022-10-10, 2022-10, 2022-10-10/2022-10-12 or 2022-10-10T11+03:00",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml",
        'wording: "82"\n        aggregation: cumulative\n        as_of: 2019-05-10T11+03:00',
        'wording: "82"\n        aggregation: cumulative\n        as_of: 2019-05-10T11',
    ),
)


def check_interval(dataset: Dataset) -> Iterator[Finding]:
    """Warn of intervals whose ends are known to different precision."""
    for entry, dated in dataset.dated:
        if dated.value is not None and parse_edtf(dated.value).mixed_precision:
            message = f"`{dated.value}` mixes precisions"
            yield Finding(Spot(entry, (dated.field,)), message)


INTERVAL_RULE = Rule(
    code="R302",
    severity="warning",
    scope="record",
    title="Both ends of an interval are known to the same precision.",
    why="The bounds of 2022-10/2022-11-03 say more than anybody said.",
    help="write both ends as days, or both as months",
    example=Example(
        "dataset/events/2019/evt_liberation-of-settlements-2019-04.yaml",
        "happened: 2019-04-13/2019-05-13",
        "happened: 2019-04/2019-05-13",
    ),
    check=check_interval,
    waivable=True,
)
