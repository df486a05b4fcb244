"""`claimbook audit`: what is wrong with a table, for people who only want to know that."""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, say
from claimbook_build.cli.reporting import (
    ExitZeroOption,
    FailOnOption,
    Gravity,
    Reporting,
    write,
)
from claimbook_build.cli.table_files import need, root_here, spare, usable_mapping
from claimbook_build.cli.table_options import (
    DelimiterOption,
    EncodingOption,
    SheetOption,
    SkipOption,
    TableArgument,
    TableFormatOption,
    overridden,
)
from claimbook_build.report.formats import Format, Renderer

if TYPE_CHECKING:
    from claimbook_build.importing.audit.audit import Audit
    from claimbook_build.importing.audit.run import Audited
    from claimbook_build.report.findings import Findings


class AuditFormat(StrEnum):
    """How an audit is written: as findings are, or as a page."""

    text = "text"
    json = "json"
    html = "html"
    concise = "concise"
    jsonl = "jsonl"
    github = "github"
    gitlab = "gitlab"
    sarif = "sarif"
    junit = "junit"
    markdown = "markdown"


_ENDINGS = {
    ".json": AuditFormat.json,
    ".jsonl": AuditFormat.jsonl,
    ".html": AuditFormat.html,
    ".md": AuditFormat.markdown,
    ".sarif": AuditFormat.sarif,
    ".xml": AuditFormat.junit,
}
_AUDIT = "claimbook audit"
_STDIN = "-"

MappingOption = Annotated[
    Path, typer.Option("--mapping", metavar="FILE", help="The mapping that says how it is read.")
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="OLDER",
        help="An older version of the table: only defects that it has not are reported.",
    ),
]
AuditFormatOption = Annotated[
    AuditFormat | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join(AuditFormat)}. [default: what --out ends in, else text; github in "
        "GitHub Actions]",
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write the report to this file, whole or not at all; stdout gets the default format.",
    ),
]


def audit(
    table: TableArgument,
    mapping: MappingOption,
    since: SinceOption = None,
    format_: AuditFormatOption = None,
    out: OutOption = None,
    table_format: TableFormatOption = None,
    delimiter: DelimiterOption = None,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    skip: SkipOption = None,
    fail_on: FailOnOption = Gravity.error,
    exit_zero: ExitZeroOption = False,
) -> None:
    """Say what is wrong with a table: every defect with places, counts, and what adds up.

    Nothing is written but the report. Outside a project it works as well; then nobody asks whether
    what the mapping names is there.

    Example: claimbook audit losses.json --mapping losses.yaml

    Example: claimbook audit losses.json --mapping losses.yaml --since losses-of-monday.json

    Example: claimbook audit losses.csv --mapping losses.yaml --out audit.html

    Example: claimbook audit losses.xlsx --mapping losses.yaml --sheet May --skip 2
    """
    for path in (table, str(mapping), since):
        if path not in {None, _STDIN}:
            need(str(path))
    spare(out, table, mapping, since)
    root = root_here()
    file = usable_mapping(mapping, root)
    from claimbook_build.importing.audit.run import run_audit

    stdin = sys.stdin.buffer if table == _STDIN else None
    given = {"format": table_format, "delimiter": delimiter, "encoding": encoding}
    file = replace(file, given=overridden(file.options, **given, sheet=sheet, skip=skip))
    found = run_audit(table, file, resolved=root is not None, since=since, stdin=stdin)
    findings = _findings(found, fail_on)
    chosen = format_ or _ENDINGS.get(out.suffix.lower() if out else "")
    own: dict[Format, Renderer] = _own(found.audit)
    if chosen is AuditFormat.html:
        _page(found.audit, out)
        if out is None:
            raise typer.Exit(FINDINGS if findings.failed and not exit_zero else 0)
        chosen = out = None
    _tell(found, chosen)
    reporting = Reporting(Format(chosen.value) if chosen else None, out, exit_zero, own)
    raise typer.Exit(reporting.write(root or Path.cwd(), findings))


def _tell(found: "Audited", chosen: AuditFormat | None) -> None:
    """Tell on stderr what the format leaves out."""
    from claimbook_build.report.show import show

    if chosen in {None, AuditFormat.text, AuditFormat.json}:
        for idle in found.idle:
            say(f"{show(idle.place.path)}:{idle.place.line}: {idle.code}: {show(idle.message)}")
    elif found.unlisted:
        say(f"{found.unlisted:,} more findings are not listed: --format json counts all")


def _findings(found: "Audited", fail_on: Gravity) -> "Findings":
    """Return the findings as the formats for findings take them."""
    from claimbook_build.report.audit import words
    from claimbook_build.report.findings import Findings, plural

    note = words.rows(found.audit)
    if found.unlisted:
        note += f"; {plural(found.unlisted, 'finding')} more: --format json counts all"
    return Findings(
        found.diagnostics,
        (found.audit.table.path,),
        title=_AUDIT,
        note=f"rows: {note}",
        fail_on=fail_on.value,
    )


def _own(audit: "Audit") -> dict[Format, Renderer]:
    """Return the renderers of what an audit says beyond its findings."""
    from claimbook_build.report.audit import json, text

    return {
        Format.text: lambda findings: text.report(audit, color=findings.color),
        Format.json: lambda _: json.report(audit),
    }


def _page(audit: "Audit", out: Path | None) -> None:
    from claimbook_build.report.audit import page

    if out is None:
        write(page.report(audit))
        return
    from claimbook_build.release.publish import publish_file

    publish_file(out, "".join(page.report(audit)).encode())
