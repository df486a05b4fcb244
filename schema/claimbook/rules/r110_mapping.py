"""R110: a mapping speaks of columns that it lists, and says what each of its figures counts."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.mapping.mapping import Mapping
from claimbook.mapping.sound import unsound
from claimbook.rules.rule import FileExample, Finding, Rule, Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look at every mapping."""
    for entry, mapping in dataset.each(Mapping):
        for loc, message, help_ in unsound(mapping):
            yield Finding(Spot(entry, loc), message, help_)


_GOOD = """month_of: day
id: shells
description: Shells fired a day, as the observers of the example count them
licence: MIT
origin: observers
slug: shells
key: [day]
columns:
  day:
    holds: date
    required: true
  shells:
    holds: count
claim:
  claimants: [act_velmaria]
  speech_act: asserts
  proposition: So many shells were fired on a day
  said_at:
    column: day
figures:
  - columns:
      shells: {}
    measure: missiles_launched
    unit: munition
"""

RULE = Rule(
    code="R110",
    severity="error",
    scope="record",
    title="A mapping speaks of columns that it lists, each holding what it is used for, and says "
    "what every figure counts.",
    why="A mapping with a name that no column has would read every table and find nothing in it.",
    help="list the column in `columns`, or mend its name",
    example=None,
    file_example=FileExample(
        "seeds/mappings/shells.yaml",
        _GOOD,
        "seeds/mappings/shells.yaml",
        _GOOD.replace("month_of: day", "month_of: date"),
    ),
    check=check,
)
