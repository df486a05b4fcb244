"""R502: a headline that its body contradicts is flagged, and a flag has its reason."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.link import Link
from claimbook.rules.rule import Example, Finding, Rule, Spot

_FLAG = {"title": "headline_contradicts_body", "summary": "summary_contradicts_body"}


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare contradictions of headlines and bullets with their documents' flags."""
    for entry, link in _contradictions(dataset):
        for key, other in ((link.subject, link.object), (link.object, link.subject)):
            yield from _flagged(dataset, entry, key, other)
    for entry, claim in dataset.each(Claim):
        if claim.region == "title" and claim.about and _alone(dataset, claim):
            message = f"only a headline speaks of `{claim.about[0]}`"
            yield Finding(Spot(entry, ("region",)), message, "look for it in the body")


def _contradictions(dataset: Dataset) -> Iterator[tuple[Entry, Link]]:
    for entry in dataset.table("links"):
        if isinstance(entry.record, Link) and entry.record.kind == "contradicts":
            yield entry, entry.record


def _flagged(
    dataset: Dataset, entry: Entry, key: str | None, other: str | None
) -> Iterator[Finding]:
    claim, found = _claim(dataset, key), _claim(dataset, other)
    if claim is None or found is None or claim.parent != found.parent:
        return
    flag = _FLAG.get(str(getattr(claim.record, "region", None)))
    document = dataset.get("documents", claim.parent)
    if flag and document and isinstance(document.record, Document):
        if flag not in document.record.flags:
            message = f"`{document.key}` is not flagged {flag}"
            yield Finding(Spot(entry, ("kind",)), message, f"add `{flag}` to its flags")


def _claim(dataset: Dataset, key: str | None) -> Entry | None:
    figure = dataset.get("figures", key) if key else None
    return dataset.get("claims", figure.parent if figure else key or "")


def _alone(dataset: Dataset, claim: Claim) -> bool:
    return not any(
        isinstance(other.record, Claim)
        and other.record.region != "title"
        and set(other.record.about) & set(claim.about)
        for other in dataset.table("claims")
    )


RULE = Rule(
    code="R502",
    severity="warning",
    scope="dataset",
    title="A headline never stands alone, and is flagged where the body contradicts it.",
    why="Headlines are written by others than the report, and are what people remember.",
    help="record what the body says, link the two, flag the document",
    example=Example(
        "seeds/documents/doc_harbour-notes-2031-05-04.yaml",
        "flags: [headline_contradicts_body]",
        "flags: [feed_in_text]",
    ),
    check=check,
    waivable=True,
)
