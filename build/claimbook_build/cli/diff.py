"""`claimbook diff`: what differs between two releases, or two versions of a foreign table."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from claimbook_build.cli.exits import FINDINGS, OK
from claimbook_build.cli.reading import open_chosen
from claimbook_build.cli.reporting import write

if TYPE_CHECKING:
    from claimbook.release.diff.compare import Comparison


class _Report(Protocol):
    def __call__(self, found: "Comparison", *, rows: bool) -> Iterator[str]: ...


class DiffFormat(StrEnum):
    """How a difference is written."""

    text = "text"
    json = "json"
    markdown = "markdown"


def diff(
    old: Annotated[
        str, typer.Argument(metavar="A", help="The release before: version, folder or address.")
    ],
    new: Annotated[str, typer.Argument(metavar="B", help="The release now, likewise.")],
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="FILE",
            help="A and B are versions of a foreign table, which this mapping reads.",
        ),
    ] = None,
    format_: Annotated[
        DiffFormat, typer.Option("--format", help="How it is written; json is complete.")
    ] = DiffFormat.text,
    counts: Annotated[
        bool,
        typer.Option(
            "--counts", help="Only count rows, by hashes: faster, for releases that one trusts."
        ),
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 even when they differ.")
    ] = False,
) -> None:
    """Compare two releases: figures, claims and documents first, then schema, counts and rows.

    Exit code 0: no difference; 1: they differ. Rows are matched by their key and told with the
    documents they come from. With --mapping two versions of a table are compared: rows by the
    mapping's key, cells by the values that it reads, and what is wrong with each.

    Example: claimbook diff 2026.11.0 2026.12.0

    Example: claimbook diff losses-of-monday.json losses.json --mapping losses.yaml
    """
    if mapping is not None:
        if counts:
            raise typer.BadParameter("--counts is for releases")
        from claimbook_build.cli.table_diff import table_diff

        equal = table_diff(old, new, mapping, format_.value)
        raise typer.Exit(OK if equal or exit_zero else FINDINGS)
    from claimbook.release.diff.compare import compare

    before, after = open_chosen(old), open_chosen(new)
    with compare(before, after, by_hash=counts) as found:
        write(_renderer(format_)(found, rows=not counts))
        equal = found.equal
    raise typer.Exit(OK if equal or exit_zero else FINDINGS)


def _renderer(format_: DiffFormat) -> _Report:
    if format_ is DiffFormat.json:
        from claimbook_build.report.diff import json

        return json.report
    if format_ is DiffFormat.markdown:
        from claimbook_build.report.diff import markdown

        return markdown.report
    from claimbook_build.report.diff import text

    return text.report
