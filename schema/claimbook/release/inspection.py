"""Looking at a release's files: what of them is not as the manifest says."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claimbook.release.engine_lock import lock
from claimbook.release.fault import (
    ChecksumError,
    ContentError,
    FaultError,
    LinkedFileError,
    ManifestFileError,
    MissingFileError,
    SizeError,
    SpecialFileError,
    UnreadableFileError,
)
from claimbook.release.manifest import (
    MANIFEST_NAME,
    MAX_MANIFEST_BYTES,
    FileEntry,
    Manifest,
    ManifestError,
    TableEntry,
    read_manifest,
)
from claimbook.sql_text import exact_path, parquet_file

if TYPE_CHECKING:
    import duckdb

_BLOCK = 1024 * 1024  # larger reads do not hash faster


def manifest_of(root: Path) -> tuple[Manifest, str]:
    """Return a release's manifest and the SHA-256 of the file's bytes.

    Raises:
        FaultError: It is not there, no regular file, or no manifest.
    """
    try:
        data = small_file(root, MANIFEST_NAME)
        return read_manifest(data), hashlib.sha256(data).hexdigest()
    except ManifestError as error:
        raise ManifestFileError(MANIFEST_NAME, str(error)) from None


def small_file(root: Path, name: str) -> bytes:
    """Return the bytes of a file that the manifest cannot vouch for, the manifest among them.

    Raises:
        FaultError: It is not there, no regular file, or longer than a manifest may be.
    """
    try:
        with _open_regular(root / name) as file:
            data = file.read(MAX_MANIFEST_BYTES + 1)
    except OSError as error:
        raise _unread(name, error) from None
    if len(data) > MAX_MANIFEST_BYTES:
        raise SizeError(name, f"longer than {MAX_MANIFEST_BYTES} bytes")
    return data


def file_faults(root: Path, manifest: Manifest) -> Iterator[FaultError]:
    """Compare every file of the manifest with its size and SHA-256."""
    for entry in manifest.entries():
        if fault := _file_fault(root, entry):
            yield fault


def table_faults(root: Path, manifest: Manifest) -> Iterator[FaultError]:
    """Compare the rows and columns of every table; for bytes that have been checked."""
    import duckdb

    paths = [str(root / table.file) for table in manifest.tables]
    with duckdb.connect(config={"threads": 1}) as connection:
        lock(connection, paths)  # bytes that are as they were may still be a stranger's
        for table in manifest.tables:
            try:
                yield from _table_faults(connection, table, str(root / table.file))
            except (duckdb.Error, RuntimeError, UnicodeError) as error:  # names may be no text
                yield ContentError(table.file, str(error).splitlines()[0])


def reason(error: OSError) -> str:
    """Return an error without its path, which may be long and is named already."""
    return error.strerror or "cannot be read"


class _NotRegularError(OSError):
    """What stands there is no regular file."""

    def __init__(self, mode: int) -> None:
        super().__init__(errno.EINVAL, "not a regular file")
        self.is_link = stat.S_ISLNK(mode)


def _unread(file: str, error: OSError) -> FaultError:
    if isinstance(error, _NotRegularError):
        if error.is_link:
            return LinkedFileError(file, "not a regular file but a symbolic link")
        return SpecialFileError(file, "not a regular file")
    if isinstance(error, FileNotFoundError):
        return MissingFileError(file, reason(error))
    return UnreadableFileError(file, reason(error))


def _file_fault(root: Path, entry: TableEntry | FileEntry) -> FaultError | None:
    try:
        size, digest = _measure(root / entry.file, entry.bytes)
    except OSError as error:
        return _unread(entry.file, error)
    if size != entry.bytes:
        return SizeError(entry.file, f"{size} bytes, the manifest says {entry.bytes}")
    if digest != entry.sha256:
        said = f"its SHA-256 is {digest}, the manifest says {entry.sha256}"
        return ChecksumError(entry.file, said)
    return None


def _open_regular(path: Path) -> BinaryIO:
    """Open a file that is one: no link is followed and no pipe waited for."""
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        raise _NotRegularError(mode)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    return open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb")  # noqa: PTH123


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


def _table_faults(
    connection: "duckdb.DuckDBPyConnection", table: TableEntry, path: str
) -> Iterator[FaultError]:
    known = "SELECT num_rows FROM parquet_file_metadata(?)"
    ((rows,),) = connection.execute(known, [exact_path(path)]).fetchall()
    if rows != table.rows:
        yield ContentError(table.file, f"{rows} rows, the manifest says {table.rows}")
    relation = connection.sql(f"FROM {parquet_file(path)}")
    found = [(name, str(kind)) for name, kind in zip(relation.columns, relation.types, strict=True)]
    if found != [(column.name, column.type) for column in table.columns]:
        yield ContentError(table.file, "its columns are not the manifest's")
