"""`claimbook export`: a release in the standards of others."""

import os
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import USAGE, say
from claimbook_build.cli.foreign import telling_of
from claimbook_build.cli.reading import From, emit, open_chosen

if TYPE_CHECKING:
    from claimbook.release.open import Release


class ExportFormat(StrEnum):
    """What a release is written as."""

    csv = "csv"
    duckdb = "duckdb"
    duckdb_data = "duckdb-data"
    iceberg = "iceberg"
    claimreview = "claimreview"
    ftm = "ftm"
    schema_org = "schema-org"
    datapackage = "datapackage"
    croissant = "croissant"
    dcat = "dcat"
    cff = "cff"


_FILES = frozenset(
    {ExportFormat.csv, ExportFormat.duckdb, ExportFormat.duckdb_data, ExportFormat.iceberg}
)
"""Formats that are no text for standard output."""


def export(
    format_: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="One of those below.")],
    release: From = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="File to write, a folder for csv and iceberg; standard output by default."
        ),
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV with the mark that tells Excel UTF-8.")
    ] = False,
) -> None:
    """Write a release in another standard.

    csv: each table for spreadsheets, no cell of which is run as a formula; duckdb: views, macros
    and comments in one file; duckdb-data: the tables' rows as well; iceberg: a table of each, in a
    folder with a catalogue; claimreview: who disputes which claim (schema.org); ftm: statements of
    FollowTheMoney; schema-org: a Dataset for a web page; datapackage, croissant, dcat, cff: what
    lies in each release already.

    Example: claimbook export csv --out /tmp/tables --bom
    """
    if bom and format_ is not ExportFormat.csv:
        say("--bom is for csv")
        raise typer.Exit(USAGE)
    if out is None and format_ in _FILES:
        say(f"{format_.value} is not for standard output: name a place with --out")
        raise typer.Exit(USAGE)
    opened = open_chosen(release)
    with telling_of(opened):
        if out is None:
            for piece in _pieces(format_, opened):
                emit(piece.encode())
            return
        _write(format_, opened, Path.cwd() / out, bom=bom)
    typer.echo(str(out))


def _write(format_: ExportFormat, release: "Release", out: Path, *, bom: bool) -> None:
    from claimbook_build.release.publish import publish, publish_made

    if format_ is ExportFormat.csv:
        from claimbook_build.standards.spreadsheet import write_spreadsheets

        publish(out, lambda s: write_spreadsheets(release, s, bom=bom), marker="datapackage.json")
    elif format_ is ExportFormat.iceberg:
        from claimbook_build.standards.iceberg import CATALOG, write_iceberg

        final = Path(os.path.abspath(out))  # noqa: PTH100  what is written is this very name
        publish(out, lambda stage: write_iceberg(release, stage, final), marker=CATALOG)
    elif format_ is ExportFormat.duckdb:
        from claimbook_build.standards.views_file import write_views_file

        publish_made(out, partial(write_views_file, release.root, release.manifest))
    elif format_ is ExportFormat.duckdb_data:
        from claimbook_build.standards.data_file import write_data_file

        publish_made(out, partial(write_data_file, release))
    else:
        publish_made(out, lambda made: _fill(made, _pieces(format_, release)))


def _fill(path: Path, pieces: Iterable[str]) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


def _pieces(format_: ExportFormat, release: "Release") -> Iterable[str]:
    """Return a text, in pieces where it grows with the release."""
    from claimbook_build.standards.claim_review import claim_review
    from claimbook_build.standards.follow_the_money import follow_the_money
    from claimbook_build.standards.schema_org import schema_org
    from claimbook_build.standards.write import TEXTS

    if format_ is ExportFormat.claimreview:
        return claim_review(release)
    if format_ is ExportFormat.ftm:
        return follow_the_money(release)
    if format_ is ExportFormat.schema_org:
        return (schema_org(release.manifest),)
    return (TEXTS[_OWN[format_]](release.manifest),)


_OWN = {
    ExportFormat.datapackage: "datapackage.json",
    ExportFormat.croissant: "croissant.json",
    ExportFormat.dcat: "dcat.jsonld",
    ExportFormat.cff: "CITATION.cff",
}
