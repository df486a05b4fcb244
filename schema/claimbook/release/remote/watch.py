"""Who is told how a download goes."""

import warnings
from typing import Protocol

from claimbook.release.remote.refusal import DownloadWarning


class Watch(Protocol):
    """Somebody who watches a download."""

    def plan(self, total: int) -> None:
        """Learn how many bytes there are in all."""

    def advance(self, number: int) -> None:
        """Learn that so many bytes more are here; less than none when some were thrown away."""

    def note(self, text: str) -> None:
        """Learn what did not go as planned: nothing of that kind happens in silence."""


class Warner:
    """Watches for a program: what did not go as planned becomes a warning."""

    def plan(self, total: int) -> None:
        """Take no notice."""

    def advance(self, number: int) -> None:
        """Take no notice."""

    def note(self, text: str) -> None:
        """Warn."""
        warnings.warn(text, DownloadWarning, stacklevel=2)
