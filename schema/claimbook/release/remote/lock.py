"""One process at a time, by a lock that the system lets go when the process ends."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from claimbook.release.remote.plain_file import open_for_append
from claimbook.release.remote.refusal import CacheError

_PAUSE = 0.05  # seconds between two attempts


@contextmanager
def locked(path: Path, wait: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock that a file stands for; the file is made, and removed in the end.

    Args:
        path: The file.
        wait: Seconds to wait for another holder.
        waiting: Called once when there is one.

    Raises:
        CacheError: Another process holds it for longer.
        OSError: What stands there is no file that could be locked.
    """
    deadline, told = time.monotonic() + wait, False
    while (descriptor := _attempt(path)) is None:
        if not told:
            waiting()
            told = True
        if time.monotonic() >= deadline:
            raise CacheError(f"{path.name}: another process has been at it for {wait:g} s")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file: there it stays, empty
            path.unlink()
        os.close(descriptor)


def _attempt(path: Path) -> int | None:
    file = open_for_append(path)
    descriptor = os.dup(file.fileno())
    file.close()
    if _try_lock(descriptor) and os.fstat(descriptor).st_nlink:  # not removed by the last holder
        return descriptor
    os.close(descriptor)
    return None


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
            return False
        raise
    return True
