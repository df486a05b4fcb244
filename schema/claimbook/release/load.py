"""Opening the release that a session means, on this machine or behind an address.

These functions alone look at the working folder and at the environment, and only when they are
called: a session says `load()` and means the release at hand (`claimbook.release.find`).
"""

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.release.fault import FolderError, ManifestFileError
from claimbook.release.find import find, is_address, places, split_address
from claimbook.release.manifest import MANIFEST_NAME
from claimbook.release.open import Release, ReleaseError, open_release

if TYPE_CHECKING:
    import duckdb

    from claimbook.release.handle import ReleaseHandle
    from claimbook.release.remote.client import Terms
    from claimbook.release.remote.distant import DistantRelease


def load(
    release: str | None = None,
    *,
    path: str | os.PathLike[str] | None = None,
    offline: bool = False,
    manifest_sha256: str | None = None,
    terms: "Terms | None" = None,
) -> "ReleaseHandle":
    """Open a release.

    On this machine every byte of it has been compared with its manifest. Behind an address it
    stays where it is, and a query fetches what it needs of the tables; this takes the extra
    ``remote``, and what it promises less than a download does stands in docs/remote.md.

    Args:
        release: A version (``2026.11.0``) or an address (``https://example.org/data/2026.11.0``,
            or without a version for the newest); by default the newest release on this machine. A
            version that is not on this machine is downloaded, if the project
            (``[tool.claimbook] releases``) or ``CLAIMBOOK_RELEASES`` names an address.
        path: Its folder, wherever that is; a version beside it must be the folder's.
        offline: Ask nobody: use what is on this machine.
        manifest_sha256: What the SHA-256 of its manifest must be.
        terms: Of reading behind an address: limits, and servers that it may send on to.

    Raises:
        ReleaseError: There is none, or it is not what its manifest says.
        DownloadError: It could not be had, or is not what it must be.
        MissingFsspecError: The address wants the extra ``remote``.
    """
    from claimbook.release.handle import ReleaseHandle

    if path is None and _is_distant(release):
        from claimbook.release.remote.distant_handle import DistantHandle

        return DistantHandle(_distant(release or "", offline, manifest_sha256, terms))
    return ReleaseHandle(_open(release, path, offline, manifest_sha256))


def connect(
    release: str | None = None,
    *,
    path: str | os.PathLike[str] | None = None,
    offline: bool = False,
    manifest_sha256: str | None = None,
    terms: "Terms | None" = None,
) -> "duckdb.DuckDBPyConnection":
    """Return a DuckDB connection with every table, view and macro of a release.

    It is in this process, its time zone is UTC, it reads the release and nothing else, and its
    configuration is locked. That keeps mistakes harmless, not strangers: their SQL belongs in
    `claimbook query`. A cursor of it has all this as well.

    Args:
        release: As for `load`.
        path: As for `load`.
        offline: As for `load`.
        manifest_sha256: As for `load`.
        terms: As for `load`.

    Raises:
        ReleaseError: As for `load`.
        DownloadError: As for `load`.
        ViewError: A view of the release cannot be made.
    """
    from claimbook.release.connect import connect as connect_to

    if path is None and _is_distant(release):
        return _distant(release or "", offline, manifest_sha256, terms)()
    return connect_to(_open(release, path, offline, manifest_sha256))


def _is_distant(release: str | None) -> bool:
    return release is not None and is_address(release) and not _is_folder(release)


def _is_folder(address: str) -> bool:
    return address[:5].lower() == "file:"


def _distant(
    address: str, offline: bool, manifest_sha256: str | None, terms: "Terms | None"
) -> "DistantRelease":
    from claimbook.release.remote.client import Client, Terms
    from claimbook.release.remote.distant import DistantRelease

    around = places(offline=offline)
    index, version = split_address(address)
    told = terms or Terms()
    told = replace(told, offline=told.offline or around.offline)
    client = Client(index, around.data.absolute() / "cache", told)
    try:
        return DistantRelease(client, client.manifest(version, manifest_sha256))
    except BaseException:
        client.close()
        raise


def _open(
    release: str | None,
    path: str | os.PathLike[str] | None,
    offline: bool,
    pin: str | None,
) -> Release:
    around = places(offline=offline)
    folder = Path(path) if path is not None else find(release, around, manifest_sha256=pin)
    opened = open_release(folder)
    if pin is not None:
        _compare(opened, pin)
    if path is not None and release not in {None, opened.manifest.release}:
        said = f"it is release {opened.manifest.release}, not {release}"
        raise ReleaseError(folder, (FolderError(None, said),))
    return opened


def _compare(opened: Release, wanted: str) -> None:
    """Raise ReleaseError unless the manifest has the SHA-256 that is wanted."""
    found = hashlib.sha256((opened.root / MANIFEST_NAME).read_bytes()).hexdigest()
    if found != wanted.strip().lower():
        said = f"its SHA-256 is {found}, not {wanted}"
        raise ReleaseError(opened.root, (ManifestFileError(MANIFEST_NAME, said),))
