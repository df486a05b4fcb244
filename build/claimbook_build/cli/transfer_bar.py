"""How a download goes, on stderr: a bar when a terminal watches, and every note in any case."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
    """Shows how much of a download is here."""

    def __init__(self, bar: "Progress") -> None:
        self._bar = bar
        self._task = bar.add_task("download", total=None)

    def plan(self, total: int) -> None:
        """Show how much there is to come."""
        self._bar.update(self._task, total=total)

    def advance(self, number: int) -> None:
        """Show that so much more is here."""
        self._bar.update(self._task, advance=number)

    def note(self, text: str) -> None:
        """Say it above the bar."""
        self._bar.console.print(show(text, limit=2000), markup=False, highlight=False)


@contextmanager
def transfer_bar(stream: IO[str] | None = None) -> Iterator[Notes]:
    """Yield who watches a download.

    Args:
        stream: Where a bar is shown; stderr by default. There is none unless it is a terminal.
    """
    shown = stream or sys.stderr
    if not shown.isatty():
        yield Notes()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    console = Console(file=shown, markup=False, highlight=False)
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield Bar(bar)
