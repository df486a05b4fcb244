"""The rows of a sheet as its XML has them, before anything is made of their cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimbook_build.read.guard import MOST_BYTES
from claimbook_build.table.excel.archive import Archive
from claimbook_build.table.excel.markup import Markup, hear, hear_pieces
from claimbook_build.table.limits import MOST_CELL

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet, since Excel 2007
_MOST_MERGED = 100_000


@dataclass(slots=True)
class RawCell:
    """A cell: its type and style as the XML names them, its text, and whether by a formula."""

    kind: str
    style: int
    text: str = ""
    formula: bool = False
    printed: bool = False


@dataclass(slots=True)
class RawRow:
    """A row: its number in the sheet, and its cells by the number of their column."""

    number: int
    cells: dict[int, RawCell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merged:
    """A stretch of cells shown as one: only its first has the value."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


def column_name(number: int) -> str:
    """Return the letters of a column.

    >>> column_name(2), column_name(27), column_name(16_384)
    ('B', 'AA', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_reference(text: str) -> tuple[int, int] | None:
    """Return row and column of a cell's name, or None if it names none.

    >>> parse_reference("B17")
    (17, 2)
    """
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if row <= MOST_ROWS and column <= MOST_COLUMNS else None


def raw_rows(archive: Archive, part: str) -> Iterator[RawRow]:
    """Yield the rows of a sheet, those that its XML mentions."""
    grid = _Grid(archive)
    for _ in hear_pieces(archive, archive.pieces(part), grid):
        ready, grid.ready = grid.ready, []
        yield from ready


def merged_cells(archive: Archive, part: str) -> tuple[Merged, ...]:
    """Return the merged stretches, which a sheet's XML names behind its rows."""
    last = b""
    for piece in archive.pieces(part):  # nearly every table is told by this quick look
        if b"mergeCell" in last + piece:
            break
        last = piece[-16:]
    else:
        return ()
    found = _Merges(archive)
    hear(archive, part, found)
    return tuple(found.all)


class _Merges(Markup):
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.all: list[Merged] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name != "mergeCell":
            return
        first, _, last = attributes.get("ref", "").partition(":")
        start, end = parse_reference(first), parse_reference(last or first)
        if start is None or end is None or len(self.all) >= _MOST_MERGED:
            raise self._archive.fault("a merged stretch that is none, or far too many")
        self.all.append(Merged(start[0], end[0], start[1], end[1]))


class _Grid(Markup):
    own = frozenset({"row", "c", "v", "is"})

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.ready: list[RawRow] = []
        self._row: RawRow | None = None
        self._last = 0
        self._cell: RawCell | None = None
        self._column = 0
        self._valued = False
        self._parts: list[str] | None = None
        self._aside = 0
        self._size = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in {"v", "t"}:
            if self._cell is not None and not self._aside:
                self._begin_text(self._cell, name)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f" and self._cell is not None:
            self._cell.formula = True
        elif name == "rPh":
            self._aside += 1

    def text(self, text: str) -> None:
        if self._parts is not None:
            self._parts.append(text)
            self._size += len(text)
            if self._size > MOST_BYTES:
                raise self._archive.fault(f"a row of more than {MOST_BYTES} characters")

    def end(self, name: str) -> None:
        if name in {"v", "t"} and self._parts is not None and self._cell is not None:
            self._cell.text = "".join(self._parts)
            self._cell.printed = True
            self._parts = None
            if len(self._cell.text) > MOST_CELL:
                raise self._archive.fault(f"a cell of more than {MOST_CELL} characters")
        elif name == "c":
            self._cell = None
        elif name == "row" and self._row is not None:
            self.ready.append(self._row)
            self._row = None
        elif name == "rPh":
            self._aside -= 1

    def _begin_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r")
        number = self._last + 1 if text is None else _whole(text)
        if not self._last < number <= MOST_ROWS or self._row is not None:
            raise self._archive.fault(f"the sheet's rows are not in order behind row {self._last}")
        self._last, self._column = number, 0
        self._row = RawRow(number)
        self._size = 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if self._row is None or self._cell is not None:
            raise self._archive.fault("a cell of the sheet that stands in no row")
        name = attributes.get("r")
        column = self._column + 1
        if name is not None:
            found = parse_reference(name)
            if found is None or found[0] != self._row.number or found[1] < column:
                raise self._archive.fault(f"a cell out of place in row {self._row.number}")
            column = found[1]
        if column > MOST_COLUMNS:
            raise self._archive.fault(f"too many cells in row {self._row.number}")
        style = _whole(attributes.get("s", "0"))
        self._cell = self._row.cells[column] = RawCell(attributes.get("t", "n"), max(style, 0))
        self._column = column
        self._valued = False

    def _begin_text(self, cell: RawCell, name: str) -> None:
        """Begin a value, of which a cell has one, or a text, of which it has runs."""
        if self._parts is not None or self._valued or (name == "v" and cell.printed):
            raise self._archive.fault(f"a cell with two values in row {self._last}")
        self._valued = name == "v"
        self._parts = [cell.text]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
