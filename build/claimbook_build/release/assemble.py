"""A release folder: tables, views, descriptions, and the manifest that answers for every byte."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.columns import Column, Table
from claimbook.derive.field_ids import field_ids
from claimbook.derive.tables import tables
from claimbook.history import HISTORY
from claimbook.records.registry import CHANGES, KEYS, RELEASES
from claimbook.release.digest import Digesting
from claimbook.release.manifest import (
    MANIFEST_NAME,
    SUMS_NAME,
    ColumnEntry,
    FileEntry,
    Manifest,
    PreviousEntry,
    TableEntry,
    write_manifest,
)
from claimbook.release.open import Release
from claimbook.release.pieces import PIECES_NAME, write_pieces
from claimbook.release.sums import write_sums
from claimbook_build.build.flat import figures_flat_table
from claimbook_build.build.parquet import numbered, row_groups, write_groups
from claimbook_build.build.sources import Sources
from claimbook_build.changelog.fragments import Fragments
from claimbook_build.history.first import carried_over
from claimbook_build.history.history import History
from claimbook_build.history.releases import own_release
from claimbook_build.release.commit import Commit
from claimbook_build.release.documents import release_documents
from claimbook_build.release.file_entry import file_entry, sha256_of
from claimbook_build.release.notes import notes
from claimbook_build.release.toolchain import toolchain
from claimbook_build.standards.write import write_all
from claimbook_build.views.files import view_files

if TYPE_CHECKING:
    import pyarrow as pa

DATASET = "claimbook"
LICENCE = "CC-BY-4.0"
SCHEMA_VERSION = "1.0.0"
"""Version of the published tables, by docs/decisions/0018; golden files of the columns guard it."""

_BY_DICTIONARY = frozenset({"VARCHAR", "BIGINT", "DOUBLE", "DATE", "TIMESTAMP"})

MOST_DISTINCT_SHARE = 0.1
"""A column with fewer distinct values than this share of its rows is written by dictionary.

Judged by the first row group, so that a table need not be read twice, nor held.
"""


SCRATCH = ".scratch"
"""The folder in a stage for what memory should not hold; it is gone before anybody sees it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a release.

    Attributes:
        release: Its version.
        tables: The rows of every table by its name, that of the wide table among them.
        commit: The commit they were built from.
        previous: The release before, which the dataset names; None: there was none.
        reasons: Who knows why rows changed since; None: nobody does.
        taken: What the licence adds on rows of others, as of `taken_over`.
        licence: The licence of all rows, as of `licence_of`.
    """

    release: str
    tables: Sources
    commit: Commit
    previous: Release | None = None
    reasons: Fragments | None = None
    taken: str = ""
    licence: str = LICENCE


def assemble(contents: Contents, folder: Path, step: Callable[[str], None]) -> Manifest:
    """Write a whole release into an empty folder.

    Args:
        contents: What goes into it.
        folder: The folder, usually a stage.
        step: Called with the name of each table before it is written.

    Returns:
        The manifest, which is the last file written but for the list of sums.
    """
    entries = []
    for table in (*tables().values(), figures_flat_table()):
        if table.name not in HISTORY:
            step(table.name)
            rows = contents.tables[table.name]
            rows = carried_over(rows, table, contents.release, contents.previous)
            entries.append(_write(table, rows, folder, contents.licence))
    entries += [*_history(contents, entries, folder, step)]
    prose = release_documents(contents.release, entries, contents.commit, contents.taken)
    texts = {name: text.encode() for name, text in {**view_files(), **prose}.items()}
    if pieces := write_pieces(folder, entries):
        texts[PIECES_NAME] = pieces
    for name, text in texts.items():
        (folder / name).write_bytes(text)
    files = tuple(file_entry(folder / name) for name in texts)
    told = _manifest(contents, tuple(entries), (*files, *_notes(contents, entries, files, folder)))
    manifest = write_all(folder, told)
    data = write_manifest(manifest)
    (folder / MANIFEST_NAME).write_bytes(data)
    (folder / SUMS_NAME).write_bytes(write_sums(manifest, sha256(data).hexdigest()))
    return manifest


def _notes(
    contents: Contents, entries: Sequence[TableEntry], files: tuple[FileEntry, ...], folder: Path
) -> Iterator[FileEntry]:
    """Write what is told of the release as far as it is written: what it promises, and changed."""
    so_far = Release(folder.resolve(), _manifest(contents, tuple(entries), files))
    reasons = contents.reasons or Fragments()
    spill = folder / SCRATCH / "spill"
    for name, text in notes(so_far, contents.previous, reasons, spill).items():
        (folder / name).write_text(text, "utf-8", newline="\n")
        yield file_entry(folder / name)


def _history(
    contents: Contents,
    entries: Sequence[TableEntry],
    folder: Path,
    step: Callable[[str], None],
) -> Iterator[TableEntry]:
    """Write the tables that tell of releases, computed from those that are written."""
    own = own_release(contents.tables[RELEASES.name], contents.release, SCHEMA_VERSION)
    written = {entry.name: entry for entry in entries}
    yield _write(RELEASES, (own,), folder, contents.licence)
    with History(contents.release, written, folder, contents.previous) as history:
        step(KEYS.name)
        keys = history.keys()  # what changed is known after it
        yield _write(KEYS, keys, folder, contents.licence)
        step(CHANGES.name)
        changes = history.changes(contents.reasons)
        yield _write(tables()[CHANGES.name], changes, folder, contents.licence)


def _write(table: Table, data: "Iterable[pa.Table]", folder: Path, licence: str) -> TableEntry:
    path = folder / f"{table.name}.parquet"
    columns = [_described(column) for column in table.columns]
    metadata = {
        "columns": json.dumps(columns, ensure_ascii=False, sort_keys=True),
        "grain": table.grain,
        "licence": licence,
        "primary_key": json.dumps(table.primary_key),
        "table": table.name,
    }
    ids = field_ids(table.name)
    digesting = Digesting((column.name, column.type) for column in table.columns)
    groups = digesting.through(numbered(row_groups(data), ids))
    rows = write_groups(groups, path, metadata, partial(_dictionary, table), ids_of(table))
    found = digesting.finished()
    return TableEntry(
        name=table.name,
        file=path.name,
        bytes=path.stat().st_size,
        sha256=sha256_of(path),
        rows=rows,
        columns=tuple(
            ColumnEntry(
                name=c.name,
                type=c.type,
                description=_words(c),
                digest=found.columns[c.name],
                field_id=ids[c.name],
            )
            for c in table.columns
        ),
        primary_key=table.primary_key,
        sort_order=table.sort_order,
        logical_digest=found.digest,
    )


def _described(column: Column) -> dict[str, object]:
    described: dict[str, object] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        "nullable": column.nullable,
    }
    optional = {
        "unit": column.unit,
        "vocabulary": column.vocabulary,
        "references": list(column.references) or None,
    }
    return described | {name: value for name, value in optional.items() if value is not None}


def _words(column: Column) -> str:
    return column.description + (f" In {column.unit}s." if column.unit else "")


def _dictionary(table: Table, data: "pa.Table") -> list[str]:
    """Name the columns with few distinct values: code lists, and references that repeat."""
    found = []
    for column in table.columns:
        if column.type not in _BY_DICTIONARY or data.num_rows == 0:
            continue
        distinct = len(data.column(column.name).unique())
        if column.vocabulary or distinct <= data.num_rows * MOST_DISTINCT_SHARE:
            found.append(column.name)
    return found


def ids_of(table: Table) -> list[str]:
    """Return the names of a table's columns of ids: its records' own, and those of others."""
    own = table.primary_key if len(table.primary_key) == 1 else ()
    texts = (column for column in table.columns if column.type == "VARCHAR")
    return [column.name for column in texts if column.references or column.name in own]


def _manifest(
    contents: Contents, entries: tuple[TableEntry, ...], files: tuple[FileEntry, ...]
) -> Manifest:
    return Manifest(
        dataset=DATASET,
        release=contents.release,
        schema_version=SCHEMA_VERSION,
        licence=contents.licence,
        code_version=version("claimbook"),
        commit=contents.commit.hash,
        commit_date=contents.commit.date,
        previous=_previous(contents.previous),
        toolchain=toolchain(),
        tables=entries,
        files=files,
    )


def _previous(release: Release | None) -> PreviousEntry | None:
    if release is None:
        return None
    digest = sha256_of(release.root / MANIFEST_NAME)
    return PreviousEntry(release=release.manifest.release, manifest_sha256=digest)
