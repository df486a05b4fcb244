"""The options `--fix` and `--diff`: repairs made, or shown."""

import gc
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import say

if TYPE_CHECKING:
    from claimbook_build.check.run import Verdict
    from claimbook_build.project import Project
    from claimbook_build.repair.run import Repaired

FixOption = Annotated[
    bool, typer.Option("--fix", help="Make every repair that is safe, and report what is left.")
]
DiffOption = Annotated[
    bool, typer.Option("--diff", help="Write nothing; show what --fix would change.")
]


def prepare(project: "Project") -> None:
    """Remove what a killed process left behind among the records: no repair of theirs."""
    from claimbook_build.release.publish_files import sweep_records

    sweep_records(project.root)


def repaired(project: "Project", verdict: "Verdict", *, write: bool) -> "Repaired":
    """Work out the safe repairs of the files that a verdict is about, and write them if asked."""
    from claimbook_build.check.run import check
    from claimbook_build.release.publish_files import publish_below
    from claimbook_build.repair.run import Repaired, repair

    if all(finding.fix is None for finding in verdict.diagnostics):
        return Repaired(left=len(verdict.diagnostics))
    gc.enable()  # many checks in one process, and not one
    done = repair(
        project.root,
        lambda overlay: check(project.root, (), project.release, overlay),
        frozenset(verdict.paths).__contains__,
    )
    if write:
        publish_below(project.root, done.before, done.after)
    return done


def show_difference(done: "Repaired") -> None:
    """Show what would change, on stdout, and how much that is."""
    from claimbook_build.cli.reporting import wants_color, write
    from claimbook_build.report.difference import difference

    write([difference(done.before, done.after, color=wants_color())])
    say(done.summary(done.left, dry=True))
