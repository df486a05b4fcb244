"""Source texts of the reader's own: which of them is which document, by fingerprint."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claimbook.dataset import Dataset
from claimbook.errors import ClaimbookError
from claimbook.records.document import Document
from claimbook.records.evidence import Evidence
from claimbook.values.text import TextError, decode, normalise

MOST_BYTES = 16 * 2**20
"""Larger files are no articles."""


class TextsError(ClaimbookError):
    """The folder of texts cannot be read, or a text was named for a document that is not there."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text at hand.

    Attributes:
        path: The file.
        raw_sha256: SHA-256 of its bytes.
        text_sha256: SHA-256 of its normalised text.
        text: Its normalised text.
    """

    path: Path
    raw_sha256: str
    text_sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Texts by document, and what fits none.

    Attributes:
        texts: Document to its text.
        unmatched: Files that are no document's text.
        unreadable: Files that are no text, with the reason.
    """

    texts: Mapping[str, SourceText]
    unmatched: tuple[Path, ...] = ()
    unreadable: tuple[tuple[Path, str], ...] = ()


def match_texts(dataset: Dataset, folder: Path, named: Mapping[str, Path] | None = None) -> Matched:
    """Read a folder of texts and find the document of each.

    A text is a document's when their fingerprints are equal; else when it holds most of the
    document's spans, and more of them than any other text; else when it is named for it.

    Raises:
        TextsError: The folder or a named file is not there, or the document is not known.
    """
    texts, unreadable = _read_all(folder, named or {})
    found = _by_fingerprint(dataset, texts)
    found |= _by_name(dataset, named or {}, texts)
    rest = [text for text in texts if text not in found.values()]
    found |= _by_spans(dataset, rest, found)
    unmatched = tuple(text.path for text in texts if text not in found.values())
    return Matched(found, unmatched, tuple(unreadable))


def _read_all(
    folder: Path, named: Mapping[str, Path]
) -> tuple[list[SourceText], list[tuple[Path, str]]]:
    if not folder.is_dir():
        raise TextsError(f"there is no folder {folder}")
    texts: list[SourceText] = []
    unreadable: list[tuple[Path, str]] = []
    for path in sorted({*folder.iterdir(), *named.values()}):
        read = read_text(path)
        if isinstance(read, SourceText):
            texts.append(read)
        elif path.suffix == ".txt" or path in named.values():
            unreadable.append((path, read))
    return texts, unreadable


def read_text(path: Path) -> SourceText | str:
    """Read one text, or return the reason why it is none."""
    try:
        if not path.is_file() or path.is_symlink():
            return "not a regular file"
        if path.stat().st_size > MOST_BYTES:
            return f"larger than {MOST_BYTES} bytes"
        data = path.read_bytes()
        text = normalise(decode(data)).text
    except OSError as error:
        return error.strerror or "cannot be read"
    except TextError as error:
        return str(error)
    digest = sha256(text.encode()).hexdigest()
    return SourceText(path, sha256(data).hexdigest(), digest, text)


def _by_fingerprint(dataset: Dataset, texts: Iterable[SourceText]) -> dict[str, SourceText]:
    by_hash = {text.text_sha256: text for text in texts}
    return {
        entry.key: by_hash[entry.record.text_sha256]
        for entry in dataset.table("documents")
        if isinstance(entry.record, Document) and entry.record.text_sha256 in by_hash
    }


def _by_name(
    dataset: Dataset, named: Mapping[str, Path], texts: Iterable[SourceText]
) -> dict[str, SourceText]:
    by_path = {text.path: text for text in texts}
    for key in named:
        if dataset.get("documents", key) is None:
            raise TextsError(f"there is no document `{key}`")
    return {key: by_path[path] for key, path in named.items() if path in by_path}


def _by_spans(
    dataset: Dataset, texts: list[SourceText], taken: Mapping[str, SourceText]
) -> dict[str, SourceText]:
    """Give each text left over to the document most of whose spans it holds."""
    spans: dict[str, list[Evidence]] = {}
    for entry in dataset.table("evidence"):
        line = entry.record
        if isinstance(line, Evidence) and line.document not in taken:
            spans.setdefault(line.document, []).append(line)
    found: dict[str, SourceText] = {}
    for text in texts:
        held = Counter({key: _held(text.text, lines) for key, lines in spans.items()})
        best = held.most_common(1)
        if best and best[0][1] * 2 > len(spans[best[0][0]]) and best[0][0] not in found:
            found[best[0][0]] = text
    return found


def _held(text: str, lines: list[Evidence]) -> int:
    from claimbook_build.evidence.verify import find

    return sum(1 for line in lines if find(text, line).state in {"in_place", "moved"})
