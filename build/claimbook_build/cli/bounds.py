"""What a command may take of this process while it deals with what a stranger asked for."""

import importlib.util
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from claimbook.errors import ClaimbookError
from claimbook_build.cli.exits import FINDINGS

_MIB = 2**20
MEMORY_MIB = 6144
"""Address space while an answer is read and written: an answer of the greatest length needs less,
unless it was made to need more."""


class BoundError(ClaimbookError):
    """An answer takes more than this process gives to it."""

    exit_code = FINDINGS


@contextmanager
def bounded(seconds: float, memory_mib: int = MEMORY_MIB) -> Iterator[None]:
    """Bound time and memory of what is done within, where the system can.

    Args:
        seconds: Wall-clock time.
        memory_mib: Address space of the process.

    Raises:
        BoundError: It took more.
    """
    if importlib.util.find_spec("resource") is None:  # nor are there timers
        yield
        return
    before = _limit_memory(memory_mib * _MIB)
    handler = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except MemoryError:
        raise BoundError("the answer needs more memory than it may take; add a LIMIT") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        _limit_memory(before)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise BoundError("the answer takes too long to write; add a LIMIT, or take another --format")


def _limit_memory(most: int) -> int:
    """Limit the address space and return what it was limited to."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY and (most == resource.RLIM_INFINITY or most > hard):
        most = hard
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    return soft
