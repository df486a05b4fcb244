"""R503: what is not among our documents says so. R504: words may be missing only in silence."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry, Loc
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.link import Link
from claimbook.rules.rule import Example, Finding, Rule, Spot

_SILENT = frozenset({"silent", "declines"})


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare every reference that may be missing with its `unseen`."""
    for entry, claim in dataset.each(Claim):
        for at, hop in enumerate(claim.chain):
            yield from _agree(entry, ("chain", at), "document", hop.document, hop.unseen)
        for at, response in enumerate(claim.responds_to):
            yield from _agree(entry, ("responds_to", at), "claim", response.claim, response.unseen)
    for entry, document in dataset.each(Document):
        for at, made in enumerate(document.derived_from):
            yield from _agree(entry, ("derived_from", at), "origin", made.origin, made.unseen)
    for entry, link in dataset.each(Link):
        yield from _agree(entry, (), "object", link.object, link.unseen)


def _agree(
    entry: Entry, loc: Loc, name: str, there: str | None, unseen: bool | None
) -> Iterator[Finding]:
    if there is None and not unseen:
        message = f"no `{name}`, and nothing says that it is unseen"
        yield Finding(Spot(entry, loc), message, f"add `{name}:`, or `unseen: true`")
    if there is not None and unseen:
        yield Finding(Spot(entry, (*loc, "unseen")), f"`{name}` is given, so it is not unseen")


def check_words(dataset: Dataset) -> Iterator[Finding]:
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
    code="R503",
    severity="error",
    scope="dataset",
    title="What a record rests on is among our records, or is marked as unseen.",
    why="A chain that breaks off in silence looks shorter, and surer, than it is.",
    help="add `unseen: true`",
    example=Example(
        "dataset/statements/2019/doc_pdn-ruzhenian-troops-soon.yaml",
        "{actor: act_drosk-defence-ministry, relation: cites, unseen: true}",
        "{actor: act_drosk-defence-ministry, relation: cites}",
    ),
    check=check,
)

WORDS_RULE = Rule(
    code="R504",
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
    check=check_words,
)
