"""R506: a claim says what is claimed; words may be missing only in silence."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.records.claim import Claim
from claimbook.rules.rule import Example, Finding, Rule, Spot

_SILENT = frozenset({"silent", "declines"})


def check(dataset: Dataset) -> Iterator[Finding]:
    """Hold claims without a proposition to silence, and silence to a claim it answers."""
    for entry, claim in dataset.each(Claim):
        if claim.proposition is None and claim.speech_act not in _SILENT:
            message = f"`{claim.id}` {claim.speech_act} something, and nothing says what"
            yield Finding(Spot(entry, ("speech_act",)), message, "add `proposition:`")
        if claim.speech_act in _SILENT and not (claim.responds_to or claim.about):
            message = "a silence about nothing"
            yield Finding(Spot(entry, ("speech_act",)), message, "add `responds_to:` or `about:`")
        if (claim.accused is not None) != (claim.speech_act == "accuses"):
            message = "`accused` and the speech act `accuses` go together"
            yield Finding(Spot(entry, ("speech_act",)), message, "add the one, or drop the other")


RULE = Rule(
    code="R506",
    severity="error",
    scope="record",
    title="A claim says what is claimed; only a silence has no words.",
    why="A claim without words cannot be confirmed, denied or compared.",
    help="add the proposition in your own words",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml",
        "speech_act: asserts\n    proposition: Missiles were fired at Velmaria, of which some",
        "speech_act: asserts\n    note: Missiles were fired at Velmaria, of which some",
    ),
    check=check,
)
