"""The first pass over a table: what its columns look like, and which of them may be its key."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from claimbook_build.importing.propose.facts import Facts
from claimbook_build.table.limits import MOST_COLUMNS
from claimbook_build.table.row import Row

_SAMPLE = 5000
_MOST_IN_KEY = 4
_MOST_TRIED = 10
_IDENTIFIER = re.compile("id|[^\n]*[_ -]id")


class Survey:
    """What a table looks like, row by row.

    Attributes:
        rows: How many rows there are.
        columns: Every column, in the order of its first row.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self.rows = 0
        self.columns = {name: Facts(name) for name in columns}
        self._sample: list[dict[str, int]] = []
        self._nearest: tuple[int, tuple[str, ...]] | None = None

    def see(self, row: Row) -> None:
        """Take a row."""
        self.rows += 1
        for name, value in zip(row.columns, row.values, strict=True):
            facts = self.columns.get(name)
            if facts is None:
                if len(self.columns) >= MOST_COLUMNS:
                    continue
                facts = self.columns[name] = Facts(name)
            facts.take(value)
        if len(self._sample) < _SAMPLE:
            self._sample.append(
                {
                    name: hash(str(value))
                    for name, value in zip(row.columns, row.values, strict=True)
                }
            )

    def nearest_key(self) -> list[str]:
        """Return what is to be said where no columns were found that may be the key."""
        if self._nearest is None:
            return ["every column has empty cells: none tells all rows apart"]
        doubles, names = self._nearest
        together = ", ".join(f"`{name}`" for name in names)
        share = f"in {doubles:,} of the first {len(self._sample):,} rows"
        return [f"no few columns tell rows apart; {together} are alike {share}"]

    def keys(self, dates: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield columns that may together be the key, the best first.

        The fewest columns come first, dates and what is called `id` before others; a few rows of a
        large table may repeat a key, which is then a defect of the table.

        Args:
            dates: Columns of dates without an empty cell.
            others: Columns of texts without one.
        """
        tried = [*dates, *others][:_MOST_TRIED]
        for size in range(1, _MOST_IN_KEY + 1):
            ranked = []
            for at, names in enumerate(combinations(tried, size)):
                doubles = self._doubles(names)
                dated = any(name in dates for name in names)
                if self._nearest is None or doubles < self._nearest[0]:
                    self._nearest = (doubles, names)
                if doubles <= self.allowed(len(self._sample), single=size == 1 and dated):
                    called = size == 1 and _IDENTIFIER.fullmatch(names[0].lower()) is not None
                    ranked.append((bool(doubles), not dated, not called, at, names))
            yield from (names for *_, names in sorted(ranked))

    @staticmethod
    def allowed(rows: int, *, single: bool) -> int:
        """Return how many rows may repeat a key that is taken for one all the same."""
        return max(1, rows // 50) if single and rows > 2 else rows // 200

    def _doubles(self, names: tuple[str, ...]) -> int:
        different = {tuple(row.get(name) for name in names) for row in self._sample}
        return len(self._sample) - len(different)
