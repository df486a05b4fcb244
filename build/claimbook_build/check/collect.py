"""From files to a dataset: read every file, keep every record of the right shape, lose nothing."""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from claimbook.dataset import Dataset, Entry, Loc, Minted
from claimbook.diagnostic import Diagnostic, Place
from claimbook.records.claim import Claim
from claimbook.records.files import StatementsFile, VocabularyFile
from claimbook.records.record import Strict
from claimbook_build.check.layout import Shelf, shelf_of
from claimbook_build.check.shape import shape
from claimbook_build.read.file import read_file
from claimbook_build.read.node import Mapping, Node, Reading, Scalar, Sequence
from claimbook_build.read.strict_json import read_jsonl
from claimbook_build.read.strict_yaml import read_yaml

ROOTS = ("seeds", "dataset")


@dataclass
class Collection:
    """What a folder holds.

    Attributes:
        root: The folder above `seeds/` and `dataset/`.
        dataset: The records of the right shape.
        diagnostics: What is wrong with the files themselves, and with the shape of records.
        roots: The tree of every file that could be read, for positions.
        sources: The text of every file that could be read, for excerpts.
    """

    root: Path
    dataset: Dataset = field(default_factory=lambda: Dataset(()))
    diagnostics: list[Diagnostic] = field(default_factory=list)
    roots: dict[str, Node] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)


def collect(root: Path, today: date | None = None) -> Collection:
    """Read all of `seeds/` and `dataset/` below a folder. Never raises for what stands there."""
    return _Collector(Collection(root), today).run()


def paths_below(root: Path) -> Iterator[str]:
    """Yield the path of everything below `seeds/` and `dataset/` that is not a folder, sorted."""
    for top in ROOTS:
        for folder, folders, files in os.walk(root / top):
            folders.sort()
            links = [name for name in folders if (Path(folder) / name).is_symlink()]
            for name in sorted([*files, *links]):
                yield (Path(folder) / name).relative_to(root).as_posix()


class _Collector:
    """One pass over the files."""

    def __init__(self, into: Collection, today: date | None) -> None:
        self.into = into
        self.today = today
        self.entries: list[Entry] = []
        self.minted: list[Minted] | None = None
        self.lists: dict[str, dict[str, dict[str, str]]] = {}
        self.paths: set[str] = set()
        self.broken: set[str] = set()

    def run(self) -> Collection:
        folded: dict[str, str] = {}
        for path in paths_below(self.into.root):
            self.paths.add(path)
            twin = folded.setdefault(path.casefold(), path)
            if twin != path:
                self._refuse(path, f"the name differs only by case from `{twin}`", "rename one")
            self._file(path)
        self.into.dataset = Dataset(
            tuple(self.entries),
            None if self.minted is None else tuple(self.minted),
            self.lists,
            frozenset(self.paths),
            frozenset(self.broken),
            frozenset(key for path in self.broken for key in ids_in(self.into.roots.get(path))),
            self.today,
        )
        return self.into

    def _refuse(self, path: str, message: str, help_: str | None) -> None:
        self.broken.add(path)
        self.into.diagnostics.append(Diagnostic(Place(path), "R002", "error", message, help_))

    def _file(self, path: str) -> None:
        shelf = shelf_of(path)
        data = read_file(path, self.into.root)
        if shelf is None and isinstance(data, Diagnostic):
            self._take_finding(data)
        elif shelf is None:
            self._refuse(path, "no record type has its place here", _suggest(path))
        elif isinstance(data, Diagnostic):
            self._take_finding(data)
        else:
            self.into.sources[path] = data.decode("utf-8", "replace").removeprefix("\ufeff")
            self._read(path, shelf, data)

    def _take_finding(self, finding: Diagnostic) -> None:
        self.broken.add(finding.place.path)
        self.into.diagnostics.append(finding)

    def _read(self, path: str, shelf: Shelf, data: bytes) -> None:
        if shelf.form == "yaml":
            self._tree(path, shelf, read_yaml(data, path))
        elif shelf.form == "jsonl" and data:
            self._tree(path, shelf, read_jsonl(data, path))
        elif shelf.form == "csv":
            rows = csv.DictReader(io.StringIO(self.into.sources[path]))
            name = PurePosixPath(path).stem
            self.lists[name] = {row["code"]: row for row in rows if "code" in row}
        elif shelf.form == "lock":
            lines = self.into.sources[path].splitlines()
            self.minted = [Minted(text, at) for at, text in enumerate(lines, 1) if text]

    def _tree(self, path: str, shelf: Shelf, reading: Reading) -> None:
        self.into.diagnostics.extend(reading.diagnostics)
        if reading.root is not None:
            self.into.roots[path] = reading.root
        if reading.failed or reading.root is None or shelf.model is None:
            self.broken.add(path)
            return
        if shelf.form == "jsonl":
            self._lines(path, shelf.model, reading.root)
        else:
            self._record(path, shelf.model, reading.root, ())

    def _lines(self, path: str, model: type[Strict], root: Node) -> None:
        items = root.items if isinstance(root, Sequence) else ()
        for at, item in enumerate(items):
            self._record(path, model, item, (at,))

    def _record(self, path: str, model: type[Strict], node: Node, loc: Loc) -> None:
        found = shape(model, node, None)
        if isinstance(found, tuple):
            self.broken.add(path)
            self.into.diagnostics.extend(found)
        else:
            self.entries.extend(unfold(found, path, loc))


def unfold(record: Strict, path: str, loc: Loc) -> Iterator[Entry]:
    """Yield the records that a file's root, or a line, holds: itself, and those nested in it."""
    if isinstance(record, StatementsFile):
        for at, claim in enumerate(record.claims):
            yield from _claim(claim, path, (*loc, "claims", at), record.document)
    elif isinstance(record, VocabularyFile):
        for at, code in enumerate(record.codes):
            key = f"{record.vocabulary}.{code.code}"
            yield Entry("codes", key, code, path, (*loc, "codes", at), record.vocabulary)
    elif isinstance(record, Claim):
        yield from _claim(record, path, loc, "")
    elif hasattr(record, "TABLE"):
        yield _entry(record, path, loc)
    else:
        name = next(iter(type(record).model_fields))
        for at, item in enumerate(getattr(record, name)):
            yield _entry(item, path, (*loc, name, at))


def ids_in(node: Node | None) -> Iterator[str]:
    """Yield every text that stands as an `id` or `code` in a tree, whatever its shape."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from ids_in(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text in {"id", "code"} and isinstance(value, Scalar):
                yield value.text
            yield from ids_in(value)


def _claim(claim: Claim, path: str, loc: Loc, document: str) -> Iterator[Entry]:
    yield Entry("claims", claim.id, claim, path, loc, document)
    for at, figure in enumerate(claim.figures):
        yield Entry("figures", figure.id, figure, path, (*loc, "figures", at), claim.id)


def _entry(record: Strict, path: str, loc: Loc) -> Entry:
    table = record.TABLE.table  # type: ignore[attr-defined]
    keys = [getattr(record, name) for name in ("id", "code", "record") if hasattr(record, name)]
    key = f"{path}#{loc}" if table == "evidence" else str(keys[0])
    return Entry(table, key, record, path, loc)


def _suggest(path: str) -> str:
    from claimbook.values.identifier import nearest
    from claimbook_build.check.layout import SHELVES

    near = nearest(path, [shelf.example for shelf in SHELVES])
    return f"see CONTRIBUTING.md; a path looks like `{near[0] if near else SHELVES[0].example}`"
