"""Opening a release: the single door, behind which every byte has been checked."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimbook.errors import ClaimbookError
from claimbook.release.fault import FaultError, FolderError, UnlistedFileError
from claimbook.release.inspection import file_faults, manifest_of, reason, table_faults
from claimbook.release.manifest import (
    MANIFEST_NAME,
    VERSION_PATTERN,
    FileEntry,
    Manifest,
    TableEntry,
)

_READ_BY_ENGINE = (".parquet", ".sql", ".duckdb")


class ReleaseError(ClaimbookError):
    """A folder is no release, or not the one its manifest describes.

    Attributes:
        faults: Every fault that was found, each an error of its own kind.
        problems: The same in words, one sentence each, with the file's name first.
        exit_code: What the command line exits with.
    """

    exit_code = 4

    def __init__(self, place: Path, faults: tuple[FaultError, ...]) -> None:
        self.faults = faults
        self.problems = tuple(str(fault) for fault in faults)
        super().__init__(f"{place}: " + "; ".join(self.problems))


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
    if fault := name_fault(release.root, release.manifest):
        raise ReleaseError(path, (fault,))
    return release


def open_stage(path: Path) -> Release:
    """Check a release that does not have its folder's final name yet; else as `open_release`.

    Raises:
        ReleaseError: As for `open_release`.
    """
    try:
        root = folder_of(path)
        manifest, _ = manifest_of(root)
    except FaultError as fault:
        raise ReleaseError(path, (fault,)) from None
    faults = [*file_faults(root, manifest), *_strangers(root, manifest)]
    faults = faults or [*table_faults(root, manifest)]  # only checked bytes meet the engine
    if faults:
        raise ReleaseError(path, tuple(faults))
    return Release(root, manifest)


def folder_of(path: Path) -> Path:
    """Return the absolute path of a folder that is one.

    Raises:
        FolderError: It is not there, a link, or no folder.
    """
    try:
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise FolderError(None, "not a folder")
        return path.resolve(strict=True)
    except OSError as error:
        raise FolderError(None, reason(error)) from None


def name_fault(root: Path, manifest: Manifest) -> FolderError | None:
    """Return the fault of a folder that is not named after its release, if it is one."""
    if root.name == manifest.release:
        return None
    said = f"{MANIFEST_NAME} says release {manifest.release}, the folder's name not"
    return FolderError(None, said)


def newest_release(dist: Path) -> Path:
    """Return the folder of the highest version under ``dist``, comparing numbers, not letters.

    Raises:
        ReleaseError: There is none.
    """
    try:
        found = versions_below(dist)
    except OSError as error:
        raise ReleaseError(dist, (FolderError(None, reason(error)),)) from None
    if not found:
        fault = FolderError(None, "holds no release; build or download one first")
        raise ReleaseError(dist, (fault,))
    return dist / found[-1]


def versions_below(dist: Path) -> tuple[str, ...]:
    """Return the names of the folders that are named like releases, the newest last.

    Raises:
        OSError: The folder cannot be listed.
    """
    names = [entry.name for entry in os.scandir(dist) if entry.is_dir(follow_symlinks=False)]
    found = (name for name in names if re.fullmatch(VERSION_PATTERN, name))
    return tuple(sorted(found, key=version_key))


def version_key(version: str) -> tuple[int, ...]:
    """Order versions as numbers.

    >>> version_key("2026.11.0") > version_key("2026.9.12")
    True
    """
    return tuple(int(part) for part in version.split("."))


def _strangers(root: Path, manifest: Manifest) -> Iterator[FaultError]:
    listed = {entry.file for entry in manifest.entries()}
    for name in sorted(os.listdir(root)):  # noqa: PTH208
        if name not in listed and name.lower().endswith(_READ_BY_ENGINE):
            yield UnlistedFileError(name, "not in the manifest")
