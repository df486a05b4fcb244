"""A progress line on stderr, when a terminal watches; otherwise silence."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO


@contextmanager
def progress(what: str, stream: IO[str] | None = None) -> Iterator[Callable[[str], None]]:
    """Yield a function that says what is being done now.

    Args:
        what: The whole task, in one word.
        stream: Where to show it; stderr by default. Nothing is shown unless it is a terminal.
    """
    shown = stream or sys.stderr
    if not shown.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(file=shown, markup=False, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda step: bar.update(task, description=f"{what}: {step}", advance=1)
