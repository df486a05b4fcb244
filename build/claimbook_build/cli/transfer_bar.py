"""How a download goes, on stderr: a bar when a terminal watches, and every note in any case."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING

from claimbook_build.cli.exits import say
from claimbook_build.report.show import show

if TYPE_CHECKING:
    from rich.progress import Progress


class Notes:
    """Watches where no terminal does: says what did not go as planned."""

    def plan(self, total: int) -> None:
        """Show nothing."""

    def advance(self, number: int) -> None:
        """Show nothing."""

    def note(self, text: str) -> None:
        """Say it on stderr."""
        say(show(text, limit=2000))


class Bar(Notes):
    """Shows how much of a download is here, from when it is known how much there is."""

    def __init__(self, stream: IO[str], stack: ExitStack) -> None:
        self._stream = stream
        self._stack = stack
        self._bar: Progress | None = None

    def plan(self, total: int) -> None:
        """Show how much there is to come."""
        self._bar = self._stack.enter_context(_progress(self._stream))
        self._bar.add_task("download", total=total)

    def advance(self, number: int) -> None:
        """Show that so much more is here."""
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], advance=number)

    def note(self, text: str) -> None:
        """Say it, above the bar if there is one."""
        if self._bar is None:
            super().note(text)
        else:
            self._bar.console.print(show(text, limit=2000), markup=False, highlight=False)


def _progress(stream: IO[str]) -> "Progress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    console = Console(file=stream, markup=False, highlight=False)
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True)


@contextmanager
def transfer_bar(stream: IO[str] | None = None) -> Iterator[Notes]:
    """Yield who watches a download; nothing is loaded or shown before there is one.

    Args:
        stream: Where a bar is shown; stderr by default. There is none unless it is a terminal.
    """
    shown = stream or sys.stderr
    with ExitStack() as stack:
        yield Bar(shown, stack) if shown.isatty() else Notes()
