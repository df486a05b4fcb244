"""A mapping made ready for rows with which nothing is wrong, which nearly all are."""

from collections.abc import Callable, Mapping
from datetime import date
from operator import getitem
from typing import NamedTuple

from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.values.cell import MOST_OF_PART, CellError
from claimbook_build.importing.cells import Reader
from claimbook_build.importing.maker import FigureMaker
from claimbook_build.importing.quick.agreement import agreements
from claimbook_build.importing.quick.doubt import Doubt
from claimbook_build.importing.quick.layout import Kind, Layout, Template, template_of
from claimbook_build.importing.quick.month import month_slot
from claimbook_build.importing.quick.parts import Parts, Sound
from claimbook_build.importing.quick.piece import BARE, EMPTY, Piece, Pieces
from claimbook_build.importing.quick.row_name import RowNamer
from claimbook_build.importing.quick.slot import Filling, Slot
from claimbook_build.importing.quick.template import (
    SLOTS,
    Gapped,
    Surroundings,
    Take,
    taker,
    template,
)
from claimbook_build.importing.quick.wholes import pairs
from claimbook_build.importing.reading import RowReading
from claimbook_build.importing.write.line import line_of, versioned
from claimbook_build.table.row import Row

_MOST_LAYOUTS = 1000


class Slow(NamedTuple):
    """The long way, and what it knows.

    Attributes:
        read: Reads any row.
        readers: What reads the cells of each column.
        figures: What makes figures.
        sound: What judges the fields of records.
        required: The columns in which every row must have a value.
        dated: The columns of dates that must not lie behind the last day.
        last: The day on which the table was published; None: not known.
    """

    read: Callable[[Row], RowReading]
    readers: Mapping[str, Reader]
    figures: tuple[FigureMaker, ...]
    sound: Sound
    required: tuple[str, ...]
    dated: tuple[str, ...]
    last: date | None


class QuickPlan:
    """Reads the rows in which every cell is sound; of any other it says that it is in doubt.

    A row becomes the text of its line at once. For each kind of row, by the fields that it has and
    lacks, the first one is read the long way, and the template of its like is kept if it gives the
    same line to the letter.
    """

    def __init__(
        self, mapping: TableMapping, document: str | None, slow: Slow, *, typed: bool
    ) -> None:
        """Make a mapping ready.

        Raises:
            Doubt: No row can be read this way.
        """
        self._mapping = mapping
        self._document = document or ""
        self._slow = slow
        self._typed = typed
        self._names = tuple(slow.readers)
        self._cells = tuple(map(self._pieces, self._names))
        self._parts = Parts(mapping, slow.figures, slow.sound)
        self._namer = RowNamer(mapping.slug, tuple(maker.name for maker in slow.figures))
        self._waived = frozenset(waiver.row for waiver in mapping.waive)
        self._layouts: dict[tuple[str, ...], Layout] = {}
        self._place()

    def _pieces(self, name: str) -> Pieces:
        last = self._slow.last if name in self._slow.dated else None
        in_key = name in self._mapping.key
        return Pieces(self._slow.readers[name], last, in_key=in_key, typed=self._typed)

    def _place(self) -> None:
        """Find out where among the pieces of a row each thing is."""
        mapping, at = self._mapping, _Places(zip(self._names, range(len(self._names)), strict=True))
        self._key = taker(at[name] for name in mapping.key)
        self._key_alone = at[mapping.key[0]] if len(mapping.key) == 1 else None
        self._whole_key = mapping.key == (mapping.month_of,)
        self._month = at[mapping.month_of]
        self._months = month_slot(mapping.month_of)
        optional = {name for name in mapping.key if mapping.columns[name].required is False}
        needed = dict.fromkeys((*self._slow.required, *mapping.key, mapping.month_of))
        self._needed = taker(at[name] for name in needed if name not in optional)
        self._agree = [
            (slot, taker(at[name] for name in slot.columns)) for slot in agreements(mapping)
        ]
        self._pairs: list[tuple[int, int, Slot, Take]] = []
        for part, whole, slot in pairs(self._slow.figures):
            asked = slot, taker(at[name] for name in slot.columns)
            if part is None or whole is None:
                self._agree.append(asked)
            else:
                self._pairs.append((at[part], at[whole], *asked))
        slots = list(enumerate(self._parts.slots))
        single = [(number, slot) for number, slot in slots if len(slot.columns) == 1]
        others = [(number, slot) for number, slot in slots if len(slot.columns) != 1]
        self._single = tuple(slot for _, slot in single)
        self._ask = taker(at[slot.columns[0]] for slot in self._single)
        self._others = [(slot, taker(at[name] for name in slot.columns)) for _, slot in others]
        order = [number for number, _ in (*single, *others)]
        self._order = {number: place for place, number in enumerate(order)}

    # --- a row -----------------------------------------------------------------------------------
    def read(self, row: Row) -> RowReading:
        """Return what the mapping makes of a row.

        Raises:
            Doubt: Something may be wrong with it: it must be read the long way.
        """
        layout = self._layouts.get(row.columns) or self._layout(row.columns)
        if _may_be_header(row):
            raise Doubt
        cells = layout.cells(row.values)
        if self._typed:
            cells = tuple([c if type(c) in BARE else (type(c), c) for c in cells])
        pieces = tuple(map(getitem, self._cells, cells))
        if EMPTY in self._needed(pieces):
            raise Doubt
        self._compare(pieces)
        filling = tuple(map(getitem, self._single, self._ask(pieces)))
        if self._others:
            filling += tuple([slot[take(pieces)] for slot, take in self._others])
        return self._reading(row, layout, pieces, filling)

    def _reading(
        self, row: Row, layout: Layout, pieces: tuple[Piece, ...], filling: tuple[Filling, ...]
    ) -> RowReading:
        key = self._key_of(pieces)
        dated = pieces[self._month]
        month = str(self._months[dated])
        named = self._namer(month, key, dated.value if self._whole_key else None)
        kind = tuple(map(type, filling))
        found = layout.templates.get(kind) or self._learned(row, layout, kind, (*named, *filling))
        values = {
            name: piece.value
            for name, piece in zip(self._names, pieces, strict=True)
            if piece is not EMPTY
        }
        line = found.line((*named, *filling))
        return RowReading(row, key, values, None, (), (), found.numbers, found.stated, line)

    def _compare(self, pieces: tuple[Piece, ...]) -> None:
        """Raise `Doubt` where cells do not agree with each other."""
        for slot, take in self._agree:
            slot[take(pieces)]
        for part, whole, slot, take in self._pairs:
            more, less = pieces[part].value, pieces[whole].value
            if type(more) is not int or type(less) is not int or more > less:
                slot[take(pieces)]

    def _key_of(self, pieces: tuple[Piece, ...]) -> str:
        if self._key_alone is not None:
            key = pieces[self._key_alone].part
        else:
            key = "|".join([piece.part for piece in self._key(pieces)])
            if len(key) > MOST_OF_PART or not key.strip("|"):
                raise Doubt
        if key in self._waived:
            raise Doubt
        return key

    # --- what rows have in common ----------------------------------------------------------------
    def _layout(self, columns: tuple[str, ...]) -> Layout:
        if any(name not in self._mapping.columns for name in columns):
            raise Doubt
        found = Layout(columns, self._names)
        if len(self._layouts) < _MOST_LAYOUTS:
            self._layouts[columns] = found
        return found

    def _learned(
        self, row: Row, layout: Layout, kind: Kind, filling: tuple[Filling, ...]
    ) -> Template:
        """Learn how rows of a kind are written, from the first of them."""
        if kind in layout.unlike:
            raise Doubt
        slow = self._slow.read(row)
        if slow.claim is not None and not slow.findings and not slow.refused:
            found = self._template(layout, filling, slow)
            line = line_of(versioned(slow.claim, 1))
            if found.line(filling).encode() == line:
                layout.learn(kind, found)
                return found
        layout.leave(kind)
        raise Doubt

    def _template(self, layout: Layout, filling: tuple[Filling, ...], slow: RowReading) -> Template:
        mapping = self._mapping
        cells = [n for n in mapping.claim.evidence or mapping.key if n in layout.columns]
        around = Surroundings(self._document, tuple(cells) or mapping.key)
        slots = tuple(filling[SLOTS + self._order[number]] for number in range(len(self._order)))
        try:
            gapped = template(self._parts, around, slots)
        except CellError:
            raise Doubt from None
        gaps = (g if g < SLOTS else SLOTS + self._order[g - SLOTS] for g in gapped.gaps)
        placed = Gapped(gapped.texts, tuple(gaps))
        return template_of(placed, len(filling), slow.numbers, slow.stated)


class _Places(dict[str, int]):
    """Where columns are among those that are read."""

    def __missing__(self, name: str) -> int:
        raise Doubt  # a mapping that speaks of a column that it does not read


def _may_be_header(row: Row) -> bool:
    first = row.values[0] if row.values else None
    return isinstance(first, str) and (first == row.columns[0] or first[:1] == "#")
