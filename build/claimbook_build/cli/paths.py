"""Paths as a user gives them, and as a dataset names them."""

from collections.abc import Iterable
from pathlib import Path

import typer

from claimbook.diagnostic import Diagnostic
from claimbook_build.cli.exits import USAGE, say


def asked(root: Path, paths: Iterable[Path] | None) -> tuple[str, ...]:
    """Return the files and folders that are asked for, as a dataset names them; none means all.

    What is not there is wrong usage: all such paths are told, with what was probably meant.

    Raises:
        typer.Exit: A path leads to no file of the dataset.
    """
    from claimbook_build.check.asked import not_there

    chosen = tuple(relative(root, path) for path in paths or ())
    unknown = tuple(not_there(chosen, _below(root))) if chosen else ()
    for finding in unknown:
        say(_line(finding))
    if unknown:
        raise typer.Exit(USAGE)
    return chosen


def files_asked(root: Path, paths: Iterable[Path] | None) -> tuple[str, ...]:
    """Return what `asked` does with every folder as its files; none still means all."""
    from claimbook_build.check.asked import is_asked

    chosen = asked(root, paths)
    return tuple(path for path in _below(root) if is_asked(path, chosen)) if chosen else ()


def _line(finding: Diagnostic) -> str:
    from claimbook_build.report.show import show

    return f"{show(finding.place.path)}: {finding.message}; {show(finding.help or '')}"


def _below(root: Path) -> tuple[str, ...]:
    from claimbook_build.check.folder import paths_below

    return tuple(sorted(paths_below(root)))


def relative(root: Path, path: Path) -> str:
    """Return a path relative to the dataset's root with forward slashes, as far as it lies in it.

    >>> relative(Path("/work"), Path("/work/dataset/links.yaml"))
    'dataset/links.yaml'
    """
    absolute = path if path.is_absolute() else Path.cwd() / path
    try:
        return _plain(absolute).relative_to(_plain(root)).as_posix()
    except ValueError:
        return path.as_posix()


def _plain(path: Path) -> Path:
    """Take `.` and `..` out without following links: a linked file must still look linked."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts[1:]:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return Path(*parts)
