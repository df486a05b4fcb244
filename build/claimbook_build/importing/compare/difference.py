"""What a comparison of two versions of a table tells: rows, cells, columns and defects."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from claimbook.diagnostic import Place, Severity

How: TypeAlias = Literal["added", "removed", "changed"]
HOWS: tuple[How, ...] = ("changed", "removed", "added")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in its version of the table.

    Attributes:
        line: Line of its beginning, or the row of a sheet.
        column: Column of its beginning, in characters from 1.
        end_line: Line of its end.
        end_column: Column behind its end.
        sheet: Where it stands in a workbook, as `Losses!B17`.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    sheet: str | None = None


def spot(place: Place, sheet: str | None = None) -> Spot:
    """Return a place without its path."""
    return Spot(place.line, place.column, place.end_line, place.end_column, sheet)


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else.

    Attributes:
        column: Its column.
        old: What was printed in it before; None: nothing.
        new: What is printed in it now; None: nothing.
        old_spot: Where it stood; the row, if it had no such cell.
        new_spot: Where it stands.
    """

    column: str
    old: str | None
    new: str | None
    old_spot: Spot
    new_spot: Spot


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that came, went, or says something else.

    Attributes:
        how: What happened to it.
        key: Its key; None where it has none.
        old_row: Its number before; None: there was no such row.
        new_row: Its number now; None: there is no such row.
        old_spot: Where it stood.
        new_spot: Where it stands.
        cells: Its cells that say something else, if it changed.
        values: What is printed in it, by column, if it came or went; empty cells left out.
    """

    how: How
    key: str | None
    old_row: int | None
    new_row: int | None
    old_spot: Spot | None
    new_spot: Spot | None
    cells: tuple[CellChange, ...]
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class DefectChange:
    """A defect that only one version has.

    Attributes:
        how: Whether it is new (`added`) or gone (`removed`).
        name: Its kind; of what the reader of tables found as well.
        code: The rule that it breaks.
        severity: What it means for its row or cell.
        row: Number of the row in the version that has it; 0 for the table as a whole.
        key: The key of the row; None where it has none.
        column: The column; None for the row as a whole.
        spot: Where it stands.
        message: What is wrong.
    """

    how: How
    name: str
    code: str
    severity: Severity
    row: int
    key: str | None
    column: str | None
    spot: Spot
    message: str


@dataclass(frozen=True, slots=True)
class DefectCount:
    """How often a kind of defect is there.

    Attributes:
        name: Its kind.
        code: The rule that it breaks.
        severity: What it means.
        old: How often before.
        new: How often now.
        removed: How many are gone.
        added: How many are new.
    """

    name: str
    code: str
    severity: Severity
    old: int
    new: int
    removed: int
    added: int


@dataclass(frozen=True, slots=True)
class ColumnCount:
    """How the cells of one column changed, in rows that both versions have.

    Attributes:
        name: The column.
        changed: In how many rows.
        higher: In how many a number is greater now.
        lower: In how many it is less.
        filled: In how many there is a value now, and was none.
        emptied: In how many there was a value, and is none.
    """

    name: str
    changed: int
    higher: int
    lower: int
    filled: int
    emptied: int


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A column that only one version has.

    Attributes:
        how: Whether it is new (`added`) or gone (`removed`).
        name: Its name.
        values: In how many rows it has a value.
        known: Whether the mapping knows it.
    """

    how: How
    name: str
    values: int
    known: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """What became of the cells from which the mapping takes figures.

    Attributes:
        changed: Cells that say something else.
        added: Cells of rows that came, and cells that were filled in.
        removed: Cells of rows that went, and cells that were emptied.
    """

    changed: int
    added: int
    removed: int


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
