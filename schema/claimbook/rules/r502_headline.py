"""R502: a headline that its body contradicts is flagged, and a flag has its reason."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.link import Link
from claimbook.rules.rule import Example, Finding, Rule, Spot

_FLAG = {"title": "headline_contradicts_body", "summary": "summary_contradicts_body"}


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare headlines with bodies: those that contradict, and those that stand alone."""
    for entry, link in dataset.each(Link):
        if link.kind == "contradicts":
            yield from _flagged(dataset, entry, link.subject, link.object)
            yield from _flagged(dataset, entry, link.object, link.subject)
    body = {
        event
        for _, claim in dataset.each(Claim)
        if claim.region != "title"
        for event in claim.about
    }
    for entry, claim in dataset.each(Claim):
        alone = claim.region == "title" and claim.about and body.isdisjoint(claim.about)
        if alone and not dataset.shadows:  # the body's claim may be one that could not be read
            message = f"only a headline speaks of `{claim.about[0]}`"
            yield Finding(Spot(entry, ("region",)), message, "look for it in the body")


def _flagged(
    dataset: Dataset, entry: Entry, key: str | None, other: str | None
) -> Iterator[Finding]:
    claim, found = _claim(dataset, key), _claim(dataset, other)
    if claim is None or found is None or claim.parent != found.parent:
        return
    flag = _FLAG.get(str(getattr(claim.record, "region", None)))
    document = dataset.document(claim.parent)
    if flag and document and flag not in document.flags:
        message = f"`{document.id}` is not flagged {flag}"
        yield Finding(Spot(entry, ("kind",)), message, f"add `{flag}` to its flags")


def _claim(dataset: Dataset, key: str | None) -> Entry | None:
    """Return the claim of that key, or the one that states the figure of that key."""
    figure = dataset.get("figures", key or "")
    return dataset.get("claims", figure.parent if figure else key or "")


RULE = Rule(
    code="R502",
    severity="warning",
    scope="dataset",
    title="A headline never stands alone, and is flagged where the body contradicts it.",
    why="Headlines are written by others than the report, and are what people remember.",
    help="record what the body says, link the two, flag the document",
    example=Example(
        "dataset/statements/2019/doc_pdn-ruzhenian-troops-soon.yaml",
        "region: body",
        "region: title",
    ),
    check=check,
    waivable=True,
)
