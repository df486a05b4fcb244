"""A row of a table as a mapping reads it: its values, and what is wrong with its cells."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from claimbook_build.importing.finding import TableFinding
from claimbook_build.table.row import Row


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, or a date with a time of day, as a cell gives it.

    Attributes:
        text: As the record model writes it: EDTF, an instant with its offset.
        day: Its first day.
        precision: `year`, `month`, `day`, `hour`, `minute` or `second`.
    """

    text: str
    day: date
    precision: str

    @property
    def of_days(self) -> bool:
        """Whether it has no time of day."""
        return self.precision in {"year", "month", "day"}


@dataclass(slots=True)
class RowReading:
    """What a mapping makes of one row.

    Attributes:
        row: The row.
        key: Its key as evidence writes it; None where a column of the key has no value.
        values: The values of the columns that could be read and were not empty: text, `int`,
            `float` or `Dated`, by what the column holds; looked up where it has `values`. Those of
            a faulty cell as well where nobody doubts what it says: a count with a decimal point.
        tree: The claim as a plain tree; None where none can be made, or only its line was.
        findings: What is wrong with its cells.
        refused: Columns of numbers whose cell could not be read, or whose figure could not be made.
        numbers: How many cells of numbers are not empty.
        stated: How many of them became a figure.
        line: The claim as its line in a machine's file, with its end; None: it was not written yet.
    """

    row: Row
    key: str | None
    values: Mapping[str, Any]
    tree: dict[str, Any] | None
    findings: tuple[TableFinding, ...] = ()
    refused: tuple[str, ...] = ()
    numbers: int = 0
    stated: int = 0
    line: str | None = None

    @property
    def is_claim(self) -> bool:
        """Whether a claim was made of the row."""
        return self.line is not None or self.tree is not None

    @property
    def claim(self) -> dict[str, Any] | None:
        """The claim as a plain tree, its fields in the order of a line; None: there is none."""
        if self.tree is None and self.line is not None:
            self.tree = json.loads(self.line)
        return self.tree
