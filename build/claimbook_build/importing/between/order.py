"""Rows out of order (R308)."""

from collections.abc import Iterable, Iterator
from typing import Any

from claimbook.diagnostic import Related
from claimbook_build.importing.between.cell import cell_finding, place_of
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import Dated, RowReading


class OutOfOrder:
    """Tells of every row that comes behind one of a later day: it is held to the row just above.

    So a row that was dated too early is told once, and so is what stands below one that was dated
    too late: no row makes all those after it wrong. Rows of one day may stand in any order. A cell
    that could not be read is passed over.
    """

    def __init__(self, column: str) -> None:
        self._column = column
        self._last: tuple[Any, RowReading] | None = None

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Compare a row with the one above it."""
        value = _rank(reading.values.get(self._column))
        if value is None:
            return ()
        last, self._last = self._last, (value, reading)
        if last is None or type(last[0]) is not type(value) or value >= last[0]:
            return ()
        related = Related(place_of(last[1], self._column), "the row above")
        message = f"{value} stands below {last[0]}"
        return (cell_finding("not-in-order", reading, self._column, message, related=(related,)),)

    def close(self) -> Iterator[TableFinding]:
        """Yield nothing: each row was judged when it came."""
        yield from ()


def _rank(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return what rows are ordered by: the day of a date, a number, or a text."""
    if isinstance(value, Dated):
        return value.day
    if isinstance(value, (int, float)):
        return float(value)
    return value if isinstance(value, str) else None
