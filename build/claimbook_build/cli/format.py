"""`claimbook format`: every file in its one canonical form."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, OK

if TYPE_CHECKING:
    from claimbook_build.canonical.dataset import Formatted


def format_(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders to format; all of the dataset by default."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a file is not canonical.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change.")
    ] = False,
) -> None:
    """Write YAML and JSON Lines of seeds/ and dataset/, and ids.lock, in canonical form.

    Keys in the order of the contract, one value a line, short lists and small mappings on one line,
    quotes where a reader needs them. Comments stay with what they are about, and no value changes;
    a file that cannot be read strictly is left alone.

    Example: claimbook format

    Example: claimbook format --diff dataset/statements/2022

    Example: claimbook format --check
    """
    from claimbook_build.canonical.dataset import formatted
    from claimbook_build.cli.paths import asked
    from claimbook_build.project import find_project
    from claimbook_build.release.publish_files import publish_below, sweep_records

    project = find_project(Path.cwd())
    dry = check or diff
    if not dry:
        sweep_records(project.root)
    done = formatted(project.root, asked(project.root, paths))
    if not dry:
        publish_below(project.root, done.before, done.after)
    _report(done, diff=diff, dry=dry)
    raise typer.Exit(FINDINGS if done.diagnostics or (dry and done.after) else OK)


def _report(done: "Formatted", *, diff: bool, dry: bool) -> None:
    from claimbook_build.cli.reporting import wants_color
    from claimbook_build.report import text
    from claimbook_build.report.difference import difference
    from claimbook_build.report.show import show

    if diff:
        typer.echo(difference(done.before, done.after, color=wants_color()), nl=False)
    else:
        verb = "would format" if dry else "formatted"
        for path in done.after:
            typer.echo(f"{verb} {show(path)}")
    if done.diagnostics:
        shown = text.render(done.diagnostics, done.sources.get, color=wants_color(), cap=20)
        typer.echo(shown, err=diff, nl=False)
    typer.echo(_summary(done, dry=dry), err=diff)


def _summary(done: "Formatted", *, dry: bool) -> str:
    from claimbook_build.report.findings import plural

    left = len({finding.place.path for finding in done.diagnostics})
    counts = (
        (len(done.after), "to be formatted" if dry else "formatted"),
        (left, "left alone"),
        (max(len(done.paths) - len(done.after) - left, 0), "in canonical form"),
    )
    words = [f"{plural(n, 'file')} {what}" for n, what in counts if n]
    return ", ".join(words) or "no files"
