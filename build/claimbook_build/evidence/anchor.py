"""Anchoring: offsets for drafts and after moves, a spans file a text, identifiers in the lock.

All of it is worked out first, on what the files would then hold. Only when nothing is in the way
is anything written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from claimbook.anchors import pointers, wordings
from claimbook.dataset import Dataset
from claimbook.diagnostic import Diagnostic
from claimbook.records.evidence import Evidence
from claimbook.records.files import MACHINE_FOLDER
from claimbook.rules.r203_minted import LOCK, LOCKED
from claimbook_build.check.collect import Collection, collect
from claimbook_build.check.run import diagnostic
from claimbook_build.evidence.drafts import Draft, drafts, placeholder, resolve
from claimbook_build.evidence.edits import Edit, edited
from claimbook_build.evidence.machine import rest_on_texts
from claimbook_build.evidence.moves import find_moves
from claimbook_build.evidence.spans import spans_of
from claimbook_build.evidence.texts import Matched, match_texts
from claimbook_build.read.file import read_file
from claimbook_build.release.publish import PublishError
from claimbook_build.release.publish_files import Change, publish_files


@dataclass
class Anchored:
    """What an anchoring did.

    Attributes:
        collection: The dataset as it stands now, or would, had nothing been in the way.
        written: Files that were written anew, relative to the root.
        spans: How many spans have a line, by document.
        moved: How many spans moved, by document whose text changed.
        minted: Identifiers that are new in the lock.
        matched: The texts that were at hand.
        diagnostics: What was in the way; then nothing is written.
    """

    collection: Collection
    written: list[str] = field(default_factory=list)
    spans: dict[str, int] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    minted: list[str] = field(default_factory=list)
    matched: Matched = field(default_factory=lambda: Matched({}))
    diagnostics: list[Diagnostic] = field(default_factory=list)


def anchor(
    root: Path,
    folder: Path | None,
    named: dict[str, Path],
    only: tuple[str, ...] = (),
    release: str | None = None,
) -> Anchored:
    """Anchor a dataset in the texts of a folder.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        folder: The texts; None: none is at hand.
        named: Texts that are named for a document.
        only: Files whose drafts and documents to anchor; none means all.
        release: The release that new identifiers will first be in; None when none is declared.

    Returns:
        What was done, or what was in the way. A document without its text keeps its spans file.

    Raises:
        TextsError: The texts cannot be read.
        PublishError: A file cannot be written; then none is.
    """
    return _Anchoring(root, only, release).run(folder, named)


class _Anchoring:
    """One anchoring: contents to be written, and what is in the way."""

    def __init__(self, root: Path, only: tuple[str, ...], release: str | None) -> None:
        self.root = root
        self.release = release
        self.only = only
        self.overlay: dict[str, bytes] = {}
        hand = collect(root)
        self.whole = rest_on_texts(hand)
        self.done = Anchored(collect(root, whole=True) if self.whole else hand)

    def run(self, folder: Path | None, named: Mapping[str, Path]) -> Anchored:
        done = self.done
        found = self._drafts()
        done.matched = match_texts(self._dataset_to_match(found), folder, named)
        self._resolve(found)
        moves = find_moves(done.collection, done.matched)
        done.diagnostics += moves.diagnostics
        done.moved = moves.spans
        self._edit(moves.edits)
        done.diagnostics += [d for d in done.collection.diagnostics if self._in_the_way(d)]
        for document in sorted({*_concerned(done.collection.dataset, self.only)} - moves.lost):
            self._spans(document)
        self._lock()
        if not done.diagnostics:
            self._write()
        return done

    def _in_the_way(self, finding: Diagnostic) -> bool:
        """Whether an error of a file stops the anchoring; a draft that stayed has its finding."""
        path = finding.place.path
        drafted = any(finding.place == known.place for known in self.done.diagnostics)
        wanted = not self.only or path in {*self.only, LOCK}
        return finding.severity == "error" and wanted and not drafted

    def _drafts(self) -> dict[str, list[Draft]]:
        return {
            path: list(drafts(root, PurePosixPath(path).name.split(".")[0]))
            for path, root in self.done.collection.roots.items()
        }

    def _dataset_to_match(self, found: Mapping[str, list[Draft]]) -> Dataset:
        """Return the dataset with drafts in the form of locators: its documents are all there."""
        if not any(found.values()):
            return self.done.collection.dataset
        edits = {
            path: [placeholder(draft) for draft in each if draft.one_line]
            for path, each in found.items()
        }
        return collect(self.root, overlay=dict(self._contents(edits)), whole=self.whole).dataset

    def _resolve(self, found: Mapping[str, list[Draft]]) -> None:
        texts = {key: source.text for key, source in self.done.matched.texts.items()}
        edits: dict[str, list[Edit]] = {}
        for path, each in found.items():
            for draft in each if not self.only or path in self.only else ():
                located = resolve(draft, texts)
                if isinstance(located, Edit):
                    edits.setdefault(path, []).append(located)
                else:
                    self.done.diagnostics.append(located)
        self._edit(edits)

    def _contents(self, edits: Mapping[str, list[Edit]]) -> Iterator[tuple[str, bytes]]:
        """Yield files as they would be with edits."""
        for path, found in edits.items():
            data = self.overlay.get(path) or read_file(path, self.root)
            if found and isinstance(data, bytes):
                yield path, edited(data, found, as_json=path.endswith(".jsonl"))

    def _edit(self, edits: Mapping[str, list[Edit]]) -> None:
        """Make edits in memory, and read the dataset as it is then."""
        if edits:
            self.overlay |= dict(self._contents(edits))
            self.done.collection = collect(self.root, overlay=self.overlay, whole=self.whole)

    def _spans(self, document: str) -> None:
        dataset, source = self.done.collection.dataset, self.done.matched.texts.get(document)
        if source is None:
            return
        spans = spans_of(dataset, document, source.text)
        collection = self.done.collection
        self.done.diagnostics += [diagnostic(collection, *found) for found in spans.findings]
        path = spans_path(dataset, document)
        if spans.lines or path in dataset.paths:
            self.overlay[path] = spans.data()
            self.done.spans[document] = len(spans.lines)

    def _lock(self) -> None:
        dataset = self.done.collection.dataset
        minted = {line.key: line.release for line in dataset.minted or ()}
        used = {
            entry.minted_as
            for table in LOCKED
            for entry in dataset.table(table)
            if not entry.path.startswith(MACHINE_FOLDER)  # those are in no lock (lines/seen.py)
        }
        self.done.minted = sorted(used - minted.keys())
        all_ = minted | dict.fromkeys(self.done.minted, self.release or "")
        lines = (f"{key} {first}".rstrip() for key, first in sorted(all_.items()))
        self.overlay[LOCK] = "".join(f"{line}\n" for line in lines).encode()

    def _write(self) -> None:
        changes: dict[Path, Change] = {}
        for path, data in self.overlay.items():
            before = self._held(path)
            if before != data:
                changes[self.root / path] = (before, data)
                self.done.written.append(path)
        publish_files(changes)

    def _held(self, path: str) -> bytes | None:
        """Return what a file holds, None where there is none; no link on the way is followed."""
        for folder in (PurePosixPath(path), *PurePosixPath(path).parents):
            if (self.root / folder).is_symlink() and folder.parts:
                raise PublishError(f"{path}: {folder} is a symbolic link")
        held = self.root / path
        return held.read_bytes() if held.is_file() else None


def _concerned(dataset: Dataset, only: tuple[str, ...]) -> Iterator[str]:
    """Yield the documents into which the given files point, or which they are about."""
    found = {p.document for p in pointers(dataset) if not only or p.entry.path in only}
    found |= {w.document for w in wordings(dataset) if not only or w.entry.path in only}
    found |= {line.document for _, line in dataset.each(Evidence) if not only}
    yield from found


def spans_path(dataset: Dataset, document: str) -> str:
    """Return the spans file of a document: the one there is, or one beside its statements."""
    for entry, line in dataset.each(Evidence):
        if line.document == document:
            return entry.path
    for entry in dataset.table("claims"):
        if entry.parent == document:
            return entry.path.removesuffix(".yaml") + ".spans.jsonl"
    found = dataset.document(document)
    year = (found.published or "undated")[:4] if found else "undated"
    folder = year if year.isdigit() else "undated"
    return f"dataset/statements/{folder}/{document}.spans.jsonl"
