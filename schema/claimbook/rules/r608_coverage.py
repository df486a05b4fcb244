"""R608: every number token of a document is accounted for, once, in order."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.records.document import Document
from claimbook.records.evidence import Evidence
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.evidence import parse_locator


def check(dataset: Dataset) -> Iterator[Finding]:
    """Hold each token to one account, and a record's token to one of its spans."""
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for entry, line in dataset.each(Evidence):
        if line.span_start is not None and line.span_end is not None:
            key = (line.document, line.record)
            spans.setdefault(key, []).append((line.span_start, line.span_end))
    for entry in dataset.table("documents"):
        yield from _tokens(entry, spans)


def _tokens(entry: Entry, spans: dict[tuple[str, str], list[tuple[int, int]]]) -> Iterator[Finding]:
    document = entry.record
    assert isinstance(document, Document)  # noqa: S101 - the table's records are documents
    last = 0
    for at, token in enumerate(document.coverage):
        locator = parse_locator(token.at)
        spot = Spot(entry, ("coverage", at, "at"))
        if (token.record is None) == (token.reason is None):
            yield Finding(spot, "a token has either a `record` or a `reason`")
        if locator.start < last or locator.end > document.length:
            yield Finding(spot, f"the token at {token.at} is out of order, or outside the text")
        last = locator.end
        there = spans.get((document.id, token.record or ""), [])
        inside = any(start <= locator.start and locator.end <= end for start, end in there)
        if token.record is not None and token.record != document.id and not inside:
            yield Finding(spot, f"`{token.record}` has no span that holds {token.at}")


RULE = Rule(
    code="R608",
    severity="error",
    scope="dataset",
    title="Every number token of a document is accounted for: a record holds it, or it is none.",
    why="Only so can a reader know that a number was left out on purpose.",
    help="run `claimbook anchor --texts DIR`, which lists the tokens that are not accounted for",
    example=Example(
        "seeds/documents/doc_harbour-notes-2031-05-04.yaml",
        "reason: page_furniture",
        "reason: page_furniture, record: fig_hn-port-hits",
    ),
    check=check,
)
