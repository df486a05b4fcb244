"""The release before the one that is made: named by the dataset, by hash, and found by that.

A release is a function of its commit, of the requirements' lock, and of the release before it. So
the commit names that one (``dataset/releases.yaml``), and whatever is found under its version is
used only if its manifest has that hash.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from claimbook.dataset import Dataset
from claimbook.errors import ClaimbookError
from claimbook.history import HISTORY
from claimbook.records.published import PublishedRelease
from claimbook.release.fault import FaultError
from claimbook.release.inspection import manifest_of
from claimbook.release.manifest import MANIFEST_NAME, read_manifest
from claimbook.release.open import Release, ReleaseError, version_key
from claimbook.release.remote.refusal import DownloadError
from claimbook.release.verify import verify
from claimbook_build.project import ProjectError, declared_by

LIST = "dataset/releases.yaml"


class PreviousError(ClaimbookError):
    """The release before cannot be had, or is not the one that the dataset names."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Places:
    """Where the release before may be.

    Attributes:
        releases: The folder of releases.
        given: Its own folder, or one that holds it; where this is given, no other place counts.
        downloads: The folder below which downloads lie: releases by version, and their cache.
        address: From where it can be downloaded.
    """

    releases: Path
    given: Path | None = None
    downloads: Path | None = None
    address: str | None = None


def address_of(root: Path) -> str | None:
    """Return from where a project's releases can be downloaded, as it declares; None: nowhere.

    Raises:
        ProjectError: Its ``pyproject.toml`` is malformed, or no address stands there.
    """
    declared = declared_by(root).get("releases")
    if not isinstance(declared, str | None):
        raise ProjectError(f"[tool.claimbook] releases is `{declared}`; it is an address")
    return declared


def named(dataset: Dataset, release: str) -> PublishedRelease | None:
    """Return the release before, as the dataset names it; None before the first.

    Args:
        dataset: The dataset.
        release: The version that is to be made.

    Raises:
        PreviousError: That version was published already, or is older than one that was.
    """
    published = [record for _, record in dataset.each(PublishedRelease)]
    if not published:
        return None
    last = published[-1]
    if version_key(release) <= version_key(last.release):
        said = "is published" if release == last.release else f"is older than {last.release}"
        raise PreviousError(
            f"release {release} {said} already, by {LIST}: declare the next one in "
            "[tool.claimbook] release, in pyproject.toml"
        )
    return last


def find(wanted: PublishedRelease, places: Places, scratch: Path) -> Release:
    """Return a release that was published, every byte of it checked.

    It is looked for in the folder of releases, among the downloads, in their cache, and at the
    address, in this order.

    Args:
        wanted: Which one.
        places: Where to look.
        scratch: A folder for what has to be put together first.

    Raises:
        PreviousError: It is nowhere, or broken; the message says where it was looked for.
    """
    missed = []
    for name, look in _places(wanted, places, scratch):
        try:
            folder = look()
            manifest, found = manifest_of(folder)
            if found == wanted.manifest_sha256:
                verify(folder, manifest_sha256=found, manifest=manifest)
                return with_history(Release(folder.resolve(), manifest))
            said = f"its manifest is another one, {found[:12]}..."
            if manifest.release != wanted.release:
                said = f"it is release {manifest.release}"
        except (FaultError, DownloadError, ReleaseError) as error:
            said = str(error)
        missed.append(f"{name}: {said}")
    looked = "\n".join(f"  {each}" for each in missed)
    raise PreviousError(
        f"the release before, {wanted.release} (manifest {wanted.manifest_sha256[:12]}..., by "
        f"{LIST}), was not found:\n{looked}\n  get it with `claimbook download {wanted.release} "
        "--from ADDRESS`, or name its folder with `claimbook build --previous DIR`"
    )


def with_history(release: Release) -> Release:
    """Return a release that another can go on from.

    Raises:
        PreviousError: It was made before releases had a history.
    """
    missing = set(HISTORY) - {table.name for table in release.manifest.tables}
    if missing:
        raise PreviousError(
            f"the release before, {release.manifest.release}, has no table "
            f"{', '.join(sorted(missing))}: it was made before releases had a history, and none "
            f"can go on from it; take it out of {LIST}"
        )
    return release


def _places(
    wanted: PublishedRelease, places: Places, scratch: Path
) -> Iterator[tuple[str, Callable[[], Path]]]:
    """Yield each place with what brings the release from it."""
    if places.given is not None:
        given = places.given
        inside = given if (given / MANIFEST_NAME).exists() else given / wanted.release
        yield str(inside), lambda: inside
        return
    folders = [places.releases, *([places.downloads] if places.downloads else [])]
    for folder in (each / wanted.release for each in folders):
        yield str(folder), partial(Path, folder)
    if places.downloads is not None:
        cache = places.downloads / "cache"
        yield str(cache), lambda: _from_cache(wanted, cache, scratch)
    if places.address is not None:
        address = places.address
        yield address, lambda: _downloaded(wanted, address, places.downloads, scratch)
    else:
        yield "[tool.claimbook] releases", _no_address


def _from_cache(wanted: PublishedRelease, cache: Path, scratch: Path) -> Path:
    """Put the release together from files that were downloaded for whatever release.

    Raises:
        DownloadError: The cache lacks one of them.
    """
    from claimbook.release.remote.cache import Cache
    from claimbook.release.remote.patience import Patience
    from claimbook.release.remote.place import files_of, put_in_place
    from claimbook.release.remote.refusal import CacheError
    from claimbook.release.remote.watch import Warner

    known = Cache(cache, Patience(), Warner())
    path = known.object(wanted.manifest_sha256)
    try:
        size = path.lstat().st_size
    except OSError:
        raise CacheError("holds no manifest of that SHA-256") from None
    if known.find(wanted.manifest_sha256, size) is None:
        raise CacheError("held a manifest that had changed")
    files = files_of(read_manifest(path.read_bytes()), wanted.manifest_sha256, size)
    target = scratch / wanted.release
    put_in_place(target, wanted.manifest_sha256, files, known, Warner())
    return target


def _downloaded(
    wanted: PublishedRelease, address: str, downloads: Path | None, scratch: Path
) -> Path:
    from claimbook.release.remote.fetch import fetch_release

    cache = downloads / "cache" if downloads else scratch / "cache"
    sha256 = wanted.manifest_sha256
    return fetch_release(wanted.release, address, scratch, cache=cache, manifest_sha256=sha256)


def _no_address() -> Path:
    raise DownloadError("no address is declared")
