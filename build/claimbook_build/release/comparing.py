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
    write_manifest,
)
from claimbook.release.open import Release
from claimbook.release.pieces import PIECES_NAME, write_pieces
from claimbook_build.standards.views_file import NAME as VIEWS
from claimbook_build.standards.write import TEXTS

_LISTS = frozenset({"tables", "files"})
"""Fields of a manifest whose differences are told file by file."""

_TOOLS = frozenset({"toolchain", "code_version"})
"""Fields of a manifest that say what made the release."""

_OF_TABLES = ("rows", "primary_key", "sort_order", "logical_digest")
_OF_COLUMNS = ("digest", "field_id")


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


def by_meaning(published: Release, rebuilt: Release, *, same_code: bool) -> tuple[Difference, ...]:
    """Return every difference that other tools do not explain, nor, where it is another, the code.

    That is what tables say, and what manifests say but for tools and the sizes and hashes of files.
    Where the code is the same, descriptions too, and all other files: by bytes, or, where they are
    made of the manifest, as they follow from it. Not compared is the engine's own file of views.

    Args:
        published: The release.
        rebuilt: The release that was built again.
        same_code: Whether the code is the same, and tools alone may be others.

    Raises:
        DigestError: A table cannot be read.
    """
    found = list(by_digests(published, rebuilt))
    told = {each.table for each in found}
    new = {table.name: table for table in rebuilt.manifest.tables if table.name not in told}
    for table in published.manifest.tables:
        if table.name in new:
            found += _said(table, new[table.name], words=same_code)
    found += _fields(published.manifest, rebuilt.manifest, _LISTS | _TOOLS)
    if same_code:
        found += _texts(published, rebuilt)
        found += [] if found else _form(published, rebuilt)
    return tuple(found)


def unjudged(differ: tuple[Difference, ...], *, same_code: bool) -> tuple[str, ...]:
    """Return which of the files that differ in bytes `by_meaning` does not look into."""
    files = (each.file for each in differ if each.table is None and each.file != MANIFEST_NAME)
    return tuple(dict.fromkeys(name for name in files if not same_code or name == VIEWS))


def _said(old: TableEntry, new: TableEntry, *, words: bool) -> Iterator[Difference]:
    """Tell what manifests say otherwise of a table that holds the same."""
    for field in _OF_TABLES:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            said = f"`{field}` of {old.name} is {after}, not {before}"
            yield Difference(MANIFEST_NAME, old.name, None, said)
    fields = (*_OF_COLUMNS, "description") if words else _OF_COLUMNS
    for one, other in zip(old.columns, new.columns, strict=True):  # the digest covers their names
        for field in fields:
            if getattr(one, field) != getattr(other, field):
                said = f"another `{field}` of {old.name}"
                yield Difference(MANIFEST_NAME, old.name, one.name, said)


def _texts(published: Release, rebuilt: Release) -> Iterator[Difference]:
    """Tell differences of files that no tool decides; those made of the manifest aside."""
    old, new = (
        {entry.file: entry for entry in each.manifest.files if entry.file != PIECES_NAME}
        for each in (published, rebuilt)
    )
    made = {*TEXTS, VIEWS}
    yield from _one_sided(old, new)
    for name in sorted((old.keys() & new.keys()) - made):
        if old[name].sha256 != new[name].sha256:
            yield Difference(name, None, None, "other bytes")


def _form(published: Release, rebuilt: Release) -> Iterator[Difference]:
    """Tell whether a manifest that says the same is in order, and what is made of it follows."""
    manifest = published.manifest
    orders = [
        [entry.file for entry in each.manifest.entries() if entry.file != PIECES_NAME]
        for each in (published, rebuilt)
    ]
    if orders[0] != orders[1]:
        yield Difference(MANIFEST_NAME, None, None, "lists files in another order")
    if (published.root / MANIFEST_NAME).read_bytes() != write_manifest(manifest):
        yield Difference(MANIFEST_NAME, None, None, "not in its canonical form")
    made = {*TEXTS, VIEWS}
    yield from _pieces(published)
    files = tuple(entry for entry in manifest.files if entry.file not in made)
    before = manifest.model_copy(update={"files": files})
    for name, text in TEXTS.items():
        if (published.root / name).read_bytes() != text(before).encode():
            yield Difference(name, None, None, "does not follow from the manifest")


def _pieces(published: Release) -> Iterator[Difference]:
    """Tell whether the list of pieces, which goes with the bytes of tables, is that of its own."""
    entries = [entry for entry in published.manifest.files if entry.file == PIECES_NAME]
    found = (published.root / PIECES_NAME).read_bytes() if entries else None
    if found != write_pieces(published.root, published.manifest.tables):
        yield Difference(PIECES_NAME, None, None, "does not follow from the tables")


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


def _fields(
    published: Manifest, rebuilt: Manifest, but: frozenset[str] = _LISTS
) -> Iterator[Difference]:
    """Tell the differences of the manifests themselves, but for some fields."""
    for name in Manifest.model_fields:
        old, new = getattr(published, name), getattr(rebuilt, name)
        if old != new and name not in but:
            yield Difference(MANIFEST_NAME, None, None, f"`{name}` is {new}, not {old}")
