"""An audit: all that is said of a table, as data; the JSON report is this, field by field."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from claimbook.diagnostic import Severity
from claimbook_build.importing.closed import Closed, Number
from claimbook_build.importing.file_facts import FileFacts


@dataclass(frozen=True, slots=True)
class PlaceFacts(Closed):
    """Where something stands in a file."""

    path: Annotated[str, Field(description="The file, as it was named.")]
    line: Annotated[int, Field(ge=1, description="First line, or row of a sheet, from 1.")]
    column: Annotated[int, Field(ge=1, description="First column, from 1, in code points.")]
    end_line: Annotated[int, Field(ge=1, description="Line of the end, from 1.")]
    end_column: Annotated[int, Field(ge=1, description="Column just past the end, from 1.")]


@dataclass(frozen=True, slots=True)
class Beside(Closed):
    """Another place that one needs in order to judge a defect."""

    place: Annotated[PlaceFacts, Field(description="Where it stands.")]
    message: Annotated[str, Field(description="What stands there.")]


@dataclass(frozen=True, slots=True)
class Example(Closed):
    """One place where a table has a defect."""

    row: Annotated[Number, Field(description="Number of the row, from 1; 0: the whole table.")]
    key: Annotated[str | None, Field(description="The row's key; null: it has none.")]
    column: Annotated[str | None, Field(description="The column; null: the row as a whole.")]
    place: Annotated[PlaceFacts, Field(description="Where it stands.")]
    sheet: Annotated[str | None, Field(description="The cell of a workbook; null: none.")]
    printed: Annotated[
        str | None,
        Field(
            description="What the file holds in that cell, untouched, at most 1,000 characters; "
            "null: it is about no cell."
        ),
    ]
    message: Annotated[str, Field(description="What is wrong.")]
    help: Annotated[str, Field(description="How to repair it.")]
    related: Annotated[tuple[Beside, ...], Field(description="Where else to look.")]


@dataclass(frozen=True, slots=True)
class Spread(Closed):
    """Where in the table the places with a defect stand: how many in each stretch of rows."""

    rows: Annotated[int, Field(ge=1, description="Rows of a stretch; the last one may be cut.")]
    counts: Annotated[tuple[Number, ...], Field(description="Places in each, in order.")]


@dataclass(frozen=True, slots=True)
class DefectFacts(Closed):
    """One kind of defect, and how often the table has it; what was waived is not in it."""

    name: Annotated[str, Field(description="Its name, stable.")]
    code: Annotated[str, Field(pattern="^R[0-9]{3}$", description="The rule that it breaks.")]
    severity: Annotated[Severity, Field(description="What it means for the row or cell.")]
    title: Annotated[str, Field(description="What must be so.")]
    asked: Annotated[
        bool, Field(description="Whether the mapping asks for it; if not, 0 says nothing.")
    ]
    count: Annotated[Number, Field(description="How often it is there.")]
    columns: Annotated[
        dict[str, int], Field(description="How often in each column, the most first.")
    ]
    printed: Annotated[
        dict[str, int],
        Field(
            description="Texts that stand in several of its cells, with how many, the most first: "
            "at most 20, of the first 1,000 different ones."
        ),
    ]
    examples: Annotated[tuple[Example, ...], Field(description="The first ones.")]
    spread: Annotated[Spread | None, Field(description="Where they stand; null: none.")]


@dataclass(frozen=True, slots=True)
class Excuse(Closed):
    """Defects that the mapping waives for one reason."""

    name: Annotated[str, Field(description="The kind of defect.")]
    code: Annotated[str, Field(pattern="^R[0-9]{3}$", description="The rule that is waived.")]
    because: Annotated[str, Field(description="Why it may be so.")]
    count: Annotated[Number, Field(description="How often.")]
    examples: Annotated[tuple[Example, ...], Field(description="The first ones.")]


@dataclass(frozen=True, slots=True)
class ObstacleFacts(Closed):
    """What kept rows, or all of the table, from being read, or came out in reading."""

    row: Annotated[Number, Field(description="Number of the row, from 1; 0: the whole table.")]
    place: Annotated[PlaceFacts, Field(description="Where it stands.")]
    message: Annotated[str, Field(description="What is wrong.")]
    help: Annotated[str | None, Field(description="How to repair it; null: nothing to say.")]


@dataclass(frozen=True, slots=True)
class ReadingFacts(Closed):
    """What the reader of tables found wrong, by kind."""

    name: Annotated[str, Field(description="Its name, stable.")]
    code: Annotated[str, Field(pattern="^R[0-9]{3}$", description="The rule.")]
    severity: Annotated[Severity, Field(description="An error: the row was not read.")]
    title: Annotated[str, Field(description="What the rule demands.")]
    count: Annotated[Number, Field(description="How often.")]
    examples: Annotated[tuple[ObstacleFacts, ...], Field(description="The first ones.")]


@dataclass(frozen=True, slots=True)
class ColumnFacts(Closed):
    """What the cells of one column came to: cells = empty + read + refused, where it is read."""

    name: Annotated[str, Field(description="Its name, as printed.")]
    holds: Annotated[str | None, Field(description="What it holds; null: it is not read.")]
    ignored: Annotated[str | None, Field(description="Why it is not read; null: it is.")]
    cells: Annotated[Number, Field(description="Cells of it, in the rows that were read.")]
    empty: Annotated[Number, Field(description="Cells that give nothing.")]
    read: Annotated[Number, Field(description="Cells with a value.")]
    refused: Annotated[
        Number, Field(description="Cells with an error of their own: nothing rests on them.")
    ]
    least: Annotated[
        int | float | str | None, Field(description="Least number or first date; null: none.")
    ]
    greatest: Annotated[
        int | float | str | None, Field(description="Greatest number or last date; null: none.")
    ]


@dataclass(frozen=True, slots=True)
class RowTally(Closed):
    """What became of the rows: the first number is the sum of the others."""

    rows: Annotated[Number, Field(description="Rows that the table has, as far as it was read.")]
    imported: Annotated[Number, Field(description="Rows that are whole claims.")]
    in_part: Annotated[Number, Field(description="Rows with a claim that lacks something.")]
    refused: Annotated[Number, Field(description="Rows of which no claim can be made.")]
    blank: Annotated[Number, Field(description="Rows without a value.")]
    unread: Annotated[Number, Field(description="Rows that could not be read at all.")]


@dataclass(frozen=True, slots=True)
class NumberTally(Closed):
    """What became of the cells of numbers: the first number is the sum of the others."""

    numbers: Annotated[Number, Field(description="Cells of numbers that are not empty.")]
    figures: Annotated[Number, Field(description="Cells that are figures.")]
    refused: Annotated[Number, Field(description="Cells of which no figure can be made.")]
    unsaid: Annotated[
        Number, Field(description="Cells that state nothing, by the mapping: zeros, conditions.")
    ]


@dataclass(frozen=True, slots=True)
class TableFacts(FileFacts):
    """Which table it is."""

    columns: Annotated[tuple[str, ...], Field(description="Names of its columns.")]
    first_date: Annotated[str | None, Field(description="First date of its rows; null: none.")]
    last_date: Annotated[str | None, Field(description="Last date of its rows; null: none.")]


@dataclass(frozen=True, slots=True)
class MappingFacts(Closed):
    """By which mapping it was judged."""

    name: Annotated[str, Field(description="Its name.")]
    description: Annotated[str, Field(description="What the table holds.")]
    resolved: Annotated[
        bool,
        Field(
            description="Whether its references were looked up; false outside a project: then "
            "names that it leaves to the dataset count as read."
        ),
    ]


@dataclass(frozen=True, slots=True)
class SinceFacts(Closed):
    """The older version that the table was compared with; then all else tells new defects only."""

    table: Annotated[TableFacts, Field(description="The older version.")]
    standing: Annotated[Number, Field(description="Defects of both, which are not told.")]
    gone: Annotated[Number, Field(description="Defects that only the older version has.")]


@dataclass(frozen=True, slots=True)
class Verdict(Closed):
    """How many findings there are, of the reader's as well; what was waived is beside them."""

    errors: Annotated[Number, Field(description="Errors.")]
    warnings: Annotated[Number, Field(description="Warnings.")]
    infos: Annotated[Number, Field(description="Remarks.")]
    waived: Annotated[Number, Field(description="Findings that the mapping waives.")]


@dataclass(frozen=True, slots=True)
class Audit(Closed):
    """What is wrong with a table. Texts of the table are as they came, foreign and unescaped."""

    verdict: Annotated[Verdict, Field(description="How many findings there are.")]
    table: Annotated[TableFacts, Field(description="Which table it is.")]
    mapping: Annotated[MappingFacts, Field(description="By which mapping it was judged.")]
    since: Annotated[SinceFacts | None, Field(description="The older version; null: none.")]
    defects: Annotated[tuple[DefectFacts, ...], Field(description="Every kind of defect.")]
    waived: Annotated[tuple[Excuse, ...], Field(description="What the mapping waives.")]
    reading: Annotated[tuple[ReadingFacts, ...], Field(description="What kept it from being read.")]
    rows: Annotated[RowTally, Field(description="What became of the rows.")]
    numbers: Annotated[NumberTally, Field(description="What became of the numbers.")]
    columns: Annotated[tuple[ColumnFacts, ...], Field(description="Every column.")]
