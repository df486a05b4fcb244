"""Anchoring: offsets for drafts, a spans file for every text at hand, identifiers into the lock."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from claimbook.anchors import Pointer, Words, pointers, wordings
from claimbook.dataset import Dataset
from claimbook.diagnostic import Diagnostic, Place
from claimbook.records.evidence import Evidence
from claimbook.records.figure import Figure
from claimbook.rules.r203_minted import LOCK, LOCKED
from claimbook.values.evidence import hash_span
from claimbook.values.text import normalise
from claimbook_build.check.collect import Collection, collect
from claimbook_build.evidence.drafts import drafts, occurrences, resolve
from claimbook_build.evidence.texts import Matched, match_texts
from claimbook_build.release.publish import publish_file

_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


@dataclass
class Anchored:
    """What an anchoring did.

    Attributes:
        written: Files that were written anew, relative to the root.
        spans: How many spans have a line now, by document.
        minted: Identifiers that are new in the lock.
        matched: The texts that were at hand.
        diagnostics: What could not be anchored.
    """

    written: list[str] = field(default_factory=list)
    spans: dict[str, int] = field(default_factory=dict)
    minted: list[str] = field(default_factory=list)
    matched: Matched = field(default_factory=lambda: Matched({}))
    diagnostics: list[Diagnostic] = field(default_factory=list)


def anchor(
    root: Path, folder: Path, named: dict[str, Path], only: tuple[str, ...] = ()
) -> Anchored:
    """Anchor a dataset in the texts of a folder.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        folder: The texts.
        named: Texts that are named for a document.
        only: Files whose drafts and documents to anchor; none means all.

    Returns:
        What was done, and what could not be. A document without its text keeps its spans file.
    """
    done = Anchored()
    collection = collect(root)
    done.matched = match_texts(collection.dataset, folder, named)
    texts = {key: source.text for key, source in done.matched.texts.items()}
    if _resolve_drafts(collection, texts, only, done):
        collection = collect(root)
    done.diagnostics += [d for d in collection.diagnostics if d.severity == "error"]
    for key, text in texts.items():
        if not only or _about(key, only):
            _write_spans(collection.dataset, root, key, text, done)
    _write_lock(collection.dataset, root, done)
    return done


def _about(document: str, only: tuple[str, ...]) -> bool:
    return any(PurePosixPath(path).name.split(".")[0] in {document, ""} for path in only)


def _resolve_drafts(
    collection: Collection, texts: dict[str, str], only: tuple[str, ...], done: Anchored
) -> bool:
    changed = False
    for path, root in collection.roots.items():
        found = list(drafts(root, PurePosixPath(path).name.split(".")[0]))
        if not found or (only and path not in only):
            continue
        text, findings = resolve(collection.sources[path], found, texts)
        done.diagnostics += findings
        if text != collection.sources[path]:
            publish_file(collection.root / path, text.encode())
            done.written.append(path)
            changed = True
    return changed


def _write_spans(dataset: Dataset, root: Path, document: str, text: str, done: Anchored) -> None:
    rows = [
        *(row for p in pointers(dataset) if p.document == document for row in _span(p, text, done)),
        *(
            row
            for w in wordings(dataset)
            if w.document == document
            for row in _words(dataset, w, text, done)
        ),
    ]
    if not rows:
        return
    path = spans_path(dataset, document)
    unique = {
        json.dumps(row, ensure_ascii=False): row for row in map(_plain, sorted(rows, key=_order))
    }
    data = "".join(f"{line}\n" for line in unique).encode()
    done.spans[document] = len(unique)
    if not (root / path).is_file() or (root / path).read_bytes() != data:
        publish_file(root / path, data)
        done.written.append(path)


def spans_path(dataset: Dataset, document: str) -> str:
    """Return the spans file of a document: beside its statements, or where they would stand."""
    for entry in dataset.table("claims"):
        if entry.parent == document:
            return entry.path.removesuffix(".yaml") + ".spans.jsonl"
    found = dataset.document(document)
    year = (found.published or "undated")[:4] if found else "undated"
    folder = year if year.isdigit() else "undated"
    return f"dataset/statements/{folder}/{document}.spans.jsonl"


def _order(row: Evidence) -> tuple[int, int, str, str]:
    return (row.span_start or 0, row.span_end or 0, row.record, row.field)


def _plain(row: Evidence) -> dict[str, object]:
    return row.model_dump(exclude_none=True)


def _span(pointer: Pointer, text: str, done: Anchored) -> Iterator[Evidence]:
    if pointer.end > len(text):
        return
    title = pointer.loc[0] == "title_evidence"
    yield _evidence(
        pointer.entry.key,
        "title" if title else "evidence",
        pointer.document,
        text,
        (pointer.start, pointer.end),
        _number(pointer, text, done),
    )


def _evidence(
    record: str,
    name: str,
    document: str,
    text: str,
    span: tuple[int, int],
    number: tuple[int, int] | None = None,
) -> Evidence:
    hashes = hash_span(text, *span)
    words = text[number[0] : number[1]] if number else None
    return Evidence(
        record=record,
        field=name,
        document=document,
        selector="text",
        span_start=span[0],
        span_end=span[1],
        number_start=number[0] if number else None,
        number_end=number[1] if number else None,
        number_sha256=sha256(words.encode()).hexdigest() if words else None,
        span_sha256=hashes.span_sha256,
        prefix_sha256=hashes.prefix_sha256,
        suffix_sha256=hashes.suffix_sha256,
    )


def _number(pointer: Pointer, text: str, done: Anchored) -> tuple[int, int] | None:
    """Return where a figure's wording stands in its span: in the first of its spans that has it."""
    figure = pointer.entry.record
    if not isinstance(figure, Figure):
        return None
    places = whole_words(text[pointer.start : pointer.end], normalise(figure.wording).text)
    if len(places) > 1:
        done.diagnostics.append(
            Diagnostic(
                Place(pointer.entry.path),
                "R601",
                "error",
                f"`{figure.wording}` stands {len(places)} times in {pointer.start}-{pointer.end}",
                "give a shorter span",
                figure.id,
            )
        )
        return None
    if not places:
        return None
    start = pointer.start + places[0]
    return (start, start + len(normalise(figure.wording).text))


def whole_words(text: str, words: str) -> list[int]:
    """Return where words stand that are not part of longer ones.

    >>> whole_words("an 11-year-old man, an aunt", "an")
    [0, 20]
    """
    ends = [(at, at + len(words)) for at in occurrences(text, words)]
    return [
        start
        for start, end in ends
        if text[start - 1 : start] not in _WORD and text[end : end + 1] not in _WORD
    ]


def _words(dataset: Dataset, words: Words, text: str, done: Anchored) -> Iterator[Evidence]:
    """Yield the span of a date's words: the place that is nearest to the record's own spans."""
    wanted = normalise(words.text).text
    places = whole_words(text, wanted)
    if not places:
        done.diagnostics.append(
            Diagnostic(
                Place(words.entry.path),
                "R609",
                "error",
                f"`{words.text}` does not stand in the text of `{words.document}`",
                "write the date's words as they stand there",
                words.entry.key,
            )
        )
        return
    own = [p for p in pointers(dataset) if p.entry is words.entry and p.document == words.document]
    best = min(places, key=lambda at: (min((_away(at, p) for p in own), default=0), at))
    span = (best, best + len(wanted))
    yield _evidence(words.entry.key, words.field, words.document, text, span)


def _away(at: int, pointer: Pointer) -> int:
    if pointer.start <= at < pointer.end:
        return 0
    return min(abs(at - pointer.start), abs(at - pointer.end))


def _write_lock(dataset: Dataset, root: Path, done: Anchored) -> None:
    minted = {line.key for line in dataset.minted or ()}
    used = {entry.key for table in LOCKED for entry in dataset.table(table)}
    done.minted = sorted(used - minted)
    data = "".join(f"{key}\n" for key in sorted(minted | used)).encode()
    path = root / LOCK
    if not path.is_file() or path.read_bytes() != data:
        publish_file(path, data)
        done.written.append(LOCK)
