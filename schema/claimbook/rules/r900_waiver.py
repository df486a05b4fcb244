"""R900: a waiver has its reason, and goes when its rule no longer fires."""

from claimbook.rules.rule import Example, Rule

RULE = Rule(
    code="R900",
    severity="error",
    scope="record",
    title="A waiver names a rule that may be waived, and that the record does break.",
    why="An exception that outlives its reason hides the next mistake.",
    help="delete the waiver",
    example=Example(
        "dataset/events/2031/evt_blockade-of-vesna.yaml",
        "place_precision: 6",
        "place_precision: 6\nwaive: [{rule: R702, because: the whole coast is meant}]",
    ),
)
