"""Source texts of the reader's own: which of them is which document, by fingerprint."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claimbook.dataset import Dataset
from claimbook.errors import ClaimbookError
from claimbook.records.document import Document
from claimbook.records.evidence import Evidence
from claimbook.values.evidence import Found, SpanHashes, find_span
from claimbook.values.identifier import nearest
from claimbook.values.text import TextError, decode, normalise

MOST_BYTES = 16 * 2**20
"""Larger files are no articles."""

SAMPLE = 24
"""How many spans, spread over a document, tell whether a text in which they moved is its own."""


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


def match_texts(
    dataset: Dataset, folder: Path | None, named: Mapping[str, Path] | None = None
) -> Matched:
    """Read a folder of texts, if there is one, and find the document of each.

    A text is a document's when their fingerprints are equal; else when it holds most of the
    document's spans, and more of them than any other text; else when it is named for it.

    Raises:
        TextsError: The folder or a named file is not there, or the document is not known.
    """
    texts, unreadable = _read_all(folder, named or {})
    by_name = _by_name(dataset, named or {}, texts)
    rest = [text for text in texts if text not in by_name.values()]
    found = _by_fingerprint(dataset, rest) | by_name
    rest = [text for text in rest if text not in found.values()]
    found |= _by_spans(dataset, rest, found)
    unmatched = tuple(text.path for text in texts if text not in found.values())
    return Matched(found, unmatched, tuple(unreadable))


def _read_all(
    folder: Path | None, named: Mapping[str, Path]
) -> tuple[list[SourceText], list[tuple[Path, str]]]:
    if folder is not None and not folder.is_dir():
        raise TextsError(f"there is no folder {folder}")
    texts: list[SourceText] = []
    unreadable: list[tuple[Path, str]] = []
    for path in sorted({*(folder.iterdir() if folder is not None else ()), *named.values()}):
        read = read_text(path)
        if isinstance(read, SourceText):
            texts.append(read)
        elif path in named.values():
            raise TextsError(f"{path}: {read}")
        elif path.suffix == ".txt":
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
        document.id: by_hash[document.text_sha256]
        for _, document in dataset.each(Document)
        if document.text_sha256 in by_hash
    }


def _by_name(
    dataset: Dataset, named: Mapping[str, Path], texts: Iterable[SourceText]
) -> dict[str, SourceText]:
    by_path = {text.path: text for text in texts}
    for key in named:
        document = dataset.document(key)
        if document is not None and document.is_table:
            raise TextsError(f"`{key}` is a table: it has no text")
        if document is None:
            near = nearest(key, dataset.keys("documents"))
            hint = f"; did you mean `{near[0]}`?" if near else ""
            raise TextsError(f"there is no document `{key}`{hint}")
    return {key: by_path[path] for key, path in named.items()}


def _by_spans(
    dataset: Dataset, texts: list[SourceText], taken: Mapping[str, SourceText]
) -> dict[str, SourceText]:
    """Give each text left over to the document most of whose spans it holds, the surest first."""
    spans: dict[str, list[Evidence]] = {}
    for _, line in dataset.each(Evidence):
        if line.document not in taken and line.selector == "text":
            spans.setdefault(line.document, []).append(line)
    shares = [
        (_held(text.text, lines), key, text)
        for text in texts
        for key, lines in spans.items()
        if _may_hold(dataset, key, text)
    ]
    found: dict[str, SourceText] = {}
    for share, key, text in sorted(shares, key=lambda one: one[0], reverse=True):
        if share > 1 / 2 and key not in found and text not in found.values():
            found[key] = text
    return found


def _may_hold(dataset: Dataset, key: str, text: SourceText) -> bool:
    """Whether a text is short enough to be a document's, fetched again with a longer feed."""
    document = dataset.document(key)
    if document is None or document.length is None:
        return False
    return len(text.text) <= 4 * document.length + 20_000


def _held(text: str, lines: list[Evidence]) -> float:
    """Return the share of a document's spans that a text holds, from a sample where they moved.

    A text that is not the document's is known by its first spans; searching it for all of them
    would hash every window of it some hundred times.
    """
    there = sum(1 for line in lines if _stands(text, line))
    if there * 2 > len(lines):
        return there / len(lines)
    sample = lines[:: max(1, len(lines) // SAMPLE)][:SAMPLE]
    held = sum(1 for line in sample if find(text, line).state in {"in_place", "moved"})
    return held / len(sample)


def _stands(text: str, line: Evidence) -> bool:
    words = text[line.span_start or 0 : line.span_end or 0]
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest() == line.span_sha256


def find(text: str, line: Evidence) -> Found:
    """Look for one span in a text; a line without offsets or hashes is lost."""
    hashes = (line.span_sha256, line.prefix_sha256, line.suffix_sha256)
    start, end = line.span_start, line.span_end
    if start is None or end is None or end <= start or None in hashes:
        return Found("lost", None, ())
    return find_span(text, start, end - start, SpanHashes(*(h or "" for h in hashes)))
