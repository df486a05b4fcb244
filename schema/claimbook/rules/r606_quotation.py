"""R606: of no document do the records repeat more words than its terms allow."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from claimbook.anchors import document_of, wordings
from claimbook.dataset import Dataset
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.figure import Figure
from claimbook.rules.doubled import doubled
from claimbook.rules.rule import Example, Finding, Rule, Spot


class Quoted(NamedTuple):
    """What is repeated from a document.

    Attributes:
        chars: Characters of all words together.
        longest: Characters of the longest of them.
        spot: Where these stand.
    """

    chars: int
    longest: int
    spot: Spot


def check(dataset: Dataset) -> Iterator[Finding]:
    """Add up the characters of all that is repeated from a document as it is printed."""
    into: dict[str, Quoted] = {}
    add_quoted(dataset, into)
    yield from beyond_limits(dataset, into)


def limit_of(document: Document) -> int | None:
    """Return how many characters may be repeated from a document; None where nothing is said."""
    return document.quotation_limit_chars


def add_quoted(dataset: Dataset, into: dict[str, Quoted]) -> None:
    """Add to what is repeated, by document, what the records of a dataset repeat.

    More records can be added, from one dataset after the other: none needs to be held for that.
    """
    for document, text, spot in _quotations(dataset):
        known = into.get(document)
        if known is None:
            into[document] = Quoted(len(text), len(text), spot)
        else:
            longest = max((known.longest, known.spot), (len(text), spot), key=_length)
            into[document] = Quoted(known.chars + len(text), *longest)


def beyond_limits(dataset: Dataset, quoted: Mapping[str, Quoted]) -> Iterator[Finding]:
    """Hold what is repeated to the limits of the documents of a dataset."""
    twice = dataset.once(doubled)
    for entry, record in dataset.each(Document):
        limit, found = limit_of(record), quoted.get(record.id)
        if limit is None or found is None or record.id in twice:
            continue  # of two documents of one name nobody knows which is repeated
        if found.chars > limit:
            yield Finding(
                Spot(entry, ("quotation_limit_chars",)),
                f"{found.chars} characters of `{record.id}` are repeated, {limit} allowed",
                related=(found.spot,),
            )


def _length(found: tuple[int, Spot]) -> int:
    return found[0]


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
