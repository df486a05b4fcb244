"""`claimbook evidence verify` and `claimbook anchor`: records and the texts they rest on."""

from pathlib import Path
from typing import Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, OK
from claimbook_build.cli.reporting import (
    ExitZeroOption,
    FailOnOption,
    FormatOption,
    Gravity,
    OutputOption,
    Reporting,
    wants_color,
)

group = typer.Typer(no_args_is_help=True, help="Evidence: spans of texts that are not ours.")

Texts = Annotated[
    Path, typer.Option("--texts", help="Folder with the source texts, in any file names.")
]
Named = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="ID=FILE", help="Take a file as the text of a document."),
]


@group.callback()
def _root() -> None:
    """Hold the group together: typer would make a single command the group itself."""


@group.command()
def verify(
    texts: Texts,
    document: Named = None,
    format_: FormatOption = None,
    output_file: OutputOption = None,
    fail_on: FailOnOption = Gravity.error,
    exit_zero: ExitZeroOption = False,
) -> None:
    """Look for every span of the dataset in the texts at hand.

    A span is in place, moved, lost or ambiguous; without its text it is not checkable, never fine.

    Example: claimbook evidence verify --texts ~/articles
    """
    from claimbook_build.evidence.report import own_renderers, verification
    from claimbook_build.project import find_project
    from claimbook_build.report.findings import Findings

    project = find_project(Path.cwd())
    report = verification(project.root, texts, named(document), project.release)
    findings = Findings(
        report.diagnostics,
        tuple(sorted(report.sources)),
        report.sources.get,
        title="claimbook evidence verify",
        fail_on=fail_on.value,
    )
    reporting = Reporting(format_, output_file, exit_zero, own_renderers(report))
    raise typer.Exit(reporting.write(project.root, findings))


@group.command()
def fingerprint(
    file: Annotated[Path, typer.Argument(help="The text of a document.")],
) -> None:
    """Print the lines that say which text a document is, for its file in seeds/documents/.

    Example: claimbook evidence fingerprint ~/articles/report.txt
    """
    from claimbook_build.evidence.report import fingerprint as lines
    from claimbook_build.evidence.texts import SourceText, TextsError, read_text

    read = read_text(file)
    if not isinstance(read, SourceText):
        raise TextsError(f"{file}: {read}")
    typer.echo(lines(read), nl=False)


def anchor(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders to anchor; all of the dataset by default."),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder of the texts, one a file; without it no offsets are looked for, and new "
            "identifiers are put into ids.lock all the same, as those of tables.",
        ),
    ] = None,
    document: Named = None,
) -> None:
    """Turn phrases into offsets, write the spans files and ids.lock.

    Point at evidence with a phrase, `evidence: ["find: three missile strikes"]`; this command puts
    its offsets there (`"find[2]: ..."` takes the second place, `"find doc_x: ..."` names the
    document in an event), lets offsets follow a text that changed around them, writes what `check`
    compares, and lists numbers not accounted for. Nothing is written unless everything can be.

    Example: claimbook anchor --texts ~/articles
    """
    from claimbook_build.cli.paths import files_asked
    from claimbook_build.evidence.anchor import anchor as run
    from claimbook_build.evidence.report import anchored_as_text
    from claimbook_build.project import find_project
    from claimbook_build.release.publish_files import sweep_records

    project = find_project(Path.cwd())
    only = files_asked(project.root, files)
    sweep_records(project.root)
    done = run(project.root, texts, named(document), only, project.release)
    typer.echo(anchored_as_text(done, wants_color()))
    raise typer.Exit(FINDINGS if done.diagnostics else OK)


def named(options: list[str] | None) -> dict[str, Path]:
    """Read `ID=FILE` options.

    >>> named(["doc_x=a.txt"])
    {'doc_x': PosixPath('a.txt')}
    """
    pairs: dict[str, Path] = {}
    for option in options or ():
        key, equals, path = option.partition("=")
        if not equals:
            raise typer.BadParameter(f"{option!r} is not ID=FILE")
        pairs[key] = Path(path)
    return pairs
