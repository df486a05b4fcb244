"""What is printed in the cells of examples that were found only when their row was long past."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from claimbook_build.importing.audit.audit import Example
from claimbook_build.table.row import Cell, Row
from claimbook_build.table.table import Table

MOST_PRINTED = 1000
"""Characters of a cell that an example holds."""


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
