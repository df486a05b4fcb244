"""R9: the check itself. R900: a waiver has its reason, and goes when its rule no longer fires."""

from claimbook.rules.rule import Example, Rule

RULE = Rule(
    code="R900",
    severity="error",
    scope="record",
    title="A waiver names a rule that may be waived, and that the record does break.",
    why="An exception that outlives its reason hides the next mistake.",
    help="delete the waiver",
    example=Example(
        "dataset/events/2019/evt_barrage-on-velmaria-2019-05-10.yaml",
        "place_precision: 6",
        "place_precision: 6\nwaive: [{rule: R702, because: the whole coast is meant}]",
    ),
)

INTERNAL_RULE = Rule(
    code="R999",
    severity="error",
    scope="dataset",
    title="A check comes to a verdict, whatever it is given.",
    why="A tool that breaks says nothing about the data; the fault is ours, not the record's.",
    help="report it with the command and the file: it is a fault of claimbook",
    example=None,
)
