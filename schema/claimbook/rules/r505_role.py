"""R505: an office in which somebody speaks is one that the document gives that person."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.actor import Actor
from claimbook.records.claim import Claim
from claimbook.rules.rule import Example, Finding, Rule, Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for the role behind every `claimant_as`."""
    held = {
        (actor.id, role.role, role.document)
        for _, actor in dataset.each(Actor)
        for role in actor.roles
    }
    for entry, claim in dataset.each(Claim):
        office = claim.claimant_as
        names = [c for c in claim.claimants if isinstance(c, str)]
        unknown = dataset.shadows.intersection(names)
        if (
            office
            and not unknown
            and not held.intersection((name, office, entry.parent) for name in names)
        ):
            who = names[0] if names else "an unnamed voice"
            yield Finding(
                Spot(entry, ("claimant_as",)),
                f"nothing says that `{who}` is `{office}` in `{entry.parent}`",
                "add the role to the actor, with its document and evidence",
            )


RULE = Rule(
    code="R505",
    severity="error",
    scope="dataset",
    title="An office in which somebody speaks is among that actor's roles in that document.",
    why="Two documents may name two men for one post; both must be traceable.",
    help="add the role to seeds/reference/actors.yaml",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml",
        "claimant_as: act_office-velmaria-commander",
        "claimant_as: act_office-velmaria-president",
    ),
    check=check,
)
