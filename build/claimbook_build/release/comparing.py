"""Comparing a release that was built again with the one that was published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimbook.release.digest import TableDigest, file_digest
from claimbook.release.manifest import (
    MANIFEST_NAME,
    ColumnEntry,
    FileEntry,
    Manifest,
    TableEntry,
)
from claimbook.release.open import Release

_LISTS = frozenset({"tables", "files"})
"""Fields of a manifest whose differences are told file by file."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not the same.

    Attributes:
        file: The file.
        table: The table, where the file is that of one.
        column: The column, where one alone differs.
        message: What differs, in words.
    """

    file: str
    table: str | None
    column: str | None
    message: str

    def __str__(self) -> str:
        of = f" (column {self.column})" if self.column else ""
        return f"{self.file}{of}: {self.message}"


def by_bytes(published: Release, rebuilt: Release) -> tuple[Difference, ...]:
    """Return every difference between the bytes of two releases, told by their manifests.

    Both have been opened, so every file has the bytes that its manifest says.
    """
    old = {entry.file: entry for entry in published.manifest.entries()}
    new = {entry.file: entry for entry in rebuilt.manifest.entries()}
    found = (*_files(old, new), *_fields(published.manifest, rebuilt.manifest))
    before, after = ((each.root / MANIFEST_NAME).read_bytes() for each in (published, rebuilt))
    if not found and before != after:
        return (Difference(MANIFEST_NAME, None, None, "says the same in other bytes"),)
    return found


def by_digests(published: Release, rebuilt: Release) -> tuple[Difference, ...]:
    """Return every difference in what the tables of two releases say, whatever wrote them.

    The published tables are read: their manifest may be an older one, or wrong.

    Raises:
        DigestError: A table cannot be read.
    """
    old = {table.name: table for table in published.manifest.tables}
    new = {table.name: table for table in rebuilt.manifest.tables}
    found = [*_one_sided(old, new)]
    for name in sorted(old.keys() & new.keys()):
        columns = [(column.name, column.type) for column in old[name].columns]
        digest = file_digest(published.root / old[name].file, columns)
        if digest.digest != new[name].logical_digest:
            found += _columns(old[name], new[name], digest)
    return tuple(found)


def _one_sided(
    old: Mapping[str, TableEntry | FileEntry], new: Mapping[str, TableEntry | FileEntry]
) -> Iterator[Difference]:
    for name in sorted(old.keys() ^ new.keys()):
        entry = old.get(name) or new[name]
        said = "is not in the release built again" if name in old else "was not published"
        yield Difference(entry.file, getattr(entry, "name", None), None, said)


def _files(
    old: Mapping[str, TableEntry | FileEntry], new: Mapping[str, TableEntry | FileEntry]
) -> Iterator[Difference]:
    yield from _one_sided(old, new)
    for name in sorted(old.keys() & new.keys()):
        before, after = old[name], new[name]
        if isinstance(before, TableEntry) and isinstance(after, TableEntry):
            if before.sha256 != after.sha256:
                yield from _columns(before, after, None)
        elif before.sha256 != after.sha256:
            yield Difference(name, None, None, "other bytes")


def _columns(old: TableEntry, new: TableEntry, digest: TableDigest | None) -> Iterator[Difference]:
    """Tell in which columns two tables differ, by the digests given, or else the manifest's."""
    if old.rows != new.rows:
        rows = f"{new.rows:,} rows, {old.rows:,} were published"
        yield Difference(old.file, old.name, None, rows)
    before = {column.name: column for column in old.columns}
    after = {column.name: column for column in new.columns}
    told = False
    for name in [*before, *(name for name in after if name not in before)]:
        known = digest.columns[name] if digest and name in before else None
        if said := _column(before.get(name), after.get(name), known):
            told = True
            yield Difference(old.file, old.name, name, said)
    if not told:
        order = list(before) != list(after)
        said = "its columns stand in another order" if order else "other bytes for the same values"
        yield Difference(old.file, old.name, None, said)


def _column(old: ColumnEntry | None, new: ColumnEntry | None, digest: str | None) -> str | None:
    if new is None:
        return "is not in the table built again"
    if old is None:
        return "was not published"
    if old.type != new.type:
        return f"of type {new.type}, not {old.type}"
    if (digest or old.digest) != new.digest:
        return "other values"
    if digest is None and (old.description, old.field_id) != (new.description, new.field_id):
        return "another description or number"
    return None


def _fields(published: Manifest, rebuilt: Manifest) -> Iterator[Difference]:
    """Tell the differences of the manifests themselves."""
    for name in Manifest.model_fields:
        old, new = getattr(published, name), getattr(rebuilt, name)
        if old != new and name not in _LISTS:
            yield Difference(MANIFEST_NAME, None, None, f"`{name}` is {new}, not {old}")
