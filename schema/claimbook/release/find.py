"""Finding the release that a person names: by its version, its folder, its address, or not at all.

The one rule of `claimbook.load`, `claimbook.connect` and every command that reads a release:

- an address (``https://example.org/data/2026.11.0``) is that release, and one without a version the
  newest current release of its index;
- a version (``2026.11.0``) is looked for in the working folder, in ``dist/`` of the project, and in
  the data folder; then it is downloaded from the address that the project or the environment names;
- any other name is a folder, or the manifest in it;
- no name is the release that the working folder is, else the newest of ``dist/`` and the data
  folder, else the newest at that address.

So what is on this machine goes first, and nobody is asked while it holds what is wanted.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.release.data_folder import data_folder
from claimbook.release.fault import FolderError
from claimbook.release.manifest import MANIFEST_NAME, VERSION_PATTERN
from claimbook.release.open import ReleaseError, version_key, versions_below

if TYPE_CHECKING:
    from claimbook.release.remote.watch import Watch

ADDRESS_VARIABLE = "CLAIMBOOK_RELEASES"
OFFLINE_VARIABLE = "CLAIMBOOK_OFFLINE"

_PROJECT = "pyproject.toml"
_MOST_BYTES = 2**20  # of a pyproject.toml


class NoReleaseError(ReleaseError):
    """There is no release of that name, or none at all."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Places:
    """Where releases are looked for.

    Attributes:
        here: The working folder.
        dist: Where the project that it lies in builds its releases.
        data: Where downloads go.
        address: Where to download from; None when nobody named one.
        offline: Whether the network may not be asked.
    """

    here: Path
    dist: Path
    data: Path
    address: str | None
    offline: bool


def places(
    *, offline: bool = False, here: Path | None = None, environ: Mapping[str, str] | None = None
) -> Places:
    """Return where releases are looked for, by the working folder and the environment."""
    here = Path() if here is None else here  # so that what is said of a folder is as short
    known = os.environ if environ is None else environ
    root, declared = _project(here)
    address = known.get(ADDRESS_VARIABLE) or declared
    offline = offline or known.get(OFFLINE_VARIABLE, "").lower() in {"1", "true", "yes", "on"}
    return Places(here, root / "dist", data_folder(known), address, offline)


def is_address(name: str) -> bool:
    """Whether a name is an address.

    >>> is_address("https://example.org/data"), is_address("dist/2026.11.0")
    (True, False)
    """
    return re.match("[A-Za-z][A-Za-z0-9+.-]*:/", name) is not None


def split_address(address: str) -> tuple[str, str | None]:
    """Return the address of the index, and the version that stands behind it, if one does.

    >>> split_address("https://example.org/data/2026.11.0/")
    ('https://example.org/data', '2026.11.0')
    >>> split_address("s3://bucket/data")
    ('s3://bucket/data', None)
    """
    above, _, last = address.rstrip("/").rpartition("/")
    return (above, last) if _is_version(last) else (address, None)


def find(
    name: str | None,
    around: Places,
    *,
    manifest_sha256: str | None = None,
    watch: "Watch | None" = None,
) -> Path:
    """Return the folder of the release that is meant, downloaded if it has to be; it is not opened.

    Args:
        name: What a person calls it; see above.
        around: Where to look.
        manifest_sha256: What the SHA-256 of a download's manifest must be.
        watch: Who is told how a download goes.

    Raises:
        NoReleaseError: There is none of that name.
        DownloadError: It could not be had, or is not what it must be.
    """
    if name is not None and is_address(name):
        if (folder := _of_this_machine(name)) is not None:
            return folder
        address, version = split_address(name)
        return _download(version, address, around, manifest_sha256, watch)
    if name is not None and (os.path.lexists(around.here / name) or not _is_version(name)):
        return _folder(name, around)
    if name is None and (around.here / MANIFEST_NAME).is_file():
        return around.here
    found = _on_this_machine(around)
    wanted = name or max(found, key=version_key, default=None)
    if wanted in found:
        return found[wanted] / wanted
    if around.address is not None:
        return _download(name, around.address, around, manifest_sha256, watch)
    there = ", ".join(sorted(found, key=version_key)) or "no release"
    said = f"there is {there} in {around.dist} and {around.data}; `claimbook download` gets one"
    raise NoReleaseError(Path(name or around.dist), (FolderError(None, said),))


def _of_this_machine(address: str) -> Path | None:
    """Return the folder that a ``file:`` address names, if a release is in it."""
    from claimbook.release.remote.address import parse_address

    parsed = parse_address(address)
    folder = Path(parsed.path)
    return folder if parsed.scheme == "file" and _holds(folder) else None


def _on_this_machine(around: Places) -> dict[str, Path]:
    """Return the folder above each release by its version; of two the one named first in `find`."""
    found: dict[str, Path] = {}
    for place in (around.data, around.dist):
        with suppress(OSError):  # not there, or not ours to read: then it holds nothing for us
            found |= dict.fromkeys(versions_below(place), place)
    return found


def _is_version(name: str) -> bool:
    return re.fullmatch(VERSION_PATTERN, name) is not None


def _holds(folder: Path) -> bool:
    return (folder / MANIFEST_NAME).is_file()


def _folder(name: str, around: Places) -> Path:
    path = around.here / name
    if path.name == MANIFEST_NAME:
        path = path.parent
    if not name or not os.path.lexists(path):
        said = "no version, which is YYYY.M.N, and no folder; addresses begin with https://"
        raise NoReleaseError(Path(name), (FolderError(None, said),))
    return path


def _download(
    version: str | None,
    address: str,
    around: Places,
    manifest_sha256: str | None,
    watch: "Watch | None",
) -> Path:
    from claimbook.release.remote.client import Terms
    from claimbook.release.remote.fetch import fetch_release

    return fetch_release(
        version,
        address,
        around.data,
        cache=around.data.absolute() / "cache",
        manifest_sha256=manifest_sha256,
        terms=Terms(offline=around.offline),
        watch=watch,
    )


def _project(here: Path) -> tuple[Path, str | None]:
    """Return the nearest folder upwards that declares a dataset, and its releases' address."""
    for folder in (here, *here.absolute().parents):
        declared = _declared(folder / _PROJECT)
        if declared is not None:
            address = declared.get("releases")
            return folder, address if isinstance(address, str) and address else None
    return here, None


def _declared(path: Path) -> dict[str, object] | None:
    """Return ``[tool.claimbook]``; a file that cannot be read is none of ours to complain about."""
    try:
        with path.open("rb") as file:
            read = tomllib.loads(file.read(_MOST_BYTES).decode("utf-8"))
        found = read["tool"]["claimbook"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
