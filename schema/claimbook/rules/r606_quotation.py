"""R606: of no document do the records repeat more words than its terms allow."""

from collections import defaultdict
from collections.abc import Iterator

from claimbook.anchors import document_of, wordings
from claimbook.dataset import Dataset
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.figure import Figure
from claimbook.rules.doubled import doubled
from claimbook.rules.rule import Example, Finding, Rule, Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Add up the characters of all that is repeated from a document as it is printed."""
    quoted: defaultdict[str, int] = defaultdict(int)
    longest: dict[str, tuple[int, Spot]] = {}
    for document, text, spot in _quotations(dataset):
        quoted[document] += len(text)
        if len(text) > longest.get(document, (0, spot))[0]:
            longest[document] = (len(text), spot)
    twice = dataset.once(doubled)
    for entry, record in dataset.each(Document):
        if record.id in twice:
            continue  # nobody knows which of the two is repeated
        limit = record.quotation_limit_chars
        if limit is not None and quoted[record.id] > limit:
            yield Finding(
                Spot(entry, ("quotation_limit_chars",)),
                f"{quoted[record.id]} characters of `{record.id}` are repeated, {limit} allowed",
                related=(longest[record.id][1],),
            )


def _quotations(dataset: Dataset) -> Iterator[tuple[str, str, Spot]]:
    """Yield the words of titles, dates, figures and counts of voices, each with its document."""
    note = "the longest of the words that are repeated"
    for words in wordings(dataset):
        yield words.document, words.text, Spot(words.entry, (words.field,), note)
    for entry, figure in dataset.each(Figure):
        yield document_of(dataset, entry), figure.wording, Spot(entry, ("wording",), note)
    for entry, document in dataset.each(Document):
        if document.title is not None:
            yield document.id, document.title, Spot(entry, ("title",), note)
    for entry, claim in dataset.each(Claim):
        for at, hop in enumerate(claim.chain):
            if hop.count is not None:
                yield entry.parent, hop.count, Spot(entry, ("chain", at, "count"), note)


RULE = Rule(
    code="R606",
    severity="error",
    scope="dataset",
    title="The words repeated from a document are together no longer than its terms allow.",
    why="We may point at a publisher's sentences; to carry them is a right that is not ours.",
    help="shorten the title or the wordings; the limit itself is what the document's terms say",
    example=Example(
        "seeds/documents/doc_ic-2019-05-14-secret-call-up.yaml",
        "quotation_limit_chars: 400",
        "quotation_limit_chars: 40",
    ),
    check=check,
)
