"""Opening a release: the single door, behind which every byte has been checked."""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claimbook.errors import ClaimbookError
from claimbook.release.manifest import (
    MANIFEST_NAME,
    MAX_MANIFEST_BYTES,
    VERSION_PATTERN,
    FileEntry,
    Manifest,
    ManifestError,
    TableEntry,
    read_manifest,
)

if TYPE_CHECKING:
    import duckdb

_BLOCK = 1024 * 1024  # larger reads do not hash faster
_READ_BY_ENGINE = (".parquet", ".sql", ".duckdb")


class ReleaseError(ClaimbookError):
    """A folder is no release, or not the one its manifest describes.

    Attributes:
        problems: Every fault that was found, one sentence each, with the file's name first.
        exit_code: What the command line exits with.
    """

    exit_code = 4

    def __init__(self, place: Path, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__(f"{place}: " + "; ".join(problems))


@dataclass(frozen=True, slots=True)
class Release:
    """A release whose bytes have been checked against its manifest.

    Attributes:
        root: The folder, absolute, with symbolic links above it resolved.
        manifest: What it holds.
    """

    root: Path
    manifest: Manifest

    def file(self, entry: TableEntry | FileEntry) -> Path:
        """Return the absolute path of one of the manifest's files."""
        return self.root / entry.file


def open_release(path: Path) -> Release:
    """Check a release and open it.

    Refused: links, pipes and devices; a size or SHA-256 that differs; a Parquet file whose rows
    or columns are not the manifest's; Parquet, SQL or DuckDB files that the manifest does not
    list (other strangers, such as a file manager's, are left alone); a folder whose name is not
    the version.

    Args:
        path: The release's folder, ``dist/<version>``.

    Raises:
        ReleaseError: The folder is not a whole release; all faults at once.
    """
    release = open_stage(path)
    if release.root.name != release.manifest.release:
        problem = f"{MANIFEST_NAME} says release {release.manifest.release}, the folder's name not"
        raise ReleaseError(path, (problem,))
    return release


def open_stage(path: Path) -> Release:
    """Check a release that does not have its folder's final name yet; else as `open_release`.

    Raises:
        ReleaseError: As for `open_release`.
    """
    root = _folder(path)
    try:
        manifest = read_manifest(_read_regular(root / MANIFEST_NAME, MAX_MANIFEST_BYTES))
    except (OSError, ManifestError) as error:
        raise ReleaseError(path, (f"{MANIFEST_NAME}: {_reason(error)}",)) from None
    release = Release(root, manifest)
    problems = [*_file_problems(release), *_strangers(release)]
    problems = problems or [*_table_problems(release)]  # only checked bytes meet the engine
    if problems:
        raise ReleaseError(path, tuple(problems))
    return release


def newest_release(dist: Path) -> Path:
    """Return the folder of the highest version under ``dist``, comparing numbers, not letters.

    Raises:
        ReleaseError: There is none.
    """
    try:
        names = [entry.name for entry in os.scandir(dist) if entry.is_dir(follow_symlinks=False)]
    except OSError as error:
        raise ReleaseError(dist, (_reason(error),)) from None
    versions = [name for name in names if re.fullmatch(VERSION_PATTERN, name)]
    if not versions:
        raise ReleaseError(dist, ("holds no release; build or download one first",))
    return dist / max(versions, key=_version_key)


def _version_key(version: str) -> tuple[int, ...]:
    """Order versions as numbers.

    >>> _version_key("2026.11.0") > _version_key("2026.9.12")
    True
    """
    return tuple(int(part) for part in version.split("."))


def _folder(path: Path) -> Path:
    try:
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise ReleaseError(path, ("not a folder",))
        return path.resolve(strict=True)
    except OSError as error:
        raise ReleaseError(path, (_reason(error),)) from None


def _read_regular(path: Path, limit: int) -> bytes:
    with _open_regular(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ManifestError(f"longer than {limit} bytes")
    return data


def _open_regular(path: Path) -> BinaryIO:
    """Open a file that is one: no link is followed and no pipe waited for."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    return open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb")  # noqa: PTH123


def _file_problems(release: Release) -> Iterator[str]:
    for entry in release.manifest.entries():
        try:
            size, digest = _measure(release.file(entry), entry.bytes)
        except OSError as error:
            yield f"{entry.file}: {_reason(error)}"
            continue
        if size != entry.bytes:
            yield f"{entry.file}: {size} bytes, the manifest says {entry.bytes}"
        elif digest != entry.sha256:
            yield f"{entry.file}: its SHA-256 is {digest}, the manifest says {entry.sha256}"


def _measure(path: Path, expected: int) -> tuple[int, str]:
    """Return a file's size and, when the size is the expected one, its SHA-256."""
    with _open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size != expected:
            return size, ""
        digest, seen = hashlib.sha256(), 0
        while block := file.read(_BLOCK):
            digest.update(block)
            seen += len(block)
    return seen, digest.hexdigest()


def _strangers(release: Release) -> Iterator[str]:
    listed = {entry.file for entry in release.manifest.entries()}
    for name in sorted(os.listdir(release.root)):  # noqa: PTH208
        if name not in listed and name.lower().endswith(_READ_BY_ENGINE):
            yield f"{name}: not in the manifest"


def _table_problems(release: Release) -> Iterator[str]:
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        for table in release.manifest.tables:
            try:
                yield from _one_table_problems(connection, table, str(release.file(table)))
            except duckdb.Error as error:
                yield f"{table.file}: {str(error).splitlines()[0]}"


def _one_table_problems(
    connection: "duckdb.DuckDBPyConnection", table: TableEntry, path: str
) -> Iterator[str]:
    rows = connection.execute("SELECT num_rows FROM parquet_file_metadata(?)", [path]).fetchall()
    if rows != [(table.rows,)]:
        yield f"{table.file}: {rows[0][0]} rows, the manifest says {table.rows}"
    relation = connection.read_parquet(path)
    found = [(name, str(kind)) for name, kind in zip(relation.columns, relation.types, strict=True)]
    if found != [(column.name, column.type) for column in table.columns]:
        yield f"{table.file}: its columns are not the manifest's"


def _reason(error: OSError | ManifestError) -> str:
    """Return an error without its path, which may be long and is named already."""
    return (error.strerror or "cannot be read") if isinstance(error, OSError) else str(error)
