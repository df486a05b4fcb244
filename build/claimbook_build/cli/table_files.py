"""The files that commands about foreign tables are given: tables that are there, a sound mapping.

These commands work outside a project as well; then nobody asks whether what is named is there.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claimbook_build.cli.exits import FINDINGS, USAGE, say
from claimbook_build.cli.reporting import MOST_SHOWN, wants_color

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claimbook.diagnostic import Diagnostic
    from claimbook_build.importing.mapping_file import MappingFile


def need(path: str) -> None:
    """Refuse to go on without a file.

    Raises:
        typer.Exit: There is none.
    """
    if "\0" in path or not os.path.lexists(path):
        from claimbook_build.report.show import show

        say(f"{show(path)}: no such file")
        raise typer.Exit(USAGE)


def spare(out: str | Path | None, *given: str | Path | None, root: Path | None = None) -> None:
    """Refuse to write over a file that the command is given to read, or over records.

    Args:
        out: The file that is to be written; None and `-`: none.
        given: The files that are read; None and `-`: none.
        root: The project's root, whose records only change by what is checked; None: there is none.

    Raises:
        typer.Exit: The file is one of them, or lies below `seeds/` or `dataset/`.
    """
    from claimbook_build.report.show import show

    if any(_is_same(out, path) for path in given):
        say(f"{show(str(out))} is what is read here: name another file to write to")
        raise typer.Exit(USAGE)
    if root is not None and out not in {None, "-"} and _is_record(Path(str(out)), root):
        say(f"{show(str(out))} is among the records: name a file elsewhere")
        raise typer.Exit(USAGE)


def _is_record(path: Path, root: Path) -> bool:
    place = Path(os.path.realpath(path))
    folders = (os.path.realpath(root / name) for name in ("seeds", "dataset"))
    return any(place.is_relative_to(folder) for folder in folders)


def _is_same(one: str | Path | None, other: str | Path | None) -> bool:
    if {one, other} & {None, "-"}:
        return False
    try:
        return Path(str(one)).samefile(str(other))
    except (OSError, ValueError):  # one is not there
        return False


def root_here() -> Path | None:
    """Return the root of the project around the current folder; None: there is none."""
    from claimbook_build.project import NoProjectError, find_project

    try:
        return find_project(Path.cwd()).root
    except NoProjectError:
        return None


def tell(found: "Iterable[Diagnostic]", source: "Callable[[str], str | None]") -> None:
    """Tell on stderr what was found, if anything was.

    Args:
        found: The findings.
        source: The text of a file by its path, for excerpts; None where it is not at hand.
    """
    findings = tuple(found)
    if findings:
        from claimbook_build.report import text

        say(text.render(findings, source, color=wants_color(sys.stderr), cap=MOST_SHOWN))


def usable_mapping(path: Path, root: Path | None) -> "MappingFile":
    """Return a mapping by which a table can be read; what is wrong with it is told on stderr.

    Args:
        path: The mapping's file.
        root: The project whose records it names; None: none, and nothing is looked up.

    Raises:
        typer.Exit: It has errors.
    """
    from claimbook_build.importing.mapping_file import read_mapping

    file = read_mapping(path, root)
    tell(file.diagnostics, file.sources.get)
    if file.mapping is None:
        raise typer.Exit(FINDINGS)
    return file
