"""`claimbook check`: is the dataset as its contract demands?"""

import gc
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, OK


class Format(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"


class Gravity(StrEnum):
    """From which severity on a check fails."""

    error = "error"
    warning = "warning"


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders to report on; all of the dataset by default."),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="text for people, json for programs.")
    ] = Format.text,
    fail_on: Annotated[
        Gravity, typer.Option("--fail-on", help="The least severity that fails.")
    ] = Gravity.error,
) -> None:
    """Check seeds/ and dataset/: shape, references, dates, numbers, evidence.

    Everything is read, so that every reference is known; findings are reported for PATHS only.

    Example: claimbook check dataset/statements/2022
    """
    gc.disable()  # a check is over before a collection would pay: a tenth of its time
    from claimbook_build.check.run import check as run
    from claimbook_build.cli.paths import relative
    from claimbook_build.project import find_project

    project = find_project(Path.cwd())
    verdict = run(project.root, [relative(project.root, p) for p in paths or ()], project.release)
    if format_ is Format.json:
        from claimbook_build.report import json as rendered

        typer.echo(rendered.render(verdict.diagnostics).rstrip())
    else:
        from claimbook_build.report import text

        typer.echo(
            text.render(
                verdict.diagnostics,
                verdict.sources.get,
                color=wants_color(),
                files=len(verdict.paths),
                cap=20,
            )
        )
    bad = verdict.count("error") + (fail_on is Gravity.warning and verdict.count("warning"))
    raise typer.Exit(FINDINGS if bad else OK)


def wants_color(stream: IO[str] | None = None) -> bool:
    """Whether a stream, stdout by default, is a terminal that shows colours."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream or sys.stdout).isatty()
