"""The options by which findings are written, and their writing, for every command that has any."""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, OK, say
from claimbook_build.report.formats import Format, Renderer, renderer

if TYPE_CHECKING:
    from claimbook_build.cli.runner import Runner
    from claimbook_build.report.findings import Findings

MOST_SHOWN = 20
"""Findings of one rule in the report for people; the other formats hold all."""


class Gravity(StrEnum):
    """From which severity on a check fails."""

    error = "error"
    warning = "warning"
    info = "info"


FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join(Format)}. [default: text; github in GitHub Actions]",
    ),
]
FailOnOption = Annotated[Gravity, typer.Option("--fail-on", help="The least severity that fails.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output-file",
        metavar="FILE",
        help="Write the report in --format to this file, whole or not at all; stdout gets the "
        "default format.",
    ),
]
ExitZeroOption = Annotated[
    bool, typer.Option("--exit-zero", help="Exit with 0 even when there are findings.")
]


@dataclass(frozen=True, slots=True)
class Reporting:
    """How a user wants findings written.

    Attributes:
        format_: The format asked for, or None.
        output_file: A file that the report is written to, or None.
        exit_zero: Whether findings leave the exit code at 0.
        own: Renderers of the command's own, in place of those of these formats.
        aside: Whether stdout is for data, so that the report goes to stderr.
    """

    format_: Format | None = None
    output_file: Path | None = None
    exit_zero: bool = False
    own: Mapping[Format, Renderer] | None = None
    aside: bool = False

    def write(self, root: Path, findings: "Findings") -> int:
        """Write the report where it belongs, and return the exit code.

        Args:
            root: The folder above `seeds/` and `dataset/`.
            findings: The findings; what the surroundings add is filled in here.
        """
        from claimbook_build.cli.runner import runner

        around = runner(os.environ)
        placed = replace(findings, folder=around.folder(root), blobs=around.blobs)
        usual = Format.github if around.github else Format.text
        if self.output_file is not None:
            self._save(self.output_file, self.format_ or Format.text, placed)
        shown = usual if self.output_file or self.format_ is None else self.format_
        if shown is Format.github:
            placed = _summarised(placed, around)
        stream = sys.stderr if self.aside else sys.stdout
        write(self._render(shown, replace(placed, color=wants_color(stream))), stream)
        if shown is Format.concise:
            say(placed.summary())
        return FINDINGS if findings.failed and not self.exit_zero else OK

    def _render(self, format_: Format, findings: "Findings") -> Iterable[str]:
        render = (self.own or {}).get(format_) or renderer(format_)
        return render(findings)

    def _save(self, path: Path, format_: Format, findings: "Findings") -> None:
        from claimbook_build.release.publish import publish_file

        publish_file(path, "".join(self._render(format_, findings)).encode())


def _summarised(findings: "Findings", around: "Runner") -> "Findings":
    """Append the page to the summary of the step, and point to it."""
    if around.summary is None:
        return findings
    from claimbook_build.cli.runner import append, size
    from claimbook_build.report.markdown import MOST_BYTES, page

    text = page(findings, MOST_BYTES - size(around.summary) - 1)
    try:
        append(around.summary, text)
    except OSError as error:
        say(f"no summary was written: {error.strerror or error}")
        return findings
    return replace(findings, elsewhere="see the summary of this step")


def write(pieces: Iterable[str], stream: IO[str] | None = None) -> None:
    """Write a report to a stream, stdout by default: UTF-8 in any locale, line ends as are."""
    shown = stream or sys.stdout
    raw = getattr(shown, "buffer", None)
    for piece in pieces:
        if raw is None:
            shown.write(piece)
        else:
            raw.write(piece.encode())
    shown.flush()


def wants_color(stream: IO[str] | None = None) -> bool:
    """Whether a stream, stdout by default, is a terminal that shows colours.

    NO_COLOR forbids them and FORCE_COLOR demands them, when they are set to anything at all.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"
