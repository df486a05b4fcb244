"""R503: what is not among our documents says so."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry, Loc
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.link import Link
from claimbook.rules.rule import Example, Finding, Rule, Spot


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
