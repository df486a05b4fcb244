"""`claimbook diff`: what differs between two releases."""

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from claimbook_build.cli.exits import FINDINGS, OK, USAGE, say
from claimbook_build.cli.reporting import write

if TYPE_CHECKING:
    from claimbook.release.diff.compare import Comparison
    from claimbook.release.open import Release


class _Report(Protocol):
    def __call__(self, found: "Comparison", *, rows: bool) -> Iterator[str]: ...


class DiffFormat(StrEnum):
    """How a difference is written."""

    text = "text"
    json = "json"
    markdown = "markdown"


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="A", help="The release before: its folder, or its manifest.")
    ],
    new: Annotated[Path, typer.Argument(metavar="B", help="The release now, likewise.")],
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
    documents they come from.

    Example: claimbook diff dist/2026.11.0 dist/2026.12.0
    """
    from claimbook.release.diff.compare import compare

    before, after = _opened(old), _opened(new)
    with compare(before, after, by_hash=counts) as found:
        write(_renderer(format_)(found, rows=not counts))
        equal = found.equal
    raise typer.Exit(OK if equal or exit_zero else FINDINGS)


def _opened(path: Path) -> "Release":
    """Open a release by its folder or its manifest.

    Raises:
        typer.Exit: There is nothing at that path.
        ReleaseError: It is not whole.
    """
    from claimbook.release.manifest import MANIFEST_NAME
    from claimbook.release.open import open_release
    from claimbook_build.report.show import show

    if not os.path.lexists(path):
        say(f"{show(str(path))}: there is no such release")
        raise typer.Exit(USAGE)
    return open_release(path.parent if path.name == MANIFEST_NAME else path)


def _renderer(format_: DiffFormat) -> _Report:
    if format_ is DiffFormat.json:
        from claimbook_build.report.diff import json

        return json.report
    if format_ is DiffFormat.markdown:
        from claimbook_build.report.diff import markdown

        return markdown.report
    from claimbook_build.report.diff import text

    return text.report
