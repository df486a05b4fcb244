"""The lines of a spans file: what proves that a record's words stand in a document's text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from claimbook.anchors import Pointer, Words, pointers, wordings
from claimbook.dataset import Dataset, Entry
from claimbook.records.evidence import Evidence
from claimbook.records.figure import Figure
from claimbook.rules.rule import Finding, Spot
from claimbook.values.evidence import hash_span
from claimbook.values.text import normalise
from claimbook_build.evidence.drafts import whole_words


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of one document.

    Attributes:
        lines: The lines, in order.
        findings: What could not be anchored, each with the code of its rule.
    """

    lines: tuple[Evidence, ...]
    findings: tuple[tuple[str, Finding], ...]

    def data(self) -> bytes:
        """Return the file."""
        rows = (line.model_dump(exclude_none=True) for line in self.lines)
        return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def spans_of(dataset: Dataset, document: str, text: str) -> Spans:
    """Return the lines of a document's spans file, from its text.

    Lines of records that could not be read stay as they are: nothing is known of their spans.
    """
    own = [pointer for pointer in pointers(dataset) if pointer.document == document]
    numbers, findings = _numbers(own, text)
    lines = {
        line: None
        for _, line in dataset.each(Evidence)
        if line.document == document and line.record in dataset.shadows
    }
    for pointer in own:
        if pointer.end <= len(text):
            span = (pointer.start, pointer.end)
            number = numbers.get((pointer.entry.key, *span))
            key = (pointer.entry.key, pointer.field, document)
            lines[_line(key, text, span, number)] = None
    for words in wordings(dataset):
        if words.document == document:
            found = _nearest(words, own, text)
            if isinstance(found, Finding):
                findings.append(("R609", found))
            else:
                lines[_line((words.entry.key, words.field, document), text, found)] = None
    return Spans(tuple(sorted(lines, key=_order)), tuple(findings))


def _order(line: Evidence) -> tuple[int, int, str, str]:
    return (line.span_start or 0, line.span_end or 0, line.record, line.field)


def _line(
    key: tuple[str, str, str],
    text: str,
    span: tuple[int, int],
    number: tuple[int, int] | None = None,
) -> Evidence:
    hashes = hash_span(text, *span)
    start, end = number or (None, None)
    return Evidence(
        record=key[0],
        field=key[1],
        document=key[2],
        selector="text",
        span_start=span[0],
        span_end=span[1],
        number_start=start,
        number_end=end,
        number_sha256=sha256(text[start:end].encode()).hexdigest() if number else None,
        span_sha256=hashes.span_sha256,
        prefix_sha256=hashes.prefix_sha256,
        suffix_sha256=hashes.suffix_sha256,
    )


def _numbers(
    own: list[Pointer], text: str
) -> tuple[dict[tuple[str, int, int], tuple[int, int]], list[tuple[str, Finding]]]:
    """Find every figure's wording in its spans: in the first of them that has it, and once."""
    numbers: dict[tuple[str, int, int], tuple[int, int]] = {}
    findings: list[tuple[str, Finding]] = []
    for entry, spans in _figures(own):
        words = normalise(getattr(entry.record, "wording", "")).text
        places = {span: whole_words(text[span.start : span.end], words) for span in spans}
        first = next((span for span in spans if places[span]), None)
        if first is None:
            message = f"`{words}` does not stand in the figure's spans"
            findings.append(("R609", Finding(Spot(entry, ("wording",)), message)))
        elif len(places[first]) > 1:
            message = f"`{words}` stands {len(places[first])} times in {first.start}-{first.end}"
            help_ = "give a shorter span"
            findings.append(("R609", Finding(Spot(first.entry, first.loc), message, help_)))
        else:
            start = first.start + places[first][0]
            numbers[entry.key, first.start, first.end] = (start, start + len(words))
    return numbers, findings


def _figures(own: list[Pointer]) -> Iterator[tuple[Entry, list[Pointer]]]:
    spans: dict[str, list[Pointer]] = {}
    for pointer in own:
        if isinstance(pointer.entry.record, Figure):
            spans.setdefault(pointer.entry.key, []).append(pointer)
    yield from ((found[0].entry, found) for found in spans.values())


def _nearest(words: Words, own: list[Pointer], text: str) -> tuple[int, int] | Finding:
    """Return the place of a date's words that is nearest to the record's own spans."""
    wanted = normalise(words.text).text
    places = whole_words(text, wanted)
    if not places:
        message = f"`{words.text}` does not stand in the text of `{words.document}`"
        help_ = "write the date's words as they stand there"
        return Finding(Spot(words.entry, (words.field,)), message, help_)
    near = [pointer for pointer in own if pointer.entry is words.entry]
    best = min(places, key=lambda at: (min((_away(at, p) for p in near), default=0), at))
    return (best, best + len(wanted))


def _away(at: int, pointer: Pointer) -> int:
    if pointer.start <= at < pointer.end:
        return 0
    return min(abs(at - pointer.start), abs(at - pointer.end))
