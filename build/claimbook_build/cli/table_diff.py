"""`claimbook diff --mapping`: what differs between two versions of a foreign table."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from claimbook_build.cli.reporting import write
from claimbook_build.cli.table_files import need, root_here, usable_mapping

if TYPE_CHECKING:
    from claimbook_build.importing.compare.compare import TableComparison


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
        need(path)
    file = usable_mapping(mapping, root_here())
    from claimbook_build.cli.progress import progress
    from claimbook_build.importing.compare.compare import TableComparison

    with progress("diff") as step:
        step("reading both versions")
        comparison = TableComparison(old, new, file)
    with comparison as found:
        write(_renderer(format_)(found))
        return found.equal


def _renderer(format_: str) -> _Report:
    if format_ == "json":
        from claimbook_build.report.table_diff import json

        return json.report
    if format_ == "markdown":
        from claimbook_build.report.table_diff import markdown

        return markdown.report
    from claimbook_build.report.table_diff import text

    return text.report
