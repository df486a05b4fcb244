"""`claimbook import`: a foreign table becomes machine claims, by a mapping."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from claimbook_build.cli.exits import FINDINGS, OK, USAGE, say
from claimbook_build.cli.reporting import (
    MOST_SHOWN,
    ExitZeroOption,
    FailOnOption,
    FormatOption,
    Gravity,
    OutputOption,
    Reporting,
)
from claimbook_build.cli.table_files import need, spare
from claimbook_build.cli.table_options import (
    DelimiterOption,
    EncodingOption,
    SheetOption,
    SkipOption,
    TableArgument,
    TableFormatOption,
    overridden,
)

if TYPE_CHECKING:
    from claimbook.records.document import Document
    from claimbook_build.importing.mapping_file import MappingFile
    from claimbook_build.importing.write.intake import Intake, Source
    from claimbook_build.importing.write.merger import Into
    from claimbook_build.report.findings import Findings

_STDOUT = "-"

MappingOption = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="FILE", help="The mapping that says how it is read."),
]
ProposeOption = Annotated[
    bool,
    typer.Option(
        "--propose",
        help="Write a first mapping of the table instead, with gaps where only a person knows.",
    ),
]
DocumentOption = Annotated[
    str | None,
    typer.Option(
        "--document",
        metavar="ID",
        help="The document that the table is, where the mapping does not name it.",
    ),
]
OutOption = Annotated[
    str | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write the claims to this file as JSON Lines, `-` for stdout; the dataset stays. With "
        "--propose: the file of the mapping, stdout by default.",
    ),
]
MendedOption = Annotated[
    str | None,
    typer.Option(
        "--mended",
        metavar="DATE",
        help="When the publisher put right what this version says otherwise, if it is known.",
    ),
]
CorrectionsOption = Annotated[
    bool,
    typer.Option(
        "--corrections",
        help="The table is that of counts put right, of which the mapping's `corrections` tell.",
    ),
]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what would change.")]
CheckOption = Annotated[
    bool,
    typer.Option(
        "--check", help="Write nothing; fail unless the dataset holds every row of the table."
    ),
]


def import_(
    table: TableArgument,
    mapping: MappingOption = None,
    propose: ProposeOption = False,
    document: DocumentOption = None,
    out: OutOption = None,
    mended: MendedOption = None,
    corrections: CorrectionsOption = False,
    dry_run: DryOption = False,
    check: CheckOption = False,
    table_format: TableFormatOption = None,
    delimiter: DelimiterOption = None,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    skip: SkipOption = None,
    format_: FormatOption = None,
    output_file: OutputOption = None,
    fail_on: FailOnOption = Gravity.error,
    exit_zero: ExitZeroOption = False,
) -> None:
    """Read a table by a mapping, and put its claims into dataset/machine/.

    New rows are added, known ones stay. A row that says something else than an earlier version of
    the table becomes a new version of its claim, with a link that it corrects the older one. What
    cannot be read honestly is a finding; all that could be read is written, all months at once.
    Nothing is written for a mapping with errors, or a table that cannot be read to its end.

    Example: claimbook import losses.json --mapping seeds/mappings/losses.yaml --document doc_losses

    Example: claimbook import losses.csv --mapping losses.yaml --document doc_losses --dry-run

    Example: claimbook import losses.csv --mapping losses.yaml --document doc_losses --out -

    Example: claimbook import losses.csv --propose --out losses.yaml
    """
    how = _how(table_format, delimiter, encoding, sheet, skip)
    if propose or mapping is None:
        _propose(table, mapping, out, how, asked=propose)
    from claimbook_build.project import find_project

    project = find_project(Path.cwd())
    for path in (out, output_file):
        spare(path, table, mapping, root=project.root)
    reporting = Reporting(format_, output_file, exit_zero, aside=out == _STDOUT)
    file = _mapping(mapping, project.root, reporting, fail_on)
    into = _into(project.root, project.release, file, document, _day(mended))
    taken = _take(table, how, into, out, write=not (dry_run or check), corrections=corrections)
    code = reporting.write(project.root, _findings(file, taken, table, fail_on))
    say("\n".join(_summary(taken, out, dry=dry_run or check)))
    raise typer.Exit(code or _held(taken, asked=check and not exit_zero))


# --- what is asked for ---------------------------------------------------------------------------
def _how(*given: object) -> dict[str, object]:
    """Return how the table is read, as far as the command line says it; None: it does not."""
    return dict(zip(("format", "delimiter", "encoding", "sheet", "skip"), given, strict=True))


def _propose(
    table: str, mapping: Path | None, out: str | None, how: dict[str, object], *, asked: bool
) -> NoReturn:
    """Write a first mapping and end; or refuse, where nobody asked for one."""
    if not asked:
        raise typer.BadParameter("name the mapping, --mapping FILE, or ask for one: --propose")
    if mapping is not None:
        raise typer.BadParameter("--propose makes a mapping: it takes none")
    from claimbook_build.cli.proposing import write_proposal
    from claimbook_build.table.options import Options

    raise typer.Exit(write_proposal(table, overridden(Options(), **how), out))


def _mapping(path: Path, root: Path, reporting: Reporting, fail_on: Gravity) -> "MappingFile":
    """Return the mapping, or end with its findings."""
    from claimbook_build.importing.mapping_file import read_mapping
    from claimbook_build.report.findings import Findings

    file = read_mapping(path, root)
    if file.mapping is not None:
        return file
    found = Findings(
        file.diagnostics,
        (str(path),),
        file.sources.get,
        title="claimbook import",
        note="nothing was read",
        fail_on=fail_on.value,
        cap=MOST_SHOWN,
    )
    code = reporting.write(root, found)
    say("the mapping cannot be used: nothing was read")
    raise typer.Exit(code)


def _into(
    root: Path, release: str | None, file: "MappingFile", document: str | None, mended: str | None
) -> "Into":
    from claimbook_build.importing.write.merger import Into

    assert file.mapping is not None  # noqa: S101
    key = document or file.mapping.document
    if key is None:
        raise typer.BadParameter("name the document that the table is: --document ID")
    found = file.dataset.document(key) or _no_document(root, file, key)
    return Into(root, file.dataset, file.mapping, found, mended, release)


def _no_document(root: Path, file: "MappingFile", key: str) -> "Document":
    from claimbook.values.identifier import nearest
    from claimbook_build.report.show import show

    path = f"seeds/documents/{show(key)}.yaml"
    if (root / path).is_file():
        say(f"{path} is no sound record: `claimbook check` says why")
        raise typer.Exit(USAGE)
    near = nearest(key, file.dataset.keys("documents"))
    hint = f"did you mean `{near[0]}`?" if near else f"enter the table as {path}"
    say(f"no document `{show(key)}`: {hint}")
    raise typer.Exit(USAGE)


def _day(mended: str | None) -> str | None:
    if mended is not None:
        from claimbook.values.edtf import EdtfError, parse_edtf

        try:
            parse_edtf(mended)
        except EdtfError as error:
            raise typer.BadParameter(f"--mended: {error}") from None
    return mended


# --- what is done --------------------------------------------------------------------------------
def _take(
    table: str,
    how: dict[str, object],
    into: "Into",
    out: str | None,
    *,
    write: bool,
    corrections: bool,
) -> "Intake":
    """Read a table into the dataset, or into a file."""
    if table != _STDOUT:
        need(table)
    if out is not None and (corrections or not write):
        raise typer.BadParameter("--out only writes down the claims of a table")
    from claimbook_build.importing.mapping_file import options_of
    from claimbook_build.importing.write.intake import Source

    source = Source(table, overridden(options_of(into.mapping.table), **how))
    if out is None:
        return _taken(source, into, write=write, corrections=corrections)
    return _written(source, into, out)


def _taken(source: "Source", into: "Into", *, write: bool, corrections: bool) -> "Intake":
    from claimbook_build.cli.progress import progress
    from claimbook_build.importing.write.intake import take_corrections, take_in
    from claimbook_build.release.publish_files import sweep_records

    if write:
        sweep_records(into.root)
    with progress("import") as step:
        take = take_corrections if corrections else take_in
        return take(source, into, write=write, step=step)


def _written(source: "Source", into: "Into", out: str) -> "Intake":
    """Write the claims where the user wants them; of a file nothing, if the table breaks off."""
    from claimbook_build.cli.progress import progress
    from claimbook_build.importing.write.intake import write_down
    from claimbook_build.release.publish import publish_made

    if out == _STDOUT:
        with progress("import") as step:
            return write_down(source, into, sys.stdout.buffer.write, step)
    taken: list[Intake] = []

    def fill(path: Path) -> None:
        with path.open("xb") as file, progress("import") as step:
            taken.append(write_down(source, into, file.write, step))
        if not taken[0].tally.complete:
            raise _BrokenOffError

    try:
        publish_made(Path.cwd() / out, fill)
    except _BrokenOffError:
        say(f"{out}: not written, for the table could not be read to its end")
    return taken[0]


class _BrokenOffError(Exception):
    """The table could not be read to its end."""


# --- what is said --------------------------------------------------------------------------------
def _held(taken: "Intake", *, asked: bool) -> int:
    """Return the exit code of whoever asked whether the dataset holds every row of the table."""
    whole = taken.outcome is not None and taken.outcome.whole
    return FINDINGS if asked and not whole else OK


def _findings(file: "MappingFile", taken: "Intake", table: str, fail_on: Gravity) -> "Findings":
    from claimbook_build.importing.unused_waivers import unused_waivers
    from claimbook_build.report.findings import Findings, plural

    more = f"; {plural(taken.unlisted, 'finding')} more are counted only" if taken.unlisted else ""
    return Findings(
        (*file.diagnostics, *unused_waivers(file, taken.unused), *taken.diagnostics),
        (table,),
        file.sources.get,
        title="claimbook import",
        note=f"{plural(taken.tally.rows, 'row')}{more}",
        fail_on=fail_on.value,
        cap=MOST_SHOWN,
    )


def _summary(taken: "Intake", out: str | None, *, dry: bool) -> Iterable[str]:
    from claimbook_build.report.intake import summary

    return summary(taken, out, dry=dry)
