"""R705: an actor that there is only as part of a state says of which, and the state is there."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.actor import Actor
from claimbook.rules.rule import Example, Finding, Rule, Spot

OF_A_STATE = frozenset({"armed_force", "ministry"})
"""Kinds of actors that there are only as parts of a state."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for the state of every such actor that stands by itself."""
    states = {a.country for _, a in dataset.each(Actor) if a.kind == "state" and a.country}
    for entry, actor in dataset.each(Actor):
        if actor.kind not in OF_A_STATE or actor.part_of is not None:
            continue
        if actor.country is None:
            message = f"`{actor.id}` belongs to a state, and nothing says to which"
            yield Finding(Spot(entry, ("kind",)), message)
        elif actor.country not in states and not dataset.shadows:  # it may be the one unread
            message = f"no actor of kind state has the country {actor.country}"
            help_ = "add the state to seeds/reference/actors.yaml, and name it as the `part_of`"
            yield Finding(Spot(entry, ("country",)), message, help_)


RULE = Rule(
    code="R705",
    severity="error",
    scope="dataset",
    title="An armed force or a ministry is part of a body, or names the country of a known state.",
    why="Whose soldiers they are is the first question that is asked of a figure.",
    help="add `part_of:` with the state, or `country:` where the body above is not recorded",
    example=Example(
        "seeds/reference/actors.yaml",
        "kind: ministry\n    part_of: act_drosk\n",
        "kind: ministry\n",
    ),
    check=check,
    waivable=True,
)
