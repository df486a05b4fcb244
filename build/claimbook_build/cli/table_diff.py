"""`claimbook diff --mapping`: what differs between two versions of a foreign table."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import typer

from claimbook_build.cli.exits import FINDINGS, USAGE, say
from claimbook_build.cli.reporting import MOST_SHOWN, wants_color, write

if TYPE_CHECKING:
    from claimbook_build.importing.compare.compare import TableComparison
    from claimbook_build.importing.mapping_file import MappingFile


class _Report(Protocol):
    def __call__(self, found: "TableComparison") -> Iterator[str]: ...


def table_diff(old: str, new: str, mapping: Path, format_: str) -> bool:
    """Write what differs between two versions of a table; return whether nothing does.

    Args:
        old: The file with the version before.
        new: The file with the version now.
        mapping: The mapping's file.
        format_: `text`, `json` or `markdown`.

    Raises:
        typer.Exit: A file is not there, or the mapping has errors, which are told on stderr.
    """
    for path in (old, new, str(mapping)):
        _need(path)
    file = _mapping(mapping)
    from claimbook_build.cli.progress import progress
    from claimbook_build.importing.compare.compare import TableComparison

    with progress("diff") as step:
        step("reading both versions")
        comparison = TableComparison(old, new, file)
    with comparison as found:
        write(_renderer(format_)(found))
        return found.equal


def _need(path: str) -> None:
    """Refuse to go on without a file; a stream cannot be read twice."""
    from claimbook_build.report.show import show

    if "\0" in path or not os.path.lexists(path):
        say(f"{show(path)}: no such file")
        raise typer.Exit(USAGE)


def _mapping(path: Path) -> "MappingFile":
    from claimbook_build.importing.mapping_file import read_mapping
    from claimbook_build.project import NoProjectError, find_project
    from claimbook_build.report import text

    try:
        root = find_project(Path.cwd()).root
    except NoProjectError:
        root = None
    file = read_mapping(path, root)
    if file.diagnostics:
        color = wants_color(sys.stderr)
        say(text.render(file.diagnostics, file.sources.get, color=color, cap=MOST_SHOWN))
    if file.mapping is None:
        raise typer.Exit(FINDINGS)
    return file


def _renderer(format_: str) -> _Report:
    if format_ == "json":
        from claimbook_build.report.table_diff import json

        return json.report
    if format_ == "markdown":
        from claimbook_build.report.table_diff import markdown

        return markdown.report
    from claimbook_build.report.table_diff import text

    return text.report
