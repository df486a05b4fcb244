"""R601: a span lies within its text, a cell in a table. R607: the spans files are in step."""

from collections.abc import Iterator
from typing import NamedTuple

from claimbook.anchors import Pointer, cells, pointers, wordings
from claimbook.dataset import Dataset, Entry
from claimbook.records.document import Document
from claimbook.records.evidence import Evidence
from claimbook.rules.doubled import doubled
from claimbook.rules.rule import Example, Finding, Rule, Spot

_ANCHOR = "run `claimbook anchor --texts DIR`"
_FINGERPRINT = "run `claimbook evidence fingerprint FILE`, which writes all three"
_OF_TEXT = ("text_sha256", "normalization", "length")
_STATEMENTS = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare every span with the length of its text, and look for cells of what is no table."""
    twice = dataset.once(doubled)
    for entry, document in dataset.each(Document):
        yield from _fingerprint(entry, document)
    for pointer in pointers(dataset):
        if pointer.entry.key in twice or pointer.document in twice:
            continue  # nobody knows in which text
        into = dataset.document(pointer.document)
        if into is None:
            continue
        spot = Spot(pointer.entry, pointer.loc)
        if into.is_table and into.kind == "dataset":
            message = f"a span, but `{into.id}` is a table and has no text"
            yield Finding(spot, message, "name a cell: ROW#COLUMN")
        elif into.length is not None and pointer.end > into.length:
            yield Finding(spot, f"the span ends at {pointer.end}, the document at {into.length}")
    for cell in cells(dataset):
        into = dataset.document(cell.document)
        if into is not None and not into.is_table and not {cell.entry.key, into.id} & {*twice}:
            message = f"a cell, but `{into.id}` is a text and no table"
            yield Finding(Spot(cell.entry, cell.loc), message, "point at a span: START-END")


def _fingerprint(entry: Entry, document: Document) -> Iterator[Finding]:
    """Look for a text of which not all is known by which it is found again."""
    missing = [name for name in _OF_TEXT if getattr(document, name) is None]
    if len(missing) < len(_OF_TEXT) or document.kind != "dataset":
        for name in missing:
            message = f"`{name}` is missing: only a table (kind `dataset`) has no text"
            yield Finding(Spot(entry, ("id",)), message, _FINGERPRINT)


def check_step(dataset: Dataset) -> Iterator[Finding]:
    """Compare the spans that records give with the lines of the spans files, both ways."""
    lines: dict[_Span, Entry] = {}
    for entry, line in dataset.each(Evidence):
        if line.selector != "text":
            yield Finding(Spot(entry), "a cell has no line in a spans file", "delete the line")
            continue
        span = _Span(line.record, line.field, line.document, line.span_start, line.span_end)
        first = lines.setdefault(span, entry)
        if first is not entry:
            note = Spot(first, (), "first said here")
            yield Finding(Spot(entry), "the line of this span stands twice", related=(note,))
    twice = dataset.once(doubled)
    given = {_span(pointer): pointer for pointer in pointers(dataset)}
    worded = {(w.entry.key, w.field, w.document): w for w in wordings(dataset)}
    for key, pointer in given.items():
        unsure = key.document in dataset.unproven or key.record in twice
        if key not in lines and not unsure:
            message = f"no line of a spans file stands for {pointer.start}-{pointer.end}"
            yield Finding(Spot(pointer.entry, pointer.loc), message)
    there = {span[:3] for span in lines}
    for triple, words in worded.items():
        unsure = words.document in dataset.unproven or words.entry.key in twice
        into = dataset.document(words.document)
        if triple not in there and not unsure and not (into is not None and into.is_table):
            message = f"no line of a spans file stands for `{words.field}`"
            yield Finding(Spot(words.entry, (words.field,)), message)
    for span, entry in lines.items():
        unsure = span.record in twice or span.record in dataset.shadows
        stands = unsure or span.record in dataset.elsewhere or span in given or span[:3] in worded
        if not stands:
            message = f"`{span.record}` gives no {span.field} at {span.start}-{span.end}"
            yield Finding(Spot(entry), message)


class _Span(NamedTuple):
    record: str
    field: str
    document: str
    start: int | None
    end: int | None


def _span(pointer: Pointer) -> _Span:
    return _Span(pointer.entry.key, pointer.field, pointer.document, pointer.start, pointer.end)


RULE = Rule(
    code="R601",
    severity="error",
    scope="dataset",
    title="A span begins before it ends and lies within its text; a cell lies in a table.",
    why="A span outside its text, or a cell of what is no table, points at nothing.",
    help=_ANCHOR,
    example=Example(
        _STATEMENTS,
        "evidence: [1018-1095]",
        "evidence: [9018-9095]",
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
        _STATEMENTS,
        "evidence: [1018-1095]",
        "evidence: [1018-1094]",
    ),
    check=check_step,
)
