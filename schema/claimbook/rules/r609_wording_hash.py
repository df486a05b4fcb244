"""R609: a wording is, letter by letter, what stood in the document when it was anchored."""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256

from claimbook.anchors import wordings
from claimbook.dataset import Dataset, Entry
from claimbook.records.document import Document
from claimbook.records.evidence import Evidence
from claimbook.records.figure import Figure
from claimbook.rules.doubled import doubled
from claimbook.rules.rule import Example, Finding, Rule, Spot
from claimbook.values.text import normalise


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare the hash of every wording with the one that its spans file keeps."""
    lines: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    twice = dataset.once(doubled)
    for _, line in dataset.each(Evidence):
        if line.record not in twice:
            lines[line.record, line.field].append(line)
    for words in wordings(dataset):
        known = [line.span_sha256 for line in lines[words.entry.key, words.field]]
        yield from _compare(words.entry, words.field, words.text, known)
    for entry, figure in dataset.each(Figure):
        there = lines[figure.id, "evidence"]
        known = [line.number_sha256 for line in there if line.number_sha256 is not None]
        yield from _compare(entry, "wording", figure.wording, known)
        if there and len(known) != 1 and there[0].document not in dataset.unproven:
            message = f"the wording stands in {len(known)} of the figure's spans, not in one"
            yield Finding(Spot(entry, ("wording",)), message)
    for entry, document in dataset.each(Document):
        if document.title is not None:
            known = [line.span_sha256 for line in lines[document.id, "title"]]
            yield from _compare(entry, "title", document.title, known)


def _compare(entry: Entry, field: str, text: str, known: list[str | None]) -> Iterator[Finding]:
    digest = sha256(normalise(text).text.encode()).hexdigest()
    if known and digest not in known:
        message = f"`{text}` is not what stood in the document when it was anchored"
        yield Finding(Spot(entry, (field,)), message)


RULE = Rule(
    code="R609",
    severity="error",
    scope="dataset",
    title="A wording, a date's words and a title are what stands in the document.",
    why="A digit changed in the wording would change the figure, and nothing else would notice.",
    help="restore the wording; if the document does say so, run `claimbook anchor --texts DIR`",
    example=Example(
        "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml",
        'wording: "82"',
        'wording: "83"',
    ),
    check=check,
)
