"""R601: a span lies within its document. R607: and the spans files are in step with the records."""

from collections.abc import Iterator

from claimbook.anchors import Pointer, pointers, wordings
from claimbook.dataset import Dataset, Entry
from claimbook.records.evidence import Evidence
from claimbook.rules.rule import Example, Finding, Rule, Spot

_ANCHOR = "run `claimbook anchor --texts DIR`"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare every locator with the length of its document."""
    for pointer in pointers(dataset):
        document = dataset.document(pointer.document)
        if document is not None and pointer.end > document.length:
            message = f"the span ends at {pointer.end}, the document at {document.length}"
            yield Finding(Spot(pointer.entry, pointer.loc), message)


def check_step(dataset: Dataset) -> Iterator[Finding]:
    """Compare the spans that records give with the lines of the spans files, both ways."""
    lines = {_line_key(entry.record): entry for entry in dataset.table("evidence")}
    given = {_key(pointer): pointer for pointer in pointers(dataset)}
    for key, pointer in given.items():
        if key not in lines:
            message = f"no line of a spans file stands for {pointer.start}-{pointer.end}"
            yield Finding(Spot(pointer.entry, pointer.loc), message, _ANCHOR)
    worded = {(w.entry.key, w.field, w.document): w for w in wordings(dataset)}
    there = {(key[0], key[1], key[2]) for key in lines}
    for triple, words in worded.items():
        if triple not in there:
            message = f"no line of a spans file stands for `{words.field}`"
            yield Finding(Spot(words.entry, (words.field,)), message, _ANCHOR)
    for key, entry in lines.items():
        if key not in given and (key[0], key[1], key[2]) not in worded:
            yield from _orphan(dataset, entry)


def _orphan(dataset: Dataset, entry: Entry) -> Iterator[Finding]:
    line = entry.record
    assert isinstance(line, Evidence)  # noqa: S101 - the table's records are evidence
    if line.record in dataset.shadows:
        return
    span = f"{line.span_start}-{line.span_end}"
    yield Finding(Spot(entry), f"`{line.record}` gives no {line.field} at {span}", _ANCHOR)


def _key(pointer: Pointer) -> tuple[str, str, str, int | None, int | None]:
    field = "title" if pointer.loc[0] == "title_evidence" else "evidence"
    return (pointer.entry.key, field, pointer.document, pointer.start, pointer.end)


def _line_key(line: object) -> tuple[str, str, str, int | None, int | None]:
    assert isinstance(line, Evidence)  # noqa: S101 - the table's records are evidence
    return (line.record, line.field, line.document, line.span_start, line.span_end)


RULE = Rule(
    code="R601",
    severity="error",
    scope="dataset",
    title="A span begins before it ends and lies within its document.",
    why="A span outside its text points at nothing.",
    help=_ANCHOR,
    example=Example(
        "dataset/statements/2031/doc_harbour-notes-2031-05-04.yaml",
        "evidence: [SPAN:title-clause]",
        "evidence: [99990-99999]",
    ),
    check=check,
)

STEP_RULE = Rule(
    code="R607",
    severity="error",
    scope="dataset",
    title="Every span and every date's wording has its line in the spans file, and no other has.",
    why="The spans files hold the hashes by which a span is known; out of step they prove nothing.",
    help=_ANCHOR,
    example=Example(
        "dataset/statements/2031/doc_harbour-notes-2031-05-04.yaml",
        "evidence: [SPAN:title-clause]",
        "evidence: [1-9]",
    ),
    check=check_step,
)
