"""What is printed in cells with a defect: again and again, or in rows that are long past."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from claimbook_build.importing.audit.audit import Example
from claimbook_build.table.row import Cell, Row
from claimbook_build.table.table import Table

MOST_PRINTED = 1000
"""Characters of a cell that an example holds."""

MOST_TEXTS = 1000
"""Different texts of cells with one kind of defect that are counted: the first ones."""

MOST_REPEATED = 20
"""Texts that are told with how often they stand there."""

_LENGTH = 200


class PrintedCount:
    """Counts the texts of cells, so many of them."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, row: Row, column: str | None) -> None:
        """Count the text of a cell, if the row has it."""
        if column is None or column not in row.columns:
            return
        value = row.values[row.columns.index(column)]
        text = "" if value is None else str(value)
        if not text or len(text) > _LENGTH:
            return
        if text in self._counts or len(self._counts) < MOST_TEXTS:
            self._counts[text] += 1

    def repeated(self) -> dict[str, int]:
        """Return the texts that were there more than once, the most frequent first."""
        found = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        return {text: count for text, count in found[:MOST_REPEATED] if count > 1}


class Unseen:
    """Examples whose cell nobody has seen yet."""

    def __init__(self, examples: Iterable[list[Example]]) -> None:
        self._wanted: defaultdict[int, list[tuple[list[Example], int]]] = defaultdict(list)
        for group in examples:
            for at, one in enumerate(group):
                if one.row and one.column is not None and one.printed is None:
                    self._wanted[one.row].append((group, at))

    def __bool__(self) -> bool:
        return bool(self._wanted)

    def look_up(self, table: Table) -> None:
        """Read a table once more, as far as needed, and put in what is printed there."""
        for row in table:
            for group, at in self._wanted.pop(row.number, ()):
                group[at] = with_cell(group[at], row)
            if not self._wanted:
                return


def with_cell(example: Example, row: Row) -> Example:
    """Return an example with what its row prints in its column, if that has such a cell."""
    cell: Cell | None = row.cell(example.column) if example.column is not None else None
    if cell is None:
        return example
    return replace(example, sheet=cell.sheet, printed=cell.text[:MOST_PRINTED])
