"""The folder for releases outside any project: `CLAIMBOOK_DATA_DIR`, or the platform's own."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

DATA_VARIABLE = "CLAIMBOOK_DATA_DIR"


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
