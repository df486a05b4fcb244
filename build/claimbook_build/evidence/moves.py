"""Moves: a document's text changed, its words did not. Offsets follow them, records stay.

Every span is found again by its hashes. The document's tokens, of which no hashes are kept, follow
the span that they stand in, or else the run of tokens before and after them: a run is known by the
lengths of its tokens and of the gaps between them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from claimbook.anchors import pointers
from claimbook.dataset import Entry, Loc
from claimbook.diagnostic import Diagnostic
from claimbook.records.document import Document
from claimbook.records.evidence import Evidence
from claimbook.rules.rule import Spot
from claimbook.values.evidence import parse_locator
from claimbook.values.number_token import number_tokens
from claimbook_build.check.collect import Collection
from claimbook_build.check.run import place_of
from claimbook_build.evidence.edits import Edit, scalar_at
from claimbook_build.evidence.texts import Matched, SourceText, find

Range = tuple[int, int]
_Key = tuple[str, str, int | None, int | None]  # record, field, start, end


@dataclass
class Moves:
    """What a new text does to the records that rest on the old one.

    Attributes:
        edits: Values to be written, by file.
        spans: How many spans moved, by document.
        lost: Documents some of whose spans are no longer to be found, or no longer surely.
        diagnostics: A finding for each such span.
    """

    edits: dict[str, list[Edit]] = field(default_factory=dict)
    spans: dict[str, int] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def find_moves(collection: Collection, matched: Matched) -> Moves:
    """Return the edits by which a dataset follows those of its texts that changed."""
    moves = Moves()
    for entry, document in collection.dataset.each(Document):
        source = matched.texts.get(document.id)
        if source is not None and source.text_sha256 != document.text_sha256:
            _follow(collection, moves, entry, document, source)
    return moves


def _follow(
    collection: Collection, moves: Moves, entry: Entry, document: Document, source: SourceText
) -> None:
    shifted = _spans(collection, moves, document.id, source.text)
    _put(collection, moves, entry, ("raw_sha256",), source.raw_sha256)
    _put(collection, moves, entry, ("text_sha256",), source.text_sha256)
    _put(collection, moves, entry, ("length",), str(len(source.text)))
    old = [(at.start, at.end) for at in (parse_locator(token.at) for token in document.coverage)]
    new = [(token.start, token.end) for token in number_tokens(source.text)]
    for at, (start, end) in _tokens(old, new, shifted):
        _put(collection, moves, entry, ("coverage", at, "at"), f"{start}-{end}")


def _spans(collection: Collection, moves: Moves, document: str, text: str) -> dict[Range, int]:
    """Let every locator into a document follow its span; return the spans with their moves."""
    lines: dict[_Key, Evidence] = {
        (line.record, line.field, line.span_start, line.span_end): line
        for _, line in collection.dataset.each(Evidence)
        if line.document == document
    }
    shifted: dict[Range, int] = {}
    for pointer in pointers(collection.dataset):
        key = (pointer.entry.key, pointer.field, pointer.start, pointer.end)
        if pointer.document != document or key not in lines:
            continue
        found = find(text, lines[key])
        if found.start is None:
            spot = Spot(pointer.entry, pointer.loc)
            moves.lost.add(document)
            moves.diagnostics.append(_lost(collection, spot, found.state))
            continue
        shifted[pointer.start, pointer.end] = found.start - pointer.start
        if found.start != pointer.start:
            moves.spans[document] = moves.spans.get(document, 0) + 1
            at = f"{found.start}-{found.start + pointer.end - pointer.start}"
            _put(collection, moves, pointer.entry, pointer.loc, at)
    return shifted


def _put(collection: Collection, moves: Moves, entry: Entry, loc: Loc, text: str) -> None:
    """Write a value; a locator keeps the document that it names."""
    root = collection.tree(entry.path)
    scalar = scalar_at(root, (*entry.loc, *loc)) if root is not None else None
    if scalar is None:
        return
    document, colon, _ = scalar.text.rpartition(":")
    if f"{document}{colon}{text}" != scalar.text:
        moves.edits.setdefault(entry.path, []).append(Edit(scalar, f"{document}{colon}{text}"))


def _tokens(
    old: list[Range], new: list[Range], shifted: dict[Range, int]
) -> Iterator[tuple[int, Range]]:
    """Yield where each token stands now, by its position in the list, as far as that is sure."""
    there = set(new)
    aligned = dict(_aligned(old, new))
    for at, (start, end) in enumerate(old):
        moved = {by for (first, last), by in shifted.items() if first <= start and end <= last}
        by = moved.pop() if len(moved) == 1 else None
        if by is not None and (start + by, end + by) in there:
            yield at, (start + by, end + by)
        elif at in aligned:
            yield at, aligned[at]


def _aligned(old: list[Range], new: list[Range]) -> Iterator[tuple[int, Range]]:
    """Yield the tokens of equal runs, and the one before a run: the gap to the run is equal too."""
    matcher = SequenceMatcher(None, _shapes(old), _shapes(new), autojunk=False)
    for first, there, length in matcher.get_matching_blocks():
        yield from ((first + at, new[there + at]) for at in range(length))
        before = min(first, there) > 0 and _width(old[first - 1]) == _width(new[there - 1])
        if before and length:
            yield first - 1, new[there - 1]


def _shapes(tokens: list[Range]) -> list[Range]:
    ends = [0, *(end for _, end in tokens)]
    return [(_width(token), token[0] - end) for token, end in zip(tokens, ends, strict=False)]


def _width(token: Range) -> int:
    return token[1] - token[0]


def _lost(collection: Collection, spot: Spot, state: str) -> Diagnostic:
    words = "at several places" if state == "ambiguous" else "no longer"
    message = f"the words of this span stand {words} in the text at hand"
    help_ = "point at them anew with `find: ...`, or leave the record on the old text"
    place = place_of(collection, spot)
    return Diagnostic(place, "R602", "error", message, help_, spot.entry.key)
