"""Asking again for what a server did not deliver, a few times and ever more slowly."""

import time
from collections.abc import Callable
from typing import TypeVar

from claimbook.release.remote.patience import Patience
from claimbook.release.remote.refusal import NetworkError

Result = TypeVar("Result")

PROGRESS = 8 * 1024 * 1024
"""Bytes more than ever before after which the tries are counted anew: a long file on a bad line may
be interrupted often, but who never gets further gives up."""


def patiently(
    once: Callable[[], Result], patience: Patience, have: Callable[[], int] = lambda: 0
) -> Result:
    """Return what a function returns that may fail for a passing reason.

    Args:
        once: One try.
        patience: How many of them, and the pauses between them.
        have: How many bytes are here by now.

    Raises:
        NetworkError: The last try failed too, or the reason is not one that passes.
    """
    tries, most = 0, have()
    while True:
        try:
            return once()
        except NetworkError as error:
            if have() >= most + PROGRESS:
                tries, most = 0, have()
            tries += 1
            if not error.transient or tries >= patience.tries:
                raise
            time.sleep(patience.pause_before(tries, error.wait))
