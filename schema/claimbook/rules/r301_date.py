"""R301: a date is one of our EDTF subset."""

from claimbook.rules.rule import Example, Rule

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
