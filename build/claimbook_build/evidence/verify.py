"""Verifying evidence: does every span still stand where the record says, in the text at hand?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from claimbook.dataset import Dataset, Entry
from claimbook.records.document import Document
from claimbook.records.evidence import Evidence
from claimbook.rules.rule import Finding, Spot
from claimbook.values.evidence import Found, SpanHashes, find_span, hash_span, parse_locator
from claimbook.values.number_token import number_tokens
from claimbook_build.evidence.texts import Matched, SourceText

State = Literal["in_place", "moved", "lost", "ambiguous", "not_checkable"]
STATES: tuple[State, ...] = ("in_place", "moved", "lost", "ambiguous", "not_checkable")


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one span.

    Attributes:
        entry: The line of the spans file.
        state: Where its words stand now; `not_checkable` without the text.
        start: First code point of the words in the text at hand; None when they are not found.
    """

    entry: Entry
    state: State
    start: int | None = None

    @property
    def line(self) -> Evidence:
        """The line itself."""
        assert isinstance(self.entry.record, Evidence)  # noqa: S101 - the table's records
        return self.entry.record


def verify(dataset: Dataset, matched: Matched) -> tuple[Checked, ...]:
    """Look for every span of the dataset in the text of its document."""
    return tuple(_check(entry, matched) for entry in dataset.table("evidence"))


def _check(entry: Entry, matched: Matched) -> Checked:
    line = entry.record
    assert isinstance(line, Evidence)  # noqa: S101 - the table's records are evidence
    source = matched.texts.get(line.document)
    if source is None or line.selector != "text":
        return Checked(entry, "not_checkable")
    found = find(source.text, line)
    return Checked(entry, found.state, found.start)


def find(text: str, line: Evidence) -> Found:
    """Look for one span in a text; a line without offsets or hashes is lost."""
    hashes = (line.span_sha256, line.prefix_sha256, line.suffix_sha256)
    start, end = line.span_start, line.span_end
    if start is None or end is None or end <= start or None in hashes:
        return Found("lost", None, ())
    return find_span(text, start, end - start, SpanHashes(*(h or "" for h in hashes)))


def findings(dataset: Dataset, matched: Matched) -> Iterator[tuple[str, Finding]]:
    """Yield every finding of a verification with the code of its rule."""
    for checked in verify(dataset, matched):
        yield from _span(checked, matched)
    for entry in dataset.table("documents"):
        source = matched.texts.get(entry.key)
        if source is not None:
            yield from _fingerprint(entry, source)
            yield from _tokens(entry, source)


def _span(checked: Checked, matched: Matched) -> Iterator[tuple[str, Finding]]:
    line, spot = checked.line, Spot(checked.entry)
    span = f"{line.span_start}-{line.span_end}"
    if checked.state in {"lost", "ambiguous"}:
        words = "is lost" if checked.state == "lost" else "stands at several places"
        yield "R602", Finding(spot, f"the span {span} of `{line.record}` {words}")
    elif checked.state == "moved":
        message = f"the span {span} of `{line.record}` moved to {checked.start}"
        yield "R602", Finding(spot, message, severity="warning")
    elif checked.state == "in_place":
        yield from _exact(checked, matched.texts[line.document])


def _exact(checked: Checked, source: SourceText) -> Iterator[tuple[str, Finding]]:
    """Compare what a span that is in place carries beside its own hash."""
    line = checked.line
    assert line.span_start is not None  # noqa: S101 - a span in place has its offsets
    assert line.span_end is not None  # noqa: S101
    hashes = hash_span(source.text, line.span_start, line.span_end)
    if (line.prefix_sha256, line.suffix_sha256) != (hashes.prefix_sha256, hashes.suffix_sha256):
        message = f"what stands around the span of `{line.record}` changed"
        yield "R602", Finding(Spot(checked.entry), message, severity="warning")
    number = (line.number_start, line.number_end)
    if number[0] is None or number[1] is None:
        return
    words = source.text[number[0] : number[1]]
    inside = line.span_start <= number[0] < number[1] <= line.span_end
    if not inside or sha256(words.encode()).hexdigest() != line.number_sha256:
        message = f"the wording of `{line.record}` does not stand at {number[0]}-{number[1]}"
        yield "R602", Finding(Spot(checked.entry), message)


def _fingerprint(entry: Entry, source: SourceText) -> Iterator[tuple[str, Finding]]:
    document = entry.record
    assert isinstance(document, Document)  # noqa: S101 - the table's records are documents
    there = {
        "raw_sha256": source.raw_sha256,
        "text_sha256": source.text_sha256,
        "length": len(source.text),
    }
    for name, value in there.items():
        if getattr(document, name) != value:
            message = f"the text at hand has another {name}: {value}"
            severity = "error" if source.text_sha256 == document.text_sha256 else "warning"
            if name == "raw_sha256" and severity == "error":
                severity = "warning"  # the same text may come in other bytes
            yield "R602", Finding(Spot(entry, (name,)), message, severity=severity)


def _tokens(entry: Entry, source: SourceText) -> Iterator[tuple[str, Finding]]:
    document = entry.record
    assert isinstance(document, Document)  # noqa: S101 - the table's records are documents
    there = {(t.start, t.end): t.text for t in number_tokens(source.text)}
    given = [parse_locator(token.at) for token in document.coverage]
    listed = {(locator.start, locator.end) for locator in given}
    for at, locator in enumerate(given):
        if (locator.start, locator.end) not in there:
            message = f"no number stands at {locator.start}-{locator.end}"
            yield "R608", Finding(Spot(entry, ("coverage", at, "at")), message)
    for (start, end), words in there.items():
        if (start, end) not in listed:
            message = f"the number `{words}` at {start}-{end} is not accounted for"
            yield "R608", Finding(Spot(entry, ("id",)), message)


def count(checked: tuple[Checked, ...]) -> dict[State, int]:
    """Return how many spans are in each state, in the order of `STATES`."""
    counts = Counter(one.state for one in checked)
    return {state: counts[state] for state in STATES}
