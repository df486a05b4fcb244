"""R501: what a program recorded is accepted by a person, or not at all."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.claim import Claim
from claimbook.records.review import Review
from claimbook.rules.rule import FileExample, Finding, Rule, Spot

_FILE = "dataset/machine/reader/2019-05.jsonl"
_LINE = (
    '{"id": "clm_2019-05_strike", "claimants": ["act_pdn"], "speech_act": "asserts", '
    '"proposition": "There was a strike", "evidence": ["0-4"], "origin": "machine", '
    '"status": "STATUS", "document": "doc_digest-2019-05-14"}\n'
)


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for accepted machine claims whose latest review, if any, does not accept them."""
    latest = {review.target: review.decision for _, review in dataset.each(Review)}
    for entry, claim in dataset.each(Claim):
        accepted = claim.origin == "machine" and claim.status == "accepted"
        if accepted and latest.get(claim.id) not in {"accepted", "edited"}:
            yield Finding(Spot(entry, ("status",)), f"nobody accepted `{claim.id}`")


RULE = Rule(
    code="R501",
    severity="error",
    scope="dataset",
    title="A machine's record is accepted only with a reviewer's decision.",
    why="A release is what people answer for.",
    help="set `status: unreviewed`, or add the decision to dataset/reviews/",
    example=None,
    file_example=FileExample(
        _FILE, _LINE.replace("STATUS", "unreviewed"), _FILE, _LINE.replace("STATUS", "accepted")
    ),
    check=check,
)
