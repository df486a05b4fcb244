"""How long a server is waited for, and how much is taken from it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from claimbook.release.remote.refusal import IntegrityError, NetworkError

MAX_HEAD_BYTES = 64 * 1024
"""Status line and headers together; servers send about one kilobyte."""

_READ_AHEAD = 64 * 1024  # what a connection's buffer takes at a time


@dataclass(frozen=True, slots=True)
class Patience:
    """Limits of time, in seconds, and of tries.

    Attributes:
        connect: For a connection, its encryption included.
        window: In each stretch of this length `least` bytes must come, or the rest of the file; so
            every download ends in a time that its size bounds.
        least: Bytes in each window.
        tries: How often in all a server is asked for what it did not deliver.
        pause: Before the second try; each further one waits twice as long.
        longest_pause: However long the server asks us to wait.
        lock: For another download of the same file on this machine.
    """

    connect: float = 20.0
    window: float = 30.0
    least: int = 64 * 1024
    tries: int = 4
    pause: float = 1.0
    longest_pause: float = 30.0
    lock: float = 3600.0

    def pause_before(self, tries: int, asked: float | None) -> float:
        """Return how long to wait after so many tries, when the server asked for some seconds.

        >>> [Patience().pause_before(tries, None) for tries in (1, 2, 3)]
        [1.0, 2.0, 4.0]
        """
        own = self.pause * 2.0 ** (tries - 1)
        return min(self.longest_pause, own if asked is None else max(asked, own))


class Pace:
    """Watches what comes from one connection: neither too slow nor without end."""

    def __init__(self, patience: Patience, clock: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._clock = clock
        self.expect_head()

    def expect_head(self) -> None:
        """Begin anew, with an answer's headers to come."""
        self.expect(MAX_HEAD_BYTES)

    def expect(self, most: int) -> None:
        """Begin anew, with so many bytes to come at most."""
        self._left = most + _READ_AHEAD
        self._mark = self._clock()
        self._since = 0

    def seconds(self) -> float:
        """Return how long the next read may take.

        Raises:
            NetworkError: The time is up.
            IntegrityError: More came than may come.
        """
        if self._left < 0:
            raise IntegrityError("it sends without end")
        left = self._mark + self._patience.window - self._clock()
        if left <= 0:
            least, window = self._patience.least, self._patience.window
            raise NetworkError(f"too slow: under {least} bytes in {window:g} s", transient=True)
        return left

    def count(self, number: int) -> None:
        """Note that so many bytes came."""
        self._left -= number
        self._since += number
        if self._since >= self._patience.least:
            self._mark, self._since = self._clock(), 0
