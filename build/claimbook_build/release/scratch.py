"""A temporary folder that the next one removes, should this process be killed."""

import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

_PREFIX = "claimbook-scratch-"


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield an empty folder among temporary files, which goes with the block.

    It is locked as long as this process lives, so that what killed ones left behind can be told
    from it: that is removed first.

    Raises:
        OSError: There is no room for temporary files.
    """
    _sweep(Path(gettempdir()))
    folder, descriptor = _locked()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _locked() -> tuple[Path, int]:
    """Return a folder of one's own, and what locks it; another one may sweep it before it does."""
    while True:
        folder = Path(mkdtemp(prefix=_PREFIX))
        with suppress(FileNotFoundError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if folder.exists():
                return folder, descriptor
            os.close(descriptor)


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another user's, or removed meanwhile
            if stat.S_ISDIR(folder.lstat().st_mode):
                _remove(folder)


def _remove(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # else its process lives
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)
