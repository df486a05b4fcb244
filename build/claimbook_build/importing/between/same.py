"""Parts that are always their wholes (R407)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimbook.diagnostic import Related
from claimbook.mapping.mapping import Mapping
from claimbook.rules.r407_same import LEAST
from claimbook_build.importing.between.number import Stated, number_columns
from claimbook_build.importing.between.rows import SeenRows
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.reading import RowReading


@dataclass(slots=True)
class _Course:
    """How often a pair was told apart, so far."""

    rows: int = 0
    first: int = 0
    differs: bool = False


class AlwaysEqual:
    """Tells of two columns that are alike in every row: one finding a pair, of the whole table.

    Rows count in which both have a number, not both 0. As for the rule of records, fewer than five
    may be alike by chance.
    """

    def __init__(self, mapping: Mapping, rows: SeenRows) -> None:
        known = number_columns(mapping)
        self._rows = rows
        self._pairs = [
            (
                known.get(pair.part, Stated(pair.part)),
                known.get(pair.whole, Stated(pair.whole)),
                _Course(),
            )
            for pair in (mapping.checks.same if mapping.checks else ())
        ]

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Compare the pairs of a row."""
        for part, whole, course in self._pairs:
            if course.differs:
                continue
            one, other = part.number(reading.values), whole.number(reading.values)
            if one != other:
                course.differs = one == one and other == other  # noqa: PLR0124 - NaN: no number
            elif one != 0:
                course.first = course.first if course.rows else index
                course.rows += 1
        return ()

    def close(self) -> Iterator[TableFinding]:
        """Yield the pairs that were never told apart."""
        for part, whole, course in self._pairs:
            if not course.differs and course.rows >= LEAST:
                place = self._rows[course.first].place
                message = f"`{part.column}` is `{whole.column}` in all {course.rows} rows with both"
                related = (Related(place, "the first of them"),)
                yield TableFinding(
                    "always-equal", 0, part.column, None, place, message, related=related
                )
