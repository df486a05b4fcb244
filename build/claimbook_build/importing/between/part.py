"""Parts above their wholes (R402)."""

from collections.abc import Iterable, Iterator

from claimbook.diagnostic import Related
from claimbook.mapping.mapping import Mapping
from claimbook_build.importing.between.cell import cell_finding, place_of
from claimbook_build.importing.between.number import Stated, number_columns, printed
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.maker import figure_makers
from claimbook_build.importing.reading import RowReading


class PartsAboveWholes:
    """Tells of every cell that is greater than the whole beside it: one finding a pair and row.

    The pairs are those that the mapping lists, and the figures that say of which other figure of
    the row they are a part.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._pairs = tuple(_pairs(mapping))

    def see(self, reading: RowReading, index: int) -> Iterable[TableFinding]:
        """Compare the pairs of a row."""
        values = reading.values
        told: dict[tuple[str, str], tuple[Stated, Stated]] = {}
        for part, whole in self._pairs:
            more, less = values.get(part.column), values.get(whole.column)
            if type(more) is int and type(less) is int and more <= less:
                continue  # nearly all
            if part.number(values) > whole.number(values):
                told.setdefault((part.column, whole.column), (part, whole))
        return [self._finding(reading, *pair) for pair in told.values()]

    def _finding(self, reading: RowReading, part: Stated, whole: Stated) -> TableFinding:
        more, less = (printed(stated.number(reading.values)) for stated in (part, whole))
        return cell_finding(
            "part-above-whole",
            reading,
            part.column,
            f"`{part.column}` is {more}, of {less} `{whole.column}`",
            related=(Related(place_of(reading, whole.column), "the whole"),),
        )

    def close(self) -> Iterator[TableFinding]:
        """Yield nothing: each row was judged when it came."""
        yield from ()


def _pairs(mapping: Mapping) -> Iterator[tuple[Stated, Stated]]:
    known = number_columns(mapping)
    for pair in mapping.checks.parts if mapping.checks else ():
        yield known.get(pair.part, Stated(pair.part)), known.get(pair.whole, Stated(pair.whole))
    stated = [
        (maker, Stated(maker.column, maker.when, maker.form.zero != "nothing"))
        for maker in figure_makers(mapping.figures)
        if maker.column is not None
    ]
    for maker, part in stated:
        for other, whole in stated:
            if maker.of_which is not None and other.name == maker.of_which:
                yield part, whole
