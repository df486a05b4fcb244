"""What a comparison of two versions of a table tells, as data; the JSON report is this."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from claimbook.diagnostic import Place, Severity
from claimbook_build.importing.closed import Closed, Number
from claimbook_build.importing.file_facts import FileFacts

How: TypeAlias = Literal["added", "removed", "changed"]
OneSided: TypeAlias = Literal["added", "removed"]
HOWS: tuple[How, ...] = ("changed", "removed", "added")


@dataclass(frozen=True, slots=True)
class Spot(Closed):
    """Where something stands in its version of the table."""

    line: Annotated[Number, Field(description="Line of its beginning, from 1.")]
    column: Annotated[Number, Field(description="Column of its beginning, in characters from 1.")]
    end_line: Annotated[Number, Field(description="Line of its end.")]
    end_column: Annotated[Number, Field(description="Column behind its end.")]
    sheet: Annotated[
        str | None, Field(description="Where it stands in a workbook, as `Losses!B17`.")
    ]


def spot(place: Place, sheet: str | None = None) -> Spot:
    """Return a place without its path."""
    return Spot(place.line, place.column, place.end_line, place.end_column, sheet)


@dataclass(frozen=True, slots=True)
class CellChange(Closed):
    """A cell that says something else."""

    column: Annotated[str, Field(description="Its column.")]
    old: Annotated[str | None, Field(description="What was printed in it; null: nothing.")]
    new: Annotated[str | None, Field(description="What is printed in it; null: nothing.")]
    old_spot: Annotated[
        Spot, Field(description="Where it stood; its row if there was no such cell.")
    ]
    new_spot: Annotated[Spot, Field(description="Where it stands.")]


@dataclass(frozen=True, slots=True)
class RowChange(Closed):
    """A row that came, went, or says something else."""

    how: Annotated[How, Field(description="What happened to it.")]
    key: Annotated[
        str | None, Field(description="Its key; null: matched by all that is printed in it.")
    ]
    old_row: Annotated[Number | None, Field(description="Its number before; null: there was none.")]
    new_row: Annotated[Number | None, Field(description="Its number now; null: there is none.")]
    old_spot: Annotated[Spot | None, Field(description="Where it stood.")]
    new_spot: Annotated[Spot | None, Field(description="Where it stands.")]
    cells: Annotated[tuple[CellChange, ...], Field(description="Its cells that changed.")]
    values: Annotated[
        dict[str, str], Field(description="What is printed in it, if it came or went.")
    ]


@dataclass(frozen=True, slots=True)
class DefectChange(Closed):
    """A defect that only one version has."""

    how: Annotated[OneSided, Field(description="Whether it is new or gone.")]
    name: Annotated[str, Field(description="Its kind.")]
    code: Annotated[str, Field(description="The rule that it breaks.")]
    severity: Annotated[Severity, Field(description="What it means for its row or cell.")]
    row: Annotated[Number, Field(description="Number of its row, from 1; 0: of none.")]
    key: Annotated[str | None, Field(description="The key of the row; null: none.")]
    column: Annotated[str | None, Field(description="The column; null: the row as a whole.")]
    spot: Annotated[Spot, Field(description="Where it stands.")]
    message: Annotated[str, Field(description="What is wrong.")]


@dataclass(frozen=True, slots=True)
class DefectCount(Closed):
    """How often a kind of defect is there."""

    name: Annotated[str, Field(description="Its kind; of what the reader found as well.")]
    code: Annotated[str, Field(description="The rule that it breaks.")]
    severity: Annotated[Severity, Field(description="What it means for its row or cell.")]
    old: Annotated[Number, Field(description="How often before.")]
    new: Annotated[Number, Field(description="How often now.")]
    removed: Annotated[Number, Field(description="How many are gone.")]
    added: Annotated[Number, Field(description="How many are new.")]


@dataclass(frozen=True, slots=True)
class ColumnCount(Closed):
    """How the cells of one column changed, in rows that both versions have."""

    name: Annotated[str, Field(description="The column.")]
    changed: Annotated[Number, Field(description="In how many rows.")]
    higher: Annotated[Number, Field(description="In how many a number is greater now.")]
    lower: Annotated[Number, Field(description="In how many it is less.")]
    filled: Annotated[Number, Field(description="In how many there was no value before.")]
    emptied: Annotated[Number, Field(description="In how many there is no value now.")]


@dataclass(frozen=True, slots=True)
class ColumnChange(Closed):
    """A column that only one version has."""

    how: Annotated[OneSided, Field(description="Whether it is new or gone.")]
    name: Annotated[str, Field(description="Its name.")]
    values: Annotated[Number, Field(description="In how many rows it has a value.")]
    known: Annotated[bool, Field(description="Whether the mapping knows it.")]


@dataclass(frozen=True, slots=True)
class Numbers(Closed):
    """What became of the cells from which the mapping takes figures."""

    changed: Annotated[Number, Field(description="Cells that say something else.")]
    added: Annotated[Number, Field(description="Cells of new rows, and cells that were filled in.")]
    removed: Annotated[Number, Field(description="Cells of rows that are gone, and emptied ones.")]


@dataclass(frozen=True, slots=True)
class VersionFacts(FileFacts):
    """One of the two versions."""

    doubles: Annotated[Number, Field(description="Rows with the key of an earlier one.")]


@dataclass(frozen=True, slots=True)
class RowCounts(Closed):
    """How many rows came, went and changed."""

    changed: Annotated[Number, Field(description="Rows of one key that say something else.")]
    removed: Annotated[Number, Field(description="Rows that only the version before has.")]
    added: Annotated[Number, Field(description="Rows that only the version now has.")]
    same: Annotated[Number, Field(description="Rows that say the same.")]
    rewritten: Annotated[Number, Field(description="Rows among these that are printed otherwise.")]


@dataclass(frozen=True, slots=True)
class TableDifference(Closed):
    """What differs between two versions of a table. Texts of the table are as they came."""

    mapping: Annotated[str, Field(description="The mapping by which they were compared.")]
    old: Annotated[VersionFacts, Field(description="The version before.")]
    new: Annotated[VersionFacts, Field(description="The version now.")]
    equal: Annotated[bool, Field(description="Whether both were read whole, and say the same.")]
    numbers: Annotated[Numbers, Field(description="What became of the cells that are figures.")]
    counts: Annotated[RowCounts, Field(description="How many rows came, went and changed.")]
    columns: Annotated[tuple[ColumnChange, ...], Field(description="Columns that came or went.")]
    courses: Annotated[
        tuple[ColumnCount, ...], Field(description="How the cells of columns changed.")
    ]
    defects: Annotated[
        tuple[DefectCount, ...], Field(description="How often each kind of defect is there.")
    ]
    defect_changes: Annotated[
        tuple[DefectChange, ...], Field(description="Defects that one version alone has.")
    ]
    rows: Annotated[
        tuple[RowChange, ...], Field(description="Every row that came, went or changed.")
    ]


def row_change(tree: dict[str, Any]) -> RowChange:
    """Return a change of a row from its plain tree, as `dataclasses.asdict` makes it."""
    cells = tuple(
        CellChange(
            cell["column"],
            cell["old"],
            cell["new"],
            Spot(**cell["old_spot"]),
            Spot(**cell["new_spot"]),
        )
        for cell in tree["cells"]
    )
    spots = {name: Spot(**tree[name]) if tree[name] else None for name in ("old_spot", "new_spot")}
    return RowChange(**{**tree, **spots, "cells": cells})


def defect_change(tree: dict[str, Any]) -> DefectChange:
    """Return a change of a defect from its plain tree."""
    return DefectChange(**{**tree, "spot": Spot(**tree["spot"])})
