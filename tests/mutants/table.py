"""The table of the page: one line a source file, those of other runs kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mutants.session import Result

_HEAD = (
    "| module | mutants | tried | noticed | too long | missed | score, % |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
)
_ROW = re.compile(r"^\| `(?P<module>[a-z0-9_./]+)` \|(?P<counts>[0-9 |]+)\|", re.MULTILINE)
_MARKED = re.compile(r"(<!-- table -->\n).*?(<!-- end of table -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a file's mutants; one that ends in no time, or never, counts as noticed."""

    mutants: int
    tried: int
    noticed: int
    too_long: int
    missed: int

    def __add__(self, other: Row) -> Row:
        """Add up two rows."""
        pairs = zip(self.counts, other.counts, strict=True)
        return Row(*(one + another for one, another in pairs))

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers, in the order of the columns."""
        return self.mutants, self.tried, self.noticed, self.too_long, self.missed

    @property
    def score(self) -> float:
        """How many in a hundred were noticed."""
        return 100 * (self.noticed + self.too_long) / max(self.tried, 1)


def row_of(results: Iterable[Result], mutants: int) -> Row:
    """Count the results of one file, which has so many mutants in all."""
    counts = Counter(result.verdict for result in results)
    missed = counts["survived"] + counts["untested"]
    return Row(mutants, counts.total(), counts["killed"], counts["timeout"], missed)


def on_page(page: str, rows: Mapping[str, Row]) -> str:
    """Put rows into a page's table in the place of those of the same module."""
    merged = {**dict(_rows_of(page)), **rows}
    return _MARKED.sub(lambda marks: f"{marks[1]}\n{markdown(merged)}\n{marks[2]}", page)


def markdown(rows: Mapping[str, Row]) -> str:
    """Write the table, with a last line that adds up."""
    lines = [_line(f"`{name}`", row) for name, row in sorted(rows.items())]
    total = sum(rows.values(), start=Row(0, 0, 0, 0, 0))
    return "".join((_HEAD, *lines, _line("all", total)))


def _line(name: str, row: Row) -> str:
    cells = (name, *map(str, row.counts), f"{row.score:.1f}")
    return f"| {' | '.join(cells)} |\n"


def _rows_of(page: str) -> Iterator[tuple[str, Row]]:
    for row in _ROW.finditer(page):
        numbers = [int(cell) for cell in row["counts"].split("|") if cell.strip()]
        yield row["module"], Row(*numbers[:5])
