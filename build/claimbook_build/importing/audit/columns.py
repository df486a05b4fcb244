"""What the cells of each column come to, row by row."""

from collections.abc import Mapping
from typing import Any

from claimbook.mapping.column import Column
from claimbook_build.importing.audit.audit import ColumnFacts
from claimbook_build.importing.defect import DEFECTS
from claimbook_build.importing.phrase import stated_in
from claimbook_build.importing.reading import Dated, RowReading
from claimbook_build.table.limits import MOST_COLUMNS


class ColumnCount:
    """Counts the cells of one column, and keeps its least and greatest value."""

    __slots__ = (
        "_column",
        "_is_number",
        "_missing",
        "cells",
        "empty",
        "greatest",
        "least",
        "name",
        "read",
    )

    def __init__(self, name: str, column: Column | None) -> None:
        self.name = name
        self._column = column
        self._is_number = column is not None and column.holds in {"count", "number"}
        self._missing = frozenset(column.missing if column else ())
        self.cells = self.empty = self.read = 0
        self.least: Any = None
        self.greatest: Any = None

    def take(self, printed: Any, value: Any) -> None:  # noqa: ANN401 - whatever a cell holds
        """Count a cell.

        Args:
            printed: What the table holds.
            value: What it was read as; None where it says nothing, or nothing may rest on it.
        """
        self.cells += 1
        if value is None:
            self.empty += self._says_nothing(printed)
            return
        self.read += 1
        comparable = value.day if isinstance(value, Dated) else value
        if not isinstance(comparable, str):
            self._compare(comparable)
        elif self._is_number:
            for number in stated_in(comparable):
                self._compare(number)

    def _compare(self, comparable: Any) -> None:  # noqa: ANN401
        if comparable != comparable:  # noqa: PLR0124 - NaN
            return
        if self.least is None or comparable < self.least:
            self.least = comparable
        if self.greatest is None or comparable > self.greatest:
            self.greatest = comparable

    def _says_nothing(self, printed: Any) -> bool:  # noqa: ANN401
        return printed is None or printed == "" or str(printed) in self._missing

    def facts(self) -> ColumnFacts:
        """Return what was counted."""
        column = self._column
        holds = column.holds if column else None
        return ColumnFacts(
            self.name,
            holds,
            column.ignored if column else None,
            self.cells,
            self.empty,
            self.read,
            self.cells - self.empty - self.read if holds else 0,
            _plain(self.least),
            _plain(self.greatest),
        )


class ColumnCounts:
    """Counts the cells of every column: those of the mapping, and others that the table has."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._counts = {name: ColumnCount(name, column) for name, column in columns.items()}

    def take(self, reading: RowReading) -> None:
        """Count the cells of a row."""
        counts, values = self._counts, reading.values
        refused = {f.column for f in reading.findings if DEFECTS[f.defect].severity == "error"}
        for name, printed in zip(reading.row.columns, reading.row.values, strict=True):
            count = counts.get(name)
            if count is None:
                if len(counts) >= MOST_COLUMNS:  # rows of JSON may have ever other keys
                    continue
                count = counts[name] = ColumnCount(name, None)
            count.take(printed, None if name in refused else values.get(name))

    def facts(self) -> tuple[ColumnFacts, ...]:
        """Return what was counted, in the order of the mapping; the table's other columns last."""
        return tuple(count.facts() for count in self._counts.values())


def _plain(value: Any) -> int | float | str | None:  # noqa: ANN401
    if value is None or isinstance(value, (int, float)):
        return value
    return str(value.isoformat())
