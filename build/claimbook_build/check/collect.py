"""From files to a dataset: read every file, keep every record of the right shape, lose nothing."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath

from claimbook.dataset import Dataset, Entry, Loc, Minted
from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.check.code_list import read_code_list
from claimbook_build.check.layout import SHELVES, Shelf, shelf_of
from claimbook_build.check.plain_lines import plain_lines
from claimbook_build.check.unfold import entries_of, ids_in, ids_in_text, unfold
from claimbook_build.read.file import read_file
from claimbook_build.read.guard import decode
from claimbook_build.read.node import Mapping as MappingNode
from claimbook_build.read.node import Node, Reading, Scalar, Sequence
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
        roots: The tree of every file that was read with places; see `tree`.
        sources: The text of every file that could be read, for excerpts.
    """

    root: Path
    dataset: Dataset = field(default_factory=lambda: Dataset(()))
    diagnostics: list[Diagnostic] = field(default_factory=list)
    roots: dict[str, Node] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def tree(self, path: str) -> Node | None:
        """Return the tree of a file, read now if its records were typed without it; or None."""
        if path not in self.roots and path.endswith(".jsonl") and path in self.sources:
            root = read_jsonl(self.sources[path].encode(), path).root
            if root is not None:
                self.roots[path] = root
        return self.roots.get(path)


def collect(
    root: Path, release: str | None = None, overlay: Mapping[str, bytes] | None = None
) -> Collection:
    """Read all of `seeds/` and `dataset/` below a folder. Never raises for what stands there.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        release: The release that is being made, or None.
        overlay: Contents to read in place of those of these files, by path.
    """
    return _Collector(Collection(root), overlay or {}).run(release)


def paths_below(root: Path) -> Iterator[str]:
    """Yield the path of everything below `seeds/` and `dataset/` that is not a folder, sorted."""
    for top in ROOTS:
        if (root / top).is_symlink() or (root / top).is_file():
            yield top
            continue
        for folder, folders, files in os.walk(root / top):
            folders.sort()
            links = [name for name in folders if (Path(folder) / name).is_symlink()]
            prefix = Path(folder).relative_to(root).as_posix()
            yield from (f"{prefix}/{name}" for name in sorted([*files, *links]))


class _Collector:
    """One pass over the files."""

    def __init__(self, into: Collection, overlay: Mapping[str, bytes]) -> None:
        self.into = into
        self.overlay = overlay
        self.entries: list[Entry] = []
        self.minted: tuple[Minted, ...] | None = None
        self.lists: dict[str, dict[str, dict[str, str]]] = {}
        self.opened: dict[str, bool] = {}
        self.paths: set[str] = set()
        self.broken: set[str] = set()
        self.shadows: set[str] = set()

    def run(self, release: str | None) -> Collection:
        twins: dict[str, str] = {}
        for path in sorted({*paths_below(self.into.root), *self.overlay}):
            self.paths.add(path)
            twin = twins.setdefault(path.casefold(), path)
            if twin != path:
                message = f"the name differs only by case from `{twin}`"
                self._refuse(Diagnostic(Place(path), "R002", "error", message, "rename one"))
            self._file(path)
        self.into.dataset = Dataset(
            tuple(self.entries),
            self.minted,
            self.lists,
            self.opened,
            frozenset(self.paths),
            frozenset(self.broken),
            frozenset(self.shadows - {entry.key for entry in self.entries}),
            release,
        )
        return self.into

    def _refuse(self, *findings: Diagnostic) -> None:
        self.broken.update(finding.place.path for finding in findings)
        self.into.diagnostics.extend(findings)

    def _file(self, path: str) -> None:
        shelf = shelf_of(path)
        data = self.overlay[path] if path in self.overlay else read_file(path, self.into.root)
        if isinstance(data, bytes) and shelf is None:
            message = "no record type has its place here"
            data = Diagnostic(Place(path), "R002", "error", message, _suggest(path))
        if isinstance(data, Diagnostic):
            self._refuse(data)
            self.shadows.add(PurePosixPath(path).name.split(".")[0])
        elif shelf is not None:
            self.into.sources[path] = data.decode("utf-8", "replace").removeprefix("\ufeff")
            self._read(path, shelf, data)

    def _read(self, path: str, shelf: Shelf, data: bytes) -> None:
        if shelf.form == "yaml":
            self._tree(path, shelf, read_yaml(data, path))
        elif shelf.form == "jsonl" and data:
            plain = plain_lines(shelf.model, data) if shelf.model else None
            if plain is None:
                self._tree(path, shelf, read_jsonl(data, path))
            else:
                each = (unfold(record, path, (at,)) for at, record in enumerate(plain))
                self.entries.extend(chain.from_iterable(each))
        elif shelf.form in {"csv", "lock"}:
            text = decode(data, path, most_bytes=len(data))
            if isinstance(text, Diagnostic):
                self._refuse(text)
            elif shelf.form == "lock":
                lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
                self.minted = tuple(_minted(line, at) for at, line in enumerate(lines, 1) if line)
            else:
                self._code_list(path, text)

    def _code_list(self, path: str, text: str) -> None:
        rows, findings = read_code_list(text, path)
        self._refuse(*findings)
        if not findings:
            self.lists[PurePosixPath(path).stem] = rows

    def _tree(self, path: str, shelf: Shelf, reading: Reading) -> None:
        """Take what a file holds; what could not be read of it leaves its identifiers behind."""
        self._refuse(*(found for found in reading.diagnostics if found.severity == "error"))
        self.into.diagnostics += [d for d in reading.diagnostics if d.severity != "error"]
        if reading.root is None or (reading.failed and shelf.form == "jsonl"):
            self.shadows.update(ids_in_text(self.into.sources[path]))
        if reading.root is None or shelf.model is None:
            return
        self.into.roots[path] = reading.root
        known = {(found.place, found.code) for found in reading.diagnostics}
        for loc, node in _records(reading.root, shelf):
            entries, findings = entries_of(shelf.model, node, path, loc)
            self.entries += entries
            if findings:
                self._refuse(*(f for f in findings if (f.place, f.code) not in known))
                self.broken.add(path)
                self.shadows.update(ids_in(node))
        self._openness(path, reading.root)

    def _openness(self, path: str, root: Node) -> None:
        said = root.entry("open") if isinstance(root, MappingNode) else None
        value = said[1].value if said and isinstance(said[1], Scalar) else None
        if isinstance(value, bool):
            self.opened[path] = value


def _records(root: Node, shelf: Shelf) -> Iterator[tuple[Loc, Node]]:
    if shelf.form == "yaml":
        yield (), root
    elif isinstance(root, Sequence):
        yield from (((at,), item) for at, item in enumerate(root.items))


def _suggest(path: str) -> str:
    from claimbook.values.identifier import nearest

    near = nearest(path, [shelf.example for shelf in SHELVES])
    return f"see CONTRIBUTING.md; a path looks like `{near[0] if near else SHELVES[0].example}`"


def _minted(line: str, at: int) -> Minted:
    """Read one line of the lock: an identifier, a space, the release that held it first."""
    key, _, release = line.partition(" ")
    return Minted(key, at, release)
