"""R501: what a program recorded is accepted by a person, or not at all."""

from collections.abc import Iterator, Mapping

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.review import Review, Sample
from claimbook.rules.rule import FileExample, Finding, Rule, Spot

_FILE = "dataset/machine/reader/2019-05.jsonl"
_LINE = (
    '{"id": "clm_2019-05_strike", "claimants": ["act_pdn"], "speech_act": "asserts", '
    '"proposition": "There was a strike", "evidence": ["0-4"], "origin": "machine", '
    '"status": "STATUS", "document": "doc_digest-2019-05-14"}\n'
)


ACCEPTING = frozenset({"accepted", "edited"})
"""Decisions by which somebody stands for a record."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look for accepted machine claims whose latest review, if any, does not accept them.

    A claim without a review of its own is accepted with its document: a review of that is one of
    all that a program recorded of it.
    """
    latest = dataset.once(decisions)
    for entry, claim in dataset.each(Claim):
        accepted = claim.origin == "machine" and claim.status == "accepted"
        if accepted and latest.get(claim.id, latest.get(entry.parent)) not in ACCEPTING:
            yield Finding(Spot(entry, ("status",)), f"nobody accepted `{claim.id}`")
    for entry, review in dataset.each(Review):
        if review.sample is not None:
            yield from _sample(entry, review.sample)


def decisions(dataset: Dataset) -> Mapping[str, str]:
    """Return the latest decision on each record that was reviewed; `Dataset.once` keeps it."""
    return {review.target: review.decision for _, review in dataset.each(Review)}


def _sample(entry: Entry, sample: Sample) -> Iterator[Finding]:
    """Hold the numbers of a sample to each other."""
    if sample.size > sample.population:
        message = f"{sample.size} records were looked at, of {sample.population}"
        yield Finding(Spot(entry, ("sample", "size")), message, "mend the numbers of the sample")
    if sample.faults > sample.size:
        message = f"{sample.faults} of the {sample.size} records looked at were wrong"
        yield Finding(Spot(entry, ("sample", "faults")), message, "mend the numbers of the sample")


RULE = Rule(
    code="R501",
    severity="error",
    scope="dataset",
    title="A machine's record is accepted only with a reviewer's decision.",
    why="A release is what people answer for.",
    help="set `status: unreviewed`, or add the decision, on it or on its document, to "
    "dataset/reviews/",
    example=None,
    file_example=FileExample(
        _FILE, _LINE.replace("STATUS", "unreviewed"), _FILE, _LINE.replace("STATUS", "accepted")
    ),
    check=check,
)
