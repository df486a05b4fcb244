"""What changed: files first, then the records, codes and list rows in them."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from claimbook.dataset import Dataset
from claimbook.diagnostic import Diagnostic
from claimbook.records.files import MachineClaim
from claimbook.records.record import Strict
from claimbook_build.check.collect import ROOTS, collect, paths_below
from claimbook_build.check.layout import shelf_of
from claimbook_build.check.run import judge
from claimbook_build.project import release_in
from claimbook_build.select.repository import Blob, Repository

Key: TypeAlias = tuple[str, str]
"""A table and an identifier; a code list and a code."""

_PROJECT = "pyproject.toml"
_NOWHERE = Path(os.devnull)  # no folder: a dataset collected from it is that of its overlay alone


@dataclass(frozen=True)
class Base:
    """The dataset as it was at a commit.

    Attributes:
        repository: Where it is kept.
        commit: The commit.
    """

    repository: Repository
    commit: str

    @cached_property
    def _all(self) -> Mapping[str, Blob]:
        return self.repository.files(self.commit, (*ROOTS, _PROJECT))

    @cached_property
    def files(self) -> Mapping[str, Blob]:
        """The files of the dataset."""
        return {path: blob for path, blob in self._all.items() if path != _PROJECT}

    @cached_property
    def release(self) -> str | None:
        """The release that was being made."""
        if _PROJECT not in self._all:
            return None
        [text] = self.repository.contents([self._all[_PROJECT]])
        return release_in(text, f"{_PROJECT} of {self.commit[:12]}")

    def dataset(self, paths: Iterable[str]) -> Dataset:
        """Return the records of some of the files; machine-made claims are left out."""
        return collect(_NOWHERE, None, self._texts(set(paths) - machine_files(paths))).dataset

    def findings(self, root: Path, paths: frozenset[str]) -> Iterator[Diagnostic]:
        """Yield what a check would have found, of a folder that differs in these files alone."""
        collection = collect(root, self.release, self._texts(paths))
        yield from collection.diagnostics
        yield from judge(collection)

    def _texts(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        """Return what files held; None where there was none, or a link."""
        blobs = {path: self.files.get(path) for path in sorted(paths)}
        plain = {path: blob for path, blob in blobs.items() if blob is not None and blob.plain}
        held = dict(zip(plain, self.repository.contents(plain.values()), strict=True))
        return {path: held.get(path) for path in blobs}


def machine_files(paths: Iterable[str]) -> set[str]:
    """Return those of some files that are for machine-made claims."""
    shelves = ((path, shelf_of(path)) for path in paths)
    return {path for path, shelf in shelves if shelf and shelf.model is MachineClaim}


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between a commit and the work tree.

    Attributes:
        paths: Every file that was added, altered or deleted, untracked ones included.
        keys: The records, codes and list rows that were added, altered or deleted.
        named: The identifiers that altered evidence and reviews speak of.
    """

    paths: frozenset[str]
    keys: frozenset[Key] = field(default=frozenset())
    named: frozenset[str] = field(default=frozenset())


def changed_files(root: Path, base: Base) -> frozenset[str]:
    """Return what differs on disk from a commit: all that a check would read counts.

    A folder that is a repository of its own stands there with all that lies in it.
    """
    there, then = frozenset(paths_below(root)), base.files
    suspects = base.repository.altered(base.commit, ROOTS)
    known = {path: then[path] for path in suspects if path in then}
    sizes = zip(known.items(), base.repository.sizes(known.values()), strict=True)
    same = {path for (path, blob), size in sizes if blob.is_at(root / path, size)}
    return (suspects - same) | (there ^ then.keys())


def changes(base: Base, paths: frozenset[str], now: Dataset) -> Change:
    """Compare the records of changed files with those that stood in them.

    A record that only moved, within its file or to another one, is as it was.
    """
    before = base.dataset(paths)
    old, new = dict(_facts(before, paths)), dict(_facts(now, paths))
    keys = frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    spoken = _spoken(before, paths) ^ _spoken(now, paths)
    return Change(paths, keys, frozenset(name for names in spoken for name in _names(names)))


def _facts(dataset: Dataset, paths: frozenset[str]) -> Iterator[tuple[Key, object]]:
    for entry in dataset.entries:
        if entry.path in paths and entry.table != "evidence":
            yield (entry.table, entry.key), (entry.record, entry.parent)
    for name, rows in dataset.lists.items():
        if f"seeds/reference/codes/{name}.csv" in paths:
            yield from (((name, code), row) for code, row in rows.items())


def _spoken(dataset: Dataset, paths: frozenset[str]) -> frozenset[Strict]:
    tables = (*dataset.table("evidence"), *dataset.table("reviews"))
    return frozenset(entry.record for entry in tables if entry.path in paths)


def _names(record: Strict) -> Iterator[str]:
    """Yield the records that a line of evidence, or a review, is about."""
    for name in ("record", "document", "target"):
        if hasattr(record, name):
            yield str(getattr(record, name))
