"""Verifying a release: every file against the manifest, and no file beside those it lists."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimbook.release.fault import (
    ChecksumError,
    FaultError,
    FolderError,
    LinkedFileError,
    ManifestFileError,
    SpecialFileError,
    UnlistedFileError,
)
from claimbook.release.inspection import (
    file_faults,
    manifest_of,
    reason,
    small_file,
    table_faults,
)
from claimbook.release.manifest import MANIFEST_NAME, SUMS_NAME, Manifest
from claimbook.release.open import ReleaseError, folder_of, name_fault

_SUM = re.compile("([0-9a-f]{64}) [ *]([A-Za-z0-9_.-]{1,80})")


@dataclass(frozen=True, slots=True)
class Verified:
    """A release of which every byte is what its manifest says.

    Attributes:
        release: Its version.
        manifest_sha256: SHA-256 of the manifest, which stands for the whole release: compare it
            with the one that its publisher names.
        files: Number of files, the manifest included.
        bytes: Their length in all, the manifest left out.
        manifest: What the release holds.
    """

    release: str
    manifest_sha256: str
    files: int
    bytes: int
    manifest: Manifest = field(repr=False)


def verify(
    path: str | os.PathLike[str],
    *,
    manifest_sha256: str | None = None,
    manifest: Manifest | None = None,
) -> Verified:
    """Verify a release, more strictly than it is opened: nothing unknown may lie beside it.

    Args:
        path: The release's folder.
        manifest_sha256: What the SHA-256 of its manifest must be, in hexadecimal.
        manifest: What the manifest must say.

    Raises:
        ReleaseError: It is not whole. Its ``faults`` hold an error for each fault, of a class of
            its own for each kind: missing, link, special, unreadable, size, checksum, unlisted,
            content, manifest, folder.
    """
    place = Path(path)
    try:
        root = folder_of(place)
        found, digest = manifest_of(root)
        _compare(digest, manifest_sha256)
        if manifest is not None and manifest != found:
            raise ManifestFileError(MANIFEST_NAME, "has changed since the release was opened")
    except FaultError as fault:
        raise ReleaseError(place, (fault,)) from None
    if faults := tuple(_faults(root, found, digest)):
        raise ReleaseError(place, faults)
    entries = found.entries()
    length = sum(entry.bytes for entry in entries)
    return Verified(found.release, digest, len(entries) + 1, length, found)


def _compare(digest: str, wanted: str | None) -> None:
    if wanted is not None and digest != wanted.strip().lower():
        said = f"its SHA-256 is {digest}, not {wanted}"
        raise ManifestFileError(MANIFEST_NAME, said)


def _faults(root: Path, manifest: Manifest, digest: str) -> list[FaultError]:
    faults = [*file_faults(root, manifest), *_unlisted(root, manifest, digest)]
    if misnamed := name_fault(root, manifest):
        faults.append(misnamed)
    return faults or [*table_faults(root, manifest)]  # only checked bytes meet the engine


def _unlisted(root: Path, manifest: Manifest, digest: str) -> Iterator[FaultError]:
    listed = {MANIFEST_NAME, *(entry.file for entry in manifest.entries())}
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError as error:
        yield FolderError(None, reason(error))
        return
    for entry in entries:
        if entry.name == SUMS_NAME:
            yield from _sums_faults(root, manifest, digest)
        elif entry.name not in listed:
            yield _stranger(entry)


def _stranger(entry: os.DirEntry[str]) -> FaultError:
    if entry.is_symlink():
        return LinkedFileError(entry.name, "a symbolic link, and not in the manifest")
    if entry.is_file(follow_symlinks=False):
        return UnlistedFileError(entry.name, "not in the manifest")
    what = "a folder" if entry.is_dir(follow_symlinks=False) else "not a regular file"
    return SpecialFileError(entry.name, f"{what}, and not in the manifest")


def _sums_faults(root: Path, manifest: Manifest, digest: str) -> Iterator[FaultError]:
    """Hold the list for ``sha256sum --check`` to the manifest, which does not know its hash."""
    try:
        text = small_file(root, SUMS_NAME).decode("ascii", "replace")
    except FaultError as fault:
        yield fault
        return
    known = {entry.file: entry.sha256 for entry in manifest.entries()} | {MANIFEST_NAME: digest}
    for number, line in enumerate(text.splitlines(), 1):
        found = _SUM.fullmatch(line)
        if found is None or known.get(found[2]) != found[1]:
            yield ChecksumError(SUMS_NAME, f"line {number} is not what the manifest says")
