"""From files to a dataset: read every file, keep every record of the right shape, lose nothing."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from claimbook.dataset import Dataset, Entry, Loc, Minted
from claimbook.diagnostic import Diagnostic, Place
from claimbook.records.files import MachineClaim
from claimbook_build.check.code_list import read_code_list
from claimbook_build.check.folder import ROOTS, folder_fault, paths_below
from claimbook_build.check.layout import SHELVES, Shelf, shelf_of
from claimbook_build.check.plain_lines import plain_lines
from claimbook_build.check.slip import meant
from claimbook_build.check.unfold import entries_of, ids_in, ids_in_text, unfold
from claimbook_build.read.file import open_file, read_file
from claimbook_build.read.node import Mapping as MappingNode
from claimbook_build.read.node import Node, Reading, Scalar, Sequence
from claimbook_build.read.strict_json import MOST_OF_LINES, read_jsonl, the_rest
from claimbook_build.read.strict_text import read_text
from claimbook_build.read.strict_yaml import read_yaml

__all__ = ["ROOTS", "Collection", "collect", "paths_below"]

_MINTED = re.compile("[A-Za-z0-9_.-]+(?: [^ \t]+)?")
_MOST_OF_LOCK = 100
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class Collection:
    """What a folder holds.

    Attributes:
        root: The folder above `seeds/` and `dataset/`.
        dataset: The records of the right shape.
        diagnostics: What is wrong with the files themselves, and with the shape of records.
        roots: The tree of every file that was read with places; see `tree`.
        sources: The text of every file that could be read, for excerpts.
        lines: How to open each file of machine-made claims: they are checked as a stream.
        elsewhere: The identifiers in those files that the dataset names; filled by that check.
    """

    root: Path
    dataset: Dataset = field(default_factory=lambda: Dataset(()))
    diagnostics: list[Diagnostic] = field(default_factory=list)
    roots: dict[str, Node] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    lines: dict[str, Callable[[], BinaryIO | Diagnostic]] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)

    def tree(self, path: str) -> Node | None:
        """Return the tree of a file, read now if its records were typed without it; or None."""
        if path not in self.roots and path.endswith(".jsonl") and path in self.sources:
            root = read_jsonl(self.sources[path].encode(), path).root
            if root is not None:
                self.roots[path] = root
        return self.roots.get(path)


def collect(
    root: Path,
    release: str | None = None,
    overlay: Mapping[str, bytes | None] | None = None,
    *,
    whole: bool = False,
) -> Collection:
    """Read all of `seeds/` and `dataset/` below a folder. Never raises for what stands there.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        release: The release that is being made, or None.
        overlay: Contents to read in place of those of these files, by path; None where a file is
            to be taken for missing.
        whole: Whether machine-made claims are among the records, all of them in memory; otherwise
            their files are only made ready to be read.
    """
    return _Collector(Collection(root), overlay or {}, whole).run(release)


class _Collector:
    """One pass over the files."""

    def __init__(self, into: Collection, overlay: Mapping[str, bytes | None], whole: bool) -> None:
        self.into = into
        self.overlay = {path: data for path, data in overlay.items() if data is not None}
        self.hidden = overlay.keys() - self.overlay.keys()
        self.whole = whole
        self.entries: list[Entry] = []
        self.minted: tuple[Minted, ...] | None = None
        self.lists: dict[str, dict[str, dict[str, str]]] = {}
        self.opened: dict[str, bool] = {}
        self.paths: set[str] = set()
        self.broken: set[str] = set()
        self.shadows: set[str] = set()

    def run(self, release: str | None) -> Collection:
        twins: dict[str, str] = {}
        for path in sorted({*paths_below(self.into.root), *self.overlay} - self.hidden):
            self.paths.add(path)
            twin = twins.setdefault(_spelling(path), path)
            if twin != path:
                message = f"the name differs only by case or normalisation from `{twin}`"
                self._refuse(Diagnostic(Place(path), "R002", "error", message, "rename one"))
            self._file(path)
        self.into.dataset = Dataset(
            tuple(self.entries),
            self.minted,
            self.lists,
            self.opened,
            frozenset(self.paths),
            frozenset(self.broken),
            self._unread(),
            release,
            self.into.elsewhere,
        )
        return self.into

    def _unread(self) -> frozenset[str]:
        """Return the identifiers of what could not be read, and those that seem to be meant."""
        known = {key for entry in self.entries for key in (entry.key, entry.minted_as)}
        shadows = self.shadows - known
        minted = {line.key for line in self.minted or ()}
        if shadows:
            shadows |= set(meant(shadows - minted, minted - known - shadows))
        return frozenset(shadows | (set(_displaced(self.entries)) - known))

    def _refuse(self, *findings: Diagnostic) -> None:
        self.broken.update(finding.place.path for finding in findings)
        self.into.diagnostics.extend(findings)

    def _file(self, path: str) -> None:
        shelf = shelf_of(path)
        data: bytes | Diagnostic
        if shelf is not None and shelf.model is MachineClaim and not self.whole:
            data = self._lines(path) or b""
        else:
            data = self.overlay[path] if path in self.overlay else read_file(path, self.into.root)
        if isinstance(data, bytes) and shelf is None:
            message = "no record type has its place here"
            data = Diagnostic(Place(path), "R002", "error", message, _suggest(path))
        if isinstance(data, Diagnostic):
            data = folder_fault(self.into.root, path) or data
            self._refuse(data)
            self.shadows.add(PurePosixPath(path).name.split(".")[0])
        elif shelf is not None and path not in self.into.lines:
            # What is UTF-16 is a finding; read as what it is, it still tells its identifiers.
            encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8"
            self.into.sources[path] = data.decode(encoding, "replace").removeprefix("\ufeff")
            self._read(path, shelf, data)

    def _lines(self, path: str) -> Diagnostic | None:
        """Make a file of any length ready to be read; return why it cannot be."""
        data, root = self.overlay.get(path), self.into.root
        opened = open_file(path, root) if data is None else BytesIO(data)
        if isinstance(opened, Diagnostic):
            return opened
        opened.close()
        self.into.lines[path] = lambda: open_file(path, root) if data is None else BytesIO(data)
        return None

    def _read(self, path: str, shelf: Shelf, data: bytes) -> None:
        if shelf.form == "yaml":
            self._tree(path, shelf, read_yaml(data, path))
        elif shelf.form == "jsonl":
            plain = plain_lines(shelf.model, data) if shelf.model else None
            if plain is None:
                self._tree(path, shelf, read_jsonl(data, path))
            else:
                each = (unfold(record, path, (at,)) for at, record in enumerate(plain))
                self.entries.extend(chain.from_iterable(each))
        else:
            self._prose(path, shelf, data)

    def _prose(self, path: str, shelf: Shelf, data: bytes) -> None:
        text, findings = read_text(data, path)
        self._take(findings)
        if text is None or path in self.broken:
            return
        if shelf.form == "csv":
            self._code_list(path, text)
        elif shelf.form == "lock":
            self._lock(path, text)

    def _lock(self, path: str, text: str) -> None:
        lines = text.replace("\r\n", "\n").split("\n")
        self.minted = tuple(_minted(line, at) for at, line in enumerate(lines, 1) if line)
        bad = (at for at, line in enumerate(lines, 1) if line and not _MINTED.fullmatch(line))
        for at in islice(bad, _MOST_OF_LOCK):
            place = Place(path, at, 1, at, 1 + len(lines[at - 1]))
            message = "neither an identifier nor one with a space and a release behind it"
            self._refuse(Diagnostic(place, "R001", "error", message, "run `claimbook anchor`"))

    def _code_list(self, path: str, text: str) -> None:
        rows, findings = read_code_list(text, path)
        self._refuse(*findings)
        if not findings:
            self.lists[PurePosixPath(path).stem] = rows

    def _take(self, findings: tuple[Diagnostic, ...]) -> None:
        self._refuse(*(found for found in findings if found.severity == "error"))
        self.into.diagnostics += [found for found in findings if found.severity != "error"]

    def _tree(self, path: str, shelf: Shelf, reading: Reading) -> None:
        """Take what a file holds; what could not be read of it leaves its identifiers behind."""
        self._take(reading.diagnostics)
        if reading.root is None or (reading.failed and shelf.form == "jsonl"):
            self._shadow(path, ids_in_text(self.into.sources[path]))
        if reading.root is None or shelf.model is None:
            return
        self.into.roots[path] = reading.root
        known = {(found.place, found.code) for found in reading.diagnostics}
        count = 0
        for loc, node in _records(reading.root, shelf):
            entries, findings = entries_of(shelf.model, node, path, loc)
            self.entries += entries
            count += len(findings)
            if count > MOST_OF_LINES:
                self._refuse(the_rest(findings[-1]))
                self._shadow(path, ids_in_text(self.into.sources[path]))
                break
            if findings:
                self._refuse(*(f for f in findings if (f.place, f.code) not in known))
                self.broken.add(path)
                self._shadow(path, ids_in(node))
        self._openness(path, reading.root)

    def _shadow(self, path: str, keys: Iterable[str]) -> None:
        """Remember what could not be read: a code also as its lock names it."""
        known = set(keys)
        self.shadows |= known | {f"{PurePosixPath(path).stem}.{key}" for key in known}

    def _openness(self, path: str, root: Node) -> None:
        said = root.entry("open") if isinstance(root, MappingNode) else None
        value = said[1].value if said and isinstance(said[1], Scalar) else None
        if isinstance(value, bool):
            self.opened[path] = value


def _displaced(entries: list[Entry]) -> Iterator[str]:
    """Yield the identifiers for which files are named that hold the one of another file's record.

    R201 and R108 say so: whatever refers to such an identifier is right, as far as anyone knows.
    """
    alone = [entry for entry in entries if entry.table in {"documents", "events"}]
    held = Counter(entry.key for entry in alone)
    for entry in alone:
        stem = PurePosixPath(entry.path).stem if held[entry.key] > 1 else entry.key
        if stem != entry.key:
            yield stem


def _records(root: Node, shelf: Shelf) -> Iterator[tuple[Loc, Node]]:
    if shelf.form == "yaml":
        yield (), root
    elif isinstance(root, Sequence):
        yield from (((at,), item) for at, item in enumerate(root.items))


def _spelling(path: str) -> str:
    """Return what two names share that some file systems cannot tell apart."""
    return path if path.isascii() and path.islower() else _folded(path)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _suggest(path: str) -> str:
    from claimbook.values.identifier import nearest

    near = nearest(path, [shelf.example for shelf in SHELVES])
    return f"see CONTRIBUTING.md; a path looks like `{near[0] if near else SHELVES[0].example}`"


def _minted(line: str, at: int) -> Minted:
    """Read one line of the lock: an identifier, a space, the release that held it first."""
    key, _, release = line.partition(" ")
    return Minted(key, at, release)
