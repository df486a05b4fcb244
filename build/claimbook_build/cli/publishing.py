"""`claimbook build` and `claimbook schema export`: what the dataset becomes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, USAGE, say
from claimbook_build.cli.reporting import wants_color

if TYPE_CHECKING:
    from claimbook_build.check.run import Verdict

MOST_SHOWN = 20
"""Findings of one rule that a build prints; `claimbook check` prints them all."""

_EXTRA = ("msgspec", "pandera", "polars", "pyarrow")

schema_group = typer.Typer(no_args_is_help=True, help="The contract, for editors and engines.")


@schema_group.callback()
def _root() -> None:
    """Hold the group together: typer would make a single command the group itself."""


def build(
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder of releases; dist/ of the project.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous",
            metavar="DIR",
            help="Folder of the release before, which dataset/releases.yaml names.",
        ),
    ] = None,
) -> None:
    """Check the dataset and write a release: Parquet, views, manifest, dictionary.

    The release appears whole or not at all; an older one of the same version is replaced in one
    step. Warnings do not stop a build, errors do.

    Example: claimbook build --out /tmp/releases
    """
    need_extra()
    from claimbook.release.data_folder import data_folder
    from claimbook_build.cli.progress import progress
    from claimbook_build.project import find_project
    from claimbook_build.release.build import build as run
    from claimbook_build.release.previous import Places, address_of

    project = find_project(Path.cwd())
    folder = out or project.root / "dist"
    places = Places(folder, previous, data_folder(), address_of(project.root))
    notes: list[str] = []
    with progress("building") as step:
        built = run(project, folder, step, places, beside=lambda: _listed(folder, notes))
    report(built.verdict)
    if built.folder is None or built.manifest is None:
        say("nothing was built")
        raise typer.Exit(FINDINGS)
    rows = sum(table.rows for table in built.manifest.tables)
    size = sum(entry.bytes for entry in built.manifest.entries())
    say(f"{len(built.manifest.tables)} tables, {rows:,} rows, {size:,} bytes")
    typer.echo(str(built.folder))
    for note in notes:
        say(note)


def _listed(folder: Path, notes: list[str]) -> dict[str, bytes]:
    """Return the index that is to stand beside a release, unless the other releases forbid one."""
    from claimbook.release.index import INDEX_NAME
    from claimbook_build.release.index import IndexUpdateError, updated_index
    from claimbook_build.report.show import show

    try:
        updated, data = updated_index(folder)
    except IndexUpdateError as error:
        notes.append(f"releases.json stays as it is: {show(str(error), limit=1000)}")
        return {}
    said = "releases.json listed it with another manifest: whoever has that one will refuse it"
    notes += [f"{version} is another release now; {said}" for version in updated.replaced]
    return {} if data is None else {INDEX_NAME: data}


def report(verdict: "Verdict") -> None:
    """Show what a check before a build found, on stderr."""
    from claimbook_build.report import text

    if verdict.diagnostics:
        color = wants_color(sys.stderr)
        get, files = verdict.sources.get, len(verdict.paths)
        say(text.render(verdict.diagnostics, get, color=color, cap=MOST_SHOWN, files=files))


def need_extra() -> None:
    """Refuse to go on without the libraries that a build needs.

    Raises:
        typer.Exit: Some are not installed.
    """
    from importlib.util import find_spec

    missing = [name for name in _EXTRA if find_spec(name) is None]
    if missing:
        say(f"building needs {', '.join(missing)}: pip install 'claimbook[build]'")
        raise typer.Exit(USAGE)


@schema_group.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="Folder for the files; made when missing.")],
) -> None:
    """Write the derived schemas: JSON Schema for editors, Arrow, the data dictionary.

    Example: claimbook schema export /tmp/schemas
    """
    import json

    from claimbook.derive.export import export_schemas
    from claimbook_build.release.publish_files import Change, publish_files
    from claimbook_build.report.json import json_schema

    files = export_schemas()
    files["diagnostics.schema.json"] = (
        json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    )
    changes: dict[Path, Change] = {}
    for name, content in files.items():
        path = folder / name
        changes[path] = (path.read_bytes() if path.is_file() else None, content.encode())
    publish_files(changes)
    typer.echo("\n".join(str(folder / name) for name in files))
