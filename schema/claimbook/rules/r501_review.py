"""R501: what a program recorded is accepted by a person, or not at all."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.claim import Claim
from claimbook.records.review import Review
from claimbook.rules.rule import Finding, Rule, Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for accepted machine claims without an accepting review."""
    accepted = {
        entry.record.target
        for entry in dataset.table("reviews")
        if isinstance(entry.record, Review) and entry.record.decision != "rejected"
    }
    for entry, claim in dataset.each(Claim):
        machine = claim.origin == "machine"
        if machine and claim.status == "accepted" and claim.id not in accepted:
            yield Finding(Spot(entry, ("status",)), f"nobody reviewed `{claim.id}`")


RULE = Rule(
    code="R501",
    severity="error",
    scope="dataset",
    title="A machine's record is accepted only with a reviewer's decision.",
    why="A release is what people answer for.",
    help="set `status: unreviewed`, or add the decision to dataset/reviews/",
    example=None,
    check=check,
)
