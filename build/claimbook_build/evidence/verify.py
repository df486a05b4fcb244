"""Verifying evidence: does every span still stand where the record says, in the text at hand?

Cells of tables are counted beside the spans: a text can neither confirm nor refute them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from claimbook.anchors import cells
from claimbook.dataset import Dataset, Entry
from claimbook.diagnostic import Severity
from claimbook.records.document import Document
from claimbook.records.evidence import Evidence
from claimbook.rules.catalogue import BY_CODE
from claimbook.rules.rule import Finding, Spot
from claimbook.values.evidence import hash_span, parse_locator
from claimbook.values.number_token import number_tokens
from claimbook_build.evidence.texts import Matched, SourceText, find

State = Literal["in_place", "moved", "lost", "ambiguous", "not_checkable"]
STATES: tuple[State, ...] = ("in_place", "moved", "lost", "ambiguous", "not_checkable")

_WITHOUT_TEXT = ("R601", "R607", "R609")
"""Rules on spans that need no text; where they fail, spans in place would prove nothing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one span, or of one cell.

    Attributes:
        entry: Where its line stands in a spans file; of a cell, the record that names it.
        line: The line.
        state: Where its words stand now; `not_checkable` without the text, and of every cell.
        start: First code point of the words in the text at hand; None when they are not found.
    """

    entry: Entry
    line: Evidence
    state: State
    start: int | None = None


def verify(dataset: Dataset, matched: Matched) -> tuple[Checked, ...]:
    """Look for every span of the dataset in the text of its document; tell of every cell."""
    spans = (_check(entry, line, matched) for entry, line in dataset.each(Evidence))
    named = (Checked(cell.entry, cell.line, "not_checkable") for cell in cells(dataset))
    return (*spans, *named)


def _check(entry: Entry, line: Evidence, matched: Matched) -> Checked:
    source = matched.texts.get(line.document)
    if source is None or line.selector != "text":
        return Checked(entry, line, "not_checkable")
    found = find(source.text, line)
    return Checked(entry, line, found.state, found.start)


def findings(
    dataset: Dataset, matched: Matched, checked: tuple[Checked, ...]
) -> Iterator[tuple[str, Finding]]:
    """Yield every finding of a verification with the code of its rule."""
    for code in _WITHOUT_TEXT:
        yield from ((code, finding) for finding in BY_CODE[code].check(dataset))
    for one in checked:
        yield from (("R602", finding) for finding in _span(one, matched))
    parts = Counter(one.line.document for one in checked)
    for entry, document in dataset.each(Document):
        source = matched.texts.get(entry.key)
        if document.is_table:
            message = f"a table: {_count(parts[entry.key], 'cell')} not checkable from a text"
            help_ = "look each up in the table itself, by its row and its column"
            yield "R602", Finding(Spot(entry, ("id",)), message, help_, "info")
        elif source is None:
            message = f"the text is not at hand: {_count(parts[entry.key], 'span')} not checkable"
            yield "R602", Finding(Spot(entry, ("id",)), message, "put it into DIR", "info")
        else:
            yield from (("R602", finding) for finding in _fingerprint(entry, document, source))
            yield from (("R608", finding) for finding in uncounted(entry, document, source))


def _count(count: int, what: str) -> str:
    return f"1 {what} is" if count == 1 else f"{count:,} {what}s are"


def _span(one: Checked, matched: Matched) -> Iterator[Finding]:
    spot, record = Spot(one.entry), one.line.record
    span = f"{one.line.span_start}-{one.line.span_end}"
    if one.state == "lost":
        yield Finding(spot, f"the span {span} of `{record}` is lost: its words stand nowhere")
    elif one.state == "ambiguous":
        yield Finding(spot, f"the span {span} of `{record}` is ambiguous: it stands several times")
    elif one.state == "moved":
        message = f"the span {span} of `{record}` moved to {one.start}"
        yield Finding(spot, message, severity="warning")
    elif one.state == "in_place":
        yield from _exact(one, matched.texts[one.line.document].text)


def _exact(one: Checked, text: str) -> Iterator[Finding]:
    """Compare what a span that is in place carries beside its own hash."""
    line, spot = one.line, Spot(one.entry)
    start, end = line.span_start or 0, line.span_end or 0
    hashes = hash_span(text, start, end)
    if (line.prefix_sha256, line.suffix_sha256) != (hashes.prefix_sha256, hashes.suffix_sha256):
        message = f"what stands around the span of `{line.record}` changed"
        yield Finding(spot, message, severity="warning")
    first, last = line.number_start, line.number_end
    if first is None or last is None:
        return
    digest = sha256(text[first:last].encode()).hexdigest()
    if not start <= first < last <= end or digest != line.number_sha256:
        yield Finding(spot, f"the wording of `{line.record}` does not stand at {first}-{last}")


def _fingerprint(entry: Entry, document: Document, source: SourceText) -> Iterator[Finding]:
    """Compare fingerprints; another text is a warning, for its spans are what counts."""
    same = source.text_sha256 == document.text_sha256
    severity: Severity = "error" if same else "warning"
    if document.raw_sha256 != source.raw_sha256 and same:
        message = "the same text, in other bytes: line ends, marks or spaces differ"
        yield Finding(Spot(entry, ("raw_sha256",)), message, severity="info")
    if not same:
        message = f"the text at hand is another one: {source.text_sha256}"
        yield Finding(Spot(entry, ("text_sha256",)), message, severity="warning")
    if document.length != len(source.text):
        message = f"the text at hand has {len(source.text)} characters"
        yield Finding(Spot(entry, ("length",)), message, severity=severity)


def uncounted(entry: Entry, document: Document, source: SourceText) -> Iterator[Finding]:
    """Yield the numbers of a text that are not accounted for, and accounts of no number.

    They are errors in the text that was accounted for, and warnings in another one.
    """
    severity: Severity = "error" if source.text_sha256 == document.text_sha256 else "warning"
    there = {(token.start, token.end): token.text for token in number_tokens(source.text)}
    given = [(at.start, at.end) for at in (parse_locator(t.at) for t in document.coverage)]
    for at, span in enumerate(given):
        if span not in there:
            message = f"no number stands at {span[0]}-{span[1]}"
            yield Finding(Spot(entry, ("coverage", at, "at")), message, severity=severity)
    for (start, end), words in there.items():
        if (start, end) not in given:
            message = f"the number `{words}` at {start}-{end} is not accounted for"
            yield Finding(Spot(entry, ("id",)), message, severity=severity)


def count(checked: tuple[Checked, ...]) -> dict[State, int]:
    """Return how many spans are in each state, in the order of `STATES`."""
    counts = Counter(one.state for one in checked)
    return {state: counts[state] for state in STATES}
