"""`claimbook release`: a release of the data, prepared first and built from its commit then."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, say
from claimbook_build.cli.publishing import need_extra, report
from claimbook_build.cli.reporting import wants_color

if TYPE_CHECKING:
    from claimbook_build.release.cycle import Outcome


Unpublished = Annotated[
    bool,
    typer.Option(
        "--unpublished",
        help="What dataset/releases.yaml does not list was never published, say both times.",
    ),
]
Again = Annotated[
    bool, typer.Option("--again", help="Replace a release of this version, never published.")
]


def release(
    version: Annotated[str, typer.Argument(help="The release to make: YYYY.M.N.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder of releases; dist/ of the project.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="DIR", help="Folder of the release before."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")
    ] = False,
    unpublished: Unpublished = False,
    again: Again = False,
) -> None:
    """Make a release of the data: prepare it, and once that is committed, build it.

    The dataset is checked and compared with the release before (R801 to R803). What the repository
    has to say of the release is then written: its version, its section of CHANGELOG.md, tombstones
    and entries of the changelog named after it. Said again at a clean commit, the command builds
    and verifies the release, updates releases.json and tells its hash and its tag. It never
    commits, tags or pushes.

    Example: claimbook release 2026.12.0
    """
    need_extra()
    from claimbook.release.data_folder import data_folder
    from claimbook_build.cli.progress import progress
    from claimbook_build.project import find_project
    from claimbook_build.release.cycle import Wanted
    from claimbook_build.release.cycle import release as run
    from claimbook_build.release.previous import Places, address_of

    project = find_project(Path.cwd())
    folder = out or project.root / "dist"
    places = Places(folder, previous, data_folder(), address_of(project.root))
    with progress("releasing") as step:
        outcome = run(project, Wanted(version, places, unpublished, again, dry_run), step)
    report(outcome.verdict)
    if outcome.folder is not None or outcome.manifest_sha256:
        _tell_built(version, outcome)
    elif outcome.preparation is not None and not outcome.verdict.count("error"):
        options = {"--out": out, "--previous": previous}
        flags = {"--unpublished": unpublished, "--again": again}
        given = [f"{name} {shlex.quote(str(path))}" for name, path in options.items() if path]
        given += [name for name, said in flags.items() if said]
        _tell_prepared(" ".join((version, *given)), outcome, dry_run=dry_run)
    else:
        say("nothing was released")
        raise typer.Exit(FINDINGS)


def _tell_prepared(said: str, outcome: "Outcome", *, dry_run: bool) -> None:
    """Tell what was prepared, and what comes next, with the options that were given.

    Args:
        said: What stood behind the command: the version, and options.
        outcome: What came of it.
        dry_run: Whether nothing was written.
    """
    from claimbook_build.report.difference import difference
    from claimbook_build.report.show import show

    version = said.split(" ", maxsplit=1)[0]
    prepared = outcome.preparation
    if prepared is None:
        return
    if dry_run:
        before = {path: prepared.before[path] or b"" for path in prepared.after}
        color = wants_color(sys.stdout)
        typer.echo(difference(before, prepared.after, color=color), nl=False)
        say(f"{version} would be prepared; nothing was written")
        return
    for path in sorted(prepared.after):
        typer.echo(show(path))
    names = " ".join(shlex.quote(path) for path in sorted(prepared.after))
    say(f"prepared {version}. Look it through, then commit it, and say `claimbook release` again:")
    say(f"  git add -- {show(names, limit=10_000)}")
    say(f"  git commit -m 'Data {version}'")
    say(f"  claimbook release {show(said, limit=10_000)}")


def _tell_built(version: str, outcome: "Outcome") -> None:
    if outcome.folder is None:
        say(f"{version} would have manifest.json of SHA-256 {outcome.manifest_sha256}")
        return
    typer.echo(str(outcome.folder))
    typer.echo(f"manifest.json: SHA-256 {outcome.manifest_sha256}")
    say(f"built {version} from commit {outcome.commit}. To publish it, tag the commit and push:")
    say(f"  git tag -a {version} -m 'Data {version}' {outcome.commit}")
    say(f"  git push origin {version}")
