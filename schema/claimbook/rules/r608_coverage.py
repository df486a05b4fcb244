"""R608: every number token of a document is accounted for, once, in order."""

from collections import defaultdict
from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.diagnostic import Severity
from claimbook.records.document import Document
from claimbook.records.evidence import Evidence
from claimbook.rules.doubled import doubled
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.evidence import MAX_OFFSET, Locator, parse_locator
from claimbook.values.number_token import number_tokens
from claimbook.values.text import normalise


def check(dataset: Dataset) -> Iterator[Finding]:
    """Hold each token to one account, and a record's token to one of its spans."""
    spans: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for _, line in dataset.each(Evidence):
        if line.span_start is not None and line.span_end is not None:
            spans[line.document, line.record].append((line.span_start, line.span_end))
    twice = dataset.once(doubled)
    for entry, document in dataset.each(Document):
        if document.id in twice:
            continue
        last = 0
        for at, token in enumerate(document.coverage):
            locator = parse_locator(token.at)
            spot = Spot(entry, ("coverage", at, "at"))
            if (token.record is None) == (token.reason is None):
                yield Finding(spot, "a token has either a `record` or a `reason`")
            if locator.start < last or locator.end > _end(document):
                message = f"the token at {token.at} is out of order, or outside the text"
                yield Finding(spot, message)
            last = locator.end
            sure = token.record not in {document.id, *twice, *dataset.shadows}
            sure = sure and token.record not in dataset.elsewhere
            if token.record is not None and sure and document.id not in dataset.unproven:
                yield from _held(spot, token.record, locator, spans[document.id, token.record])
    yield from _figures(dataset)


def _end(document: Document) -> int:
    """Return where a document's text ends: that of a table before it begins."""
    if document.length is not None:
        return document.length
    return 0 if document.is_table else MAX_OFFSET  # R601 tells that the length is missing


def _figures(dataset: Dataset) -> Iterator[Finding]:
    """Look for figures whose number is not among the tokens of their document.

    A document of which no number at all is accounted for is somebody's work in progress: a warning.
    """
    begun = {document.id for _, document in dataset.each(Document) if document.coverage}
    listed = {
        (document.id, locator.start, locator.end)
        for _, document in dataset.each(Document)
        for locator in (parse_locator(token.at) for token in document.coverage)
    }
    twice = dataset.once(doubled)
    for _, line in dataset.each(Evidence):
        if line.record in twice or line.document in twice:
            continue
        found = dataset.get("figures", line.record)
        figure = dataset.figure(line.record)
        if line.number_start is None or found is None or figure is None:
            continue
        for token in number_tokens(normalise(figure.wording).text):
            at = (line.number_start + token.start, line.number_start + token.end)
            if (line.document, *at) not in listed and dataset.document(line.document):
                message = f"the number at {at[0]}-{at[1]} is not in the coverage of its document"
                gravity: Severity | None = None if line.document in begun else "warning"
                yield Finding(Spot(found, ("wording",)), message, severity=gravity)


def _held(
    spot: Spot, record: str, token: Locator, spans: list[tuple[int, int]]
) -> Iterator[Finding]:
    """Look for a span of a record that holds its token."""
    if not any(start <= token.start and token.end <= end for start, end in spans):
        yield Finding(spot, f"`{record}` has no span that holds {token.start}-{token.end}")


RULE = Rule(
    code="R608",
    severity="error",
    scope="dataset",
    title="Every number token of a document is accounted for: a record holds it, or it is none.",
    why="Only so can a reader know that a number was left out on purpose.",
    help="run `claimbook anchor --texts DIR`, which lists the tokens that are not accounted for",
    example=Example(
        "seeds/documents/doc_vd-2019-05-10-army-group.yaml",
        "{at: 1034-1036, record: fig_ag-missiles-fired}",
        "{at: 1034-1036, record: fig_ag-missiles-fired, reason: feed}",
    ),
    check=check,
)
