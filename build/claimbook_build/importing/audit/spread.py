"""Where in a table something stands, counted in a few stretches of rows, however long it is."""

from claimbook_build.importing.audit.audit import Spread

MOST = 64
"""Stretches that are kept apart; when there are more, each two become one."""


class SpreadCount:
    """Counts places by the number of their row, in memory that does not grow.

    >>> count = SpreadCount()
    >>> for row in (1, 2, 130):
    ...     count.add(row)
    >>> found = count.spread(200)
    >>> found.rows, found.counts[0], found.counts[-18], len(found.counts)
    (4, 2, 1, 50)
    """

    __slots__ = ("_counts", "_width")

    def __init__(self) -> None:
        self._width = 1
        self._counts = [0] * MOST

    def add(self, row: int) -> None:
        """Count a place in a row, from 1."""
        self._widen(row)
        self._counts[(row - 1) // self._width] += 1

    def spread(self, rows: int) -> Spread | None:
        """Return the counts over the rows of a table; None where nothing was counted."""
        if not any(self._counts):
            return None
        self._widen(rows)
        length = max(-(-rows // self._width), 1)
        return Spread(self._width, tuple(self._counts[:length]))

    def _widen(self, row: int) -> None:
        while row > self._width * MOST:
            pairs = zip(self._counts[::2], self._counts[1::2], strict=True)
            self._counts = [a + b for a, b in pairs] + [0] * (MOST // 2)
            self._width *= 2
