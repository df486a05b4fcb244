"""`claimbook query` and `claimbook show`: answers from a release."""

import shutil
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, INTEGRITY, USAGE, say

if TYPE_CHECKING:
    from claimbook.release.open import Release
    from claimbook.release.sandbox import SandboxError

NARROWEST = 60
WIDTH_WITHOUT_TERMINAL = 140
"""Columns of a table that goes into a pipe or a file."""


class DataFormat(str, Enum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"


From = Annotated[
    Path | None,
    typer.Option("--release", help="Folder of the release; the newest one in dist/ by default."),
]


def query(
    sql: Annotated[str, typer.Argument(help="One SQL statement that reads; - takes it from stdin.")],
    release: From = None,
    format_: Annotated[
        DataFormat, typer.Option("--format", help="How the answer is written.")
    ] = DataFormat.table,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, help="Longest time.")] = 60.0,
) -> None:
    """Ask a release in DuckDB's SQL; every table, view and macro is ready.

    The statement runs in a process of its own that can read the release and nothing else.

    Example: claimbook query "from best_figure('official') select claimant, measure, wording"
    """
    from claimbook.release.sandbox import Limits, SandboxError, run_query, run_query_arrow

    opened = open_chosen(release)
    text = sys.stdin.read() if sql == "-" else sql
    limits = Limits(seconds=seconds)
    try:
        if format_ is DataFormat.parquet:
            from claimbook.release.render import parquet_bytes

            _binary(parquet_bytes(run_query_arrow(opened, text, limits)))
        else:
            typer.echo(_rendered(run_query(opened, text, limits), format_), nl=False)
    except SandboxError as error:
        _explain(error)


def _rendered(result: object, format_: DataFormat) -> str:
    from claimbook.release.render import render_csv, render_json, render_jsonl
    from claimbook.release.result import QueryResult
    from claimbook.release.text_table import render_table

    assert isinstance(result, QueryResult)  # noqa: S101 - what the sandbox returns
    if format_ is DataFormat.csv:
        return render_csv(result)
    if format_ is DataFormat.json:
        return render_json(result)
    if format_ is DataFormat.jsonl:
        return render_jsonl(result)
    return render_table(result, width())


def width() -> int:
    """Return how many columns a table may take."""
    if not sys.stdout.isatty():
        return WIDTH_WITHOUT_TERMINAL
    return max(NARROWEST, shutil.get_terminal_size().columns)


def _binary(data: bytes) -> None:
    if sys.stdout.isatty():
        say("Parquet is not for a terminal: redirect it into a file")
        raise typer.Exit(USAGE)
    sys.stdout.buffer.write(data)


def _explain(error: "SandboxError") -> None:
    from claimbook_build.report.show import show

    say("\n".join(show(line, limit=1000) for line in str(error).split("\n")))
    raise typer.Exit({"sql": FINDINGS, "release": INTEGRITY}.get(error.reason, FINDINGS))


def show(
    key: Annotated[str, typer.Argument(metavar="ID", help="Identifier of any record.")],
    release: From = None,
) -> None:
    """Show one record as a person reads it, with what it rests on and what contradicts it.

    Example: claimbook show fig_jc-missiles-fired
    """
    from claimbook.release.connect import connect

    from claimbook_build.report.record import card, nearest_keys

    with connect(open_chosen(release)) as connection:
        text = card(connection, key)
        if text is None:
            from claimbook_build.report.show import show as shown

            near = nearest_keys(connection, key)
            hint = f"; did you mean {near[0]}?" if near else ""
            say(f"there is no record {shown(key)}{hint}")
            raise typer.Exit(FINDINGS)
    typer.echo(text, nl=False)


def open_chosen(release: Path | None) -> "Release":
    """Open the release that was asked for, or the newest one of the project.

    Raises:
        ReleaseError: It is not whole, or there is none.
    """
    from claimbook.release.open import newest_release, open_release

    from claimbook_build.project import ProjectError, find_project

    if release is not None:
        return open_release(release.resolve() if release == Path() else release)
    if (Path.cwd() / "manifest.json").is_file():
        return open_release(Path.cwd())
    try:
        dist = find_project(Path.cwd()).root / "dist"
    except ProjectError:
        say("no release here: name one with --release DIR")
        raise typer.Exit(USAGE) from None
    return open_release(newest_release(dist))
