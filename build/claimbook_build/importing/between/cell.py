"""Findings in a cell of the row at hand."""

from collections.abc import Sequence

from claimbook.diagnostic import Place, Related
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import RowReading


def place_of(reading: RowReading, column: str) -> Place:
    """Return where a cell stands; where its row does if it has no such cell."""
    cell = reading.row.cell(column)
    return reading.row.place if cell is None else cell.place


def cell_finding(
    defect: str,
    reading: RowReading,
    column: str,
    message: str,
    *,
    related: Sequence[Related] = (),
) -> TableFinding:
    """Return a finding in a cell of a row."""
    place = place_of(reading, column)
    return TableFinding(
        defect, reading.row.number, column, reading.key, place, message, None, tuple(related)
    )
