"""Verifying a release: every file against the manifest, and no file beside those it lists."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimbook.release.fault import (
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
    table_faults,
)
from claimbook.release.logical import digested, logical_faults
from claimbook.release.manifest import MANIFEST_NAME, SUMS_NAME, Manifest
from claimbook.release.open import ReleaseError, folder_of, name_fault
from claimbook.release.signature import Signature, signature_of
from claimbook.release.signature_bundle import BUNDLE_NAME
from claimbook.release.signer import Signer
from claimbook.release.sums import sums_faults


@dataclass(frozen=True, slots=True)
class Verified:
    """A release of which every byte is what its manifest says.

    Attributes:
        release: Its version.
        manifest_sha256: SHA-256 of the manifest, which stands for the whole release: compare it
            with the one that its publisher names.
        files: Number of files, the manifest included.
        bytes: Their length in all, the manifest left out.
        signature: Whether it is signed, by whom, and what of that was checked.
        manifest: What the release holds.
        digests: How many tables' logical digests were computed anew.
    """

    release: str
    manifest_sha256: str
    files: int
    bytes: int
    signature: Signature
    manifest: Manifest = field(repr=False)
    digests: int = 0


def verify(  # noqa: PLR0913  all that may be asked of a release
    path: str | os.PathLike[str],
    *,
    manifest_sha256: str | None = None,
    manifest: Manifest | None = None,
    signer: Signer | None = None,
    require_signature: bool | None = None,
    logical: bool = False,
) -> Verified:
    """Verify a release, more strictly than it is opened: nothing unknown may lie beside it.

    Args:
        path: The release's folder.
        manifest_sha256: What the SHA-256 of its manifest must be, in hexadecimal.
        manifest: What the manifest must say.
        signer: Who must have signed it. A signature that is there is read even if nobody is named:
            one that is broken, or of another manifest, is a fault.
        require_signature: Whether there must be a signature, and a good one; by default when a
            signer is named.
        logical: Whether to compute the logical digests anew, with pyarrow. The bytes are compared
            anyway, so this says only whether the manifest gives the digests that they have.

    Raises:
        ReleaseError: It is not whole. Its ``faults`` hold an error for each fault, of a class of
            its own for each kind: missing, link, special, unreadable, size, checksum, unlisted,
            content, manifest, folder, signature.
        SignerError: The signer is not named in a way that can be checked.
        DigestError: pyarrow is not installed.
    """
    place = Path(path)
    root, found, digest = _opened(place, manifest_sha256, manifest)
    required = signer is not None if require_signature is None else require_signature
    faults = _faults(root, found, digest)
    try:
        signature = signature_of(root, found.release, digest, signer, required=required)
    except FaultError as fault:
        raise ReleaseError(place, (fault, *faults)) from None
    if logical and not faults:
        faults = [*logical_faults(root, found)]
    if faults:
        raise ReleaseError(place, tuple(faults))
    entries = found.entries()
    length = sum(entry.bytes for entry in entries)
    digests = len(digested(found)) if logical else 0
    return Verified(found.release, digest, len(entries) + 1, length, signature, found, digests)


def _opened(
    place: Path, manifest_sha256: str | None, manifest: Manifest | None
) -> tuple[Path, Manifest, str]:
    """Return a release's folder, its manifest, which must be the wanted one, and its SHA-256."""
    try:
        root = folder_of(place)
        found, digest = manifest_of(root)
        _compare(digest, manifest_sha256)
        if manifest is not None and manifest != found:
            raise ManifestFileError(MANIFEST_NAME, "has changed since the release was opened")
    except FaultError as fault:
        raise ReleaseError(place, (fault,)) from None
    return root, found, digest


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
    listed = {MANIFEST_NAME, BUNDLE_NAME, *(entry.file for entry in manifest.entries())}
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError as error:
        yield FolderError(None, reason(error))
        return
    for entry in entries:
        if entry.name == SUMS_NAME:
            yield from sums_faults(root, manifest, digest)
        elif entry.name not in listed:
            yield _stranger(entry)


def _stranger(entry: os.DirEntry[str]) -> FaultError:
    if entry.is_symlink():
        return LinkedFileError(entry.name, "a symbolic link, and not in the manifest")
    if entry.is_file(follow_symlinks=False):
        return UnlistedFileError(entry.name, "not in the manifest")
    what = "a folder" if entry.is_dir(follow_symlinks=False) else "not a regular file"
    return SpecialFileError(entry.name, f"{what}, and not in the manifest")
