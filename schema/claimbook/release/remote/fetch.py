"""Fetching in one call: what `claimbook download` and Python sessions have in common."""

from pathlib import Path

from claimbook.release.index import Index
from claimbook.release.remote.client import Client, Terms
from claimbook.release.remote.watch import Watch


def fetch_release(  # noqa: PLR0913  what is optional is named by every caller
    version: str | None,
    address: str,
    folder: Path,
    *,
    cache: Path | None = None,
    manifest_sha256: str | None = None,
    terms: Terms | None = None,
    watch: Watch | None = None,
) -> Path:
    """Fetch a release and return its folder, ``folder/<version>``.

    Every byte has been compared with the manifest, and the manifest with its hash in the index. A
    release that is in place already is left alone, after it was measured.

    Args:
        version: Which one; None for the newest that is current.
        address: `file:`, `http(s):` or `s3:` address of the folder that holds `releases.json`.
        folder: Where the release is to be.
        cache: Folder of files that releases share; ``cache`` in the data folder by default.
        manifest_sha256: What the SHA-256 of the manifest must be, whatever the index says.
        terms: Offline or not, and the limits.
        watch: Who is told how it goes; warnings (`DownloadWarning`) by default.

    Raises:
        DownloadError: It could not be had, or is not what it must be; see `Client.release`.
    """
    with Client(address, _cache(cache), terms, watch) as client:
        return client.release(version, folder, manifest_sha256)


def fetch_index(
    address: str,
    *,
    cache: Path | None = None,
    terms: Terms | None = None,
    watch: Watch | None = None,
) -> Index:
    """Fetch the list of releases at an address.

    Args:
        address: As for `fetch_release`.
        cache: As for `fetch_release`; what was seen before is remembered there.
        terms: As for `fetch_release`.
        watch: As for `fetch_release`.

    Raises:
        DownloadError: It could not be had, is none, or knows less than the one seen before.
    """
    with Client(address, _cache(cache), terms, watch) as client:
        return client.index()


def _cache(chosen: Path | None) -> Path:
    if chosen is not None:
        return chosen.absolute()
    from claimbook.release.data_folder import data_folder

    return data_folder().absolute() / "cache"
