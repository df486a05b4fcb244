"""Two rows with one key (R201)."""

from collections.abc import Iterable, Iterator

from claimbook.diagnostic import Related
from claimbook_build.importing.between.rows import SeenRow, SeenRows
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import RowReading
from claimbook_build.lines.keys import KeyIndex

_HELD = 2**10
_WHOLE = 2**17
"""How many keys are compared in memory at once."""

_MOST = 2**20
"""How many keys that stand twice are told of: no more are in memory, whatever the table holds."""


class DoubleKeys:
    """Tells of every row whose key an earlier row has: one finding a row, the first one left out.

    The keys are on disk. Memory grows with those that stand twice alone, of which the first
    million is told of.
    """

    def __init__(self, rows: SeenRows) -> None:
        self._rows = rows
        self._index = KeyIndex(_WHOLE)
        self._held: list[str] = []
        self.release = self._index.close

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Take the key; no key holds a NUL, so that a row without one is like no other."""
        self._held.append(f"\0{index}" if reading.key is None else reading.key)
        if len(self._held) >= _HELD:
            self._settle()
        return ()

    def _settle(self) -> None:
        self._index.extend(self._held)
        self._held = []

    def close(self) -> Iterator[TableFinding]:
        """Yield the doubles in the order of the table."""
        self._settle()
        first: dict[str, int] = {}
        before: SeenRow | None = None
        hashes = self._index.repeated(_MOST)
        for index in self._index.positions(hashes) if hashes else ():
            row = self._rows[index]
            if row.key is None:
                continue
            known = first.setdefault(row.key, index)
            if known != index:
                if before is None or before.key != row.key:
                    before = self._rows[known]
                yield row.finding(
                    "duplicate-key",
                    f"row {before.number} has the key `{row.key}` already",
                    related=(Related(before.place, "the first row with this key"),),
                )
