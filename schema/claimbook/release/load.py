"""Finding a release on this machine by its version, and opening it.

The one module of this package that looks at the working folder and at the environment, and only
when it is called: a session says `load()` and means the release at hand.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.release.fault import FolderError
from claimbook.release.manifest import VERSION_PATTERN
from claimbook.release.open import (
    Release,
    ReleaseError,
    open_release,
    version_key,
    versions_below,
)

if TYPE_CHECKING:
    import duckdb

    from claimbook.release.handle import ReleaseHandle

DATA_VARIABLE = "CLAIMBOOK_DATA_DIR"


def load(
    version: str | None = None, *, path: str | os.PathLike[str] | None = None
) -> "ReleaseHandle":
    """Open a release, after every byte of it has been compared with its manifest.

    Args:
        version: Which one, ``2026.11.0``, in ``dist/`` of the working folder or in the data
            folder; the newest there by default.
        path: Its folder, wherever that is; a `version` beside it must be the folder's.

    Raises:
        ReleaseError: There is none, or it is not what its manifest says.
    """
    from claimbook.release.handle import ReleaseHandle

    return ReleaseHandle(_open(version, path))


def connect(
    version: str | None = None, *, path: str | os.PathLike[str] | None = None
) -> "duckdb.DuckDBPyConnection":
    """Return a DuckDB connection with every table, view and macro of a release.

    It is in this process, its time zone is UTC, it reads the release and nothing else, and its
    configuration is locked. That keeps mistakes harmless, not strangers: their SQL belongs in
    `claimbook query`. A cursor of it has all this as well.

    Args:
        version: As for `load`.
        path: As for `load`.

    Raises:
        ReleaseError: As for `load`.
        ViewError: A view of the release cannot be made.
    """
    from claimbook.release.connect import connect as connect_to

    return connect_to(_open(version, path))


def data_folder(
    environ: Mapping[str, str] | None = None, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """Return the folder below which releases lie by version, outside any project.

    ``CLAIMBOOK_DATA_DIR`` if it is set, else the platform's folder for caches.

    >>> data_folder({"XDG_CACHE_HOME": "/c"}, "linux").as_posix()
    '/c/claimbook'
    >>> data_folder({}, "darwin", Path("/Users/ada")).as_posix()
    '/Users/ada/Library/Caches/claimbook'
    """
    known = os.environ if environ is None else environ
    if chosen := known.get(DATA_VARIABLE):
        return Path(chosen)
    own = home or Path.home()
    if platform == "win32":
        return Path(known.get("LOCALAPPDATA") or own / "AppData" / "Local") / "claimbook"
    if platform == "darwin":
        return own / "Library" / "Caches" / "claimbook"
    return Path(known.get("XDG_CACHE_HOME") or own / ".cache") / "claimbook"


def _open(version: str | None, path: str | os.PathLike[str] | None) -> Release:
    if path is None:
        return open_release(_find(version))
    release = open_release(Path(path))
    if version not in {None, release.manifest.release}:
        said = f"it is release {release.manifest.release}, not {version}"
        raise ReleaseError(Path(path), (FolderError(None, said),))
    return release


def _find(version: str | None) -> Path:
    """Return a release's folder, that in the working folder before the one in the data folder."""
    if version is not None and not re.fullmatch(VERSION_PATTERN, version):
        said = "no version, which is YYYY.M.N; a folder is named by load(path=...)"
        raise ReleaseError(Path(version), (FolderError(None, said),))
    places = (Path("dist"), data_folder())
    found = {name: place for place in reversed(places) for name in _versions(place)}
    wanted = version or max(found, key=version_key, default="")
    if wanted in found:
        return found[wanted] / wanted
    there = ", ".join(sorted(found, key=version_key)) or "no release"
    said = f"there is {there} here and in {places[1]}; `claimbook download` gets one"
    raise ReleaseError(Path("dist", wanted), (FolderError(None, said),))


def _versions(place: Path) -> tuple[str, ...]:
    try:
        return versions_below(place)
    except OSError:  # not there, or not ours to read: then it holds nothing for us
        return ()
