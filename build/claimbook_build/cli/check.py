"""`claimbook check`: is the dataset as its contract demands?"""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, OK, say
from claimbook_build.cli.fixing import DiffOption, FixOption, prepare, repaired, show_difference
from claimbook_build.cli.reporting import (
    MOST_SHOWN,
    ExitZeroOption,
    FailOnOption,
    FormatOption,
    Gravity,
    OutputOption,
    Reporting,
)

if TYPE_CHECKING:
    from claimbook_build.check.run import Verdict
    from claimbook_build.project import Project
    from claimbook_build.report.findings import Findings

PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(help="Files or folders to report on; all of the dataset by default."),
]
BaseOption = Annotated[
    str | None,
    typer.Option(
        metavar="REV",
        help="Report only on what changed since HEAD parted from this git revision, and on "
        "what refers to that.",
    ),
]


def check(
    paths: PathsArgument = None,
    format_: FormatOption = None,
    output_file: OutputOption = None,
    fail_on: FailOnOption = Gravity.error,
    exit_zero: ExitZeroOption = False,
    base: BaseOption = None,
    fix: FixOption = False,
    diff: DiffOption = False,
) -> None:
    """Check seeds/ and dataset/: shape, references, dates, numbers, evidence.

    Everything is read, so that every reference is known; findings are reported for PATHS only.

    Only repairs that cannot change who said what are made: stray characters, quotes, the name of a
    field, a code, a name in place of its identifier. A mistyped identifier is never guessed.

    Example: claimbook check dataset/statements/2022

    Example: claimbook check --base origin/main

    Example: claimbook check --diff

    Example: claimbook check --fix dataset/statements/2022
    """
    if diff and (format_ is not None or output_file is not None):
        raise typer.BadParameter("--diff shows repairs, and no report of findings in a format")
    gc.disable()  # a check is over before a collection would pay: a tenth of its time
    from claimbook_build.cli.paths import asked
    from claimbook_build.project import find_project

    project = find_project(Path.cwd())
    chosen = asked(project.root, paths)
    if fix and not diff:
        prepare(project)
    verdict, note = _verdict(project, chosen, base)
    done = repaired(project, verdict, write=not diff) if fix or diff else None
    if done is not None and diff:
        show_difference(done)
        bad = done.after or _findings(verdict, note, fail_on).failed
        raise typer.Exit(FINDINGS if bad and not exit_zero else OK)
    if done is not None and done.after:
        verdict, note = _verdict(project, chosen, base)
    reporting = Reporting(format_, output_file, exit_zero)
    code = reporting.write(project.root, _findings(verdict, note, fail_on))
    if done is not None:
        say(done.summary(len(verdict.diagnostics)))
    elif safe := sum(finding.fix is not None for finding in verdict.diagnostics):
        say(_offer(safe))
    raise typer.Exit(code)


def _offer(repairs: int) -> str:
    """Say what --fix would do, without a promise: only trying tells what a repair brings."""
    from claimbook_build.report.findings import plural

    count = plural(repairs, "finding")
    return f"{count} with a repair: --fix makes what brings no other finding; --diff shows it"


def _findings(verdict: "Verdict", note: str, fail_on: Gravity) -> "Findings":
    from claimbook_build.report.findings import Findings

    return Findings(
        verdict.diagnostics,
        verdict.paths,
        verdict.sources.get,
        note=note,
        fail_on=fail_on.value,
        cap=MOST_SHOWN,
    )


def _verdict(project: "Project", paths: tuple[str, ...], base: str | None) -> "tuple[Verdict, str]":
    """Return the verdict, and what is to be said of how it was come to."""
    if base is None:
        from claimbook_build.check.run import check as run

        return run(project.root, paths, project.release), ""
    from claimbook_build.select.selection import check_against

    selection = check_against(project.root, base, paths, project.release)
    say(str(selection))
    return selection.verdict, str(selection)
