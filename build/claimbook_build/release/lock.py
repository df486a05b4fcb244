"""One writer at a time in a folder, and a calm end when the writer is told to stop."""

import errno
import fcntl
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PAUSE = 0.05  # seconds between two attempts


class Interrupted(BaseException):
    """A signal asked the process to end; raised in place of the signal's sudden death.

    Attributes:
        signum: The signal.
    """

    def __init__(self, signum: int) -> None:
        self.signum = signum
        super().__init__(signal.Signals(signum).name)


@contextmanager
def locked(folder: int, wait: float) -> Iterator[None]:
    """Hold the folder's lock: an `flock` on the folder itself, so no lock file is left behind.

    The kernel releases it when the process ends, however it ends.

    Args:
        folder: An open file descriptor of the folder.
        wait: Seconds to wait for another holder.

    Raises:
        TimeoutError: Another process still holds it.
    """
    deadline = time.monotonic() + wait
    while not _try_lock(folder):
        if time.monotonic() >= deadline:
            raise TimeoutError(errno.ETIMEDOUT, "another process is publishing here")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        fcntl.flock(folder, fcntl.LOCK_UN)


def _try_lock(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Calm:
    """What happens to a signal: the first raises `Interrupted`, later ones wait for the end.

    Attributes:
        signum: The first signal that came, or None.
    """

    def __init__(self) -> None:
        self.signum: int | None = None
        self._held = False

    def __call__(self, signum: int, _frame: FrameType | None) -> None:
        """Receive a signal."""
        first = self.signum is None
        self.signum = self.signum or signum
        if first and not self._held:
            raise Interrupted(signum)

    def hold(self) -> None:
        """Raise no more: what follows is short and must be done to the end."""
        self._held = True


@contextmanager
def stopping_calmly() -> Iterator[Calm]:
    """Turn the signals that end a process into `Interrupted`; pass them on when the block is left.

    A signal that the process ignores (nohup) stays ignored. Outside the main thread, where Python
    handles no signals, this changes nothing.
    """
    calm = Calm()
    before = _handlers() if threading.current_thread() is threading.main_thread() else {}
    try:
        for number in before:
            signal.signal(number, calm)
        yield calm
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if calm.signum is not None:
            signal.raise_signal(calm.signum)  # the process dies of it, or KeyboardInterrupt


def _handlers() -> dict[signal.Signals, Callable[[int, FrameType | None], Any] | int]:
    found = {number: signal.getsignal(number) for number in _ENDING}
    return {
        number: handler
        for number, handler in found.items()
        if handler is not None and handler is not signal.SIG_IGN
    }
