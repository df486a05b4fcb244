"""The options that say how a foreign table is read, where neither it nor its mapping does."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from claimbook_build.table.options import Options

TableArgument = Annotated[
    str, typer.Argument(metavar="TABLE", help="CSV, TSV, JSON, JSON Lines, Excel or Parquet.")
]
TableFormatOption = Annotated[
    Literal["csv", "tsv", "json", "jsonl", "xlsx", "parquet"] | None,
    typer.Option("--table-format", help="What the table is, where its name is silent or wrong."),
]
DelimiterOption = Annotated[
    str | None, typer.Option("--delimiter", metavar="CHAR", help="What parts cells of CSV.")
]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Encoding, if it is not UTF-8.")
]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook with several.")
]
SkipOption = Annotated[
    int | None, typer.Option("--skip", min=0, help="Lines above the header to pass over.")
]


def overridden(options: "Options", **given: object) -> "Options":
    """Return how a table is read, with what was given on the command line in place of the rest.

    Args:
        options: What the mapping says.
        given: Attributes of `Options`; None leaves what the mapping says.

    Raises:
        OptionsError: For a value with which no table can be read.
    """
    found = {name: value for name, value in given.items() if value is not None}
    return replace(options, **found) if found else options  # type: ignore[arg-type]
