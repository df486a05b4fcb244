"""Cells that were read once and found sound: whoever meets the same text again has its value."""

import re
from datetime import date
from typing import Any

from claimbook.values.cell import MOST_OF_PART, CellError, row_key
from claimbook_build.importing.cells import Reader
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.quick.doubt import Doubt
from claimbook_build.importing.quick.memory import LONGEST, MOST
from claimbook_build.importing.quick.month import is_behind
from claimbook_build.importing.reading import Dated

_PLAIN = re.compile("[A-Za-z0-9._/:-]+")
"""Texts that a key holds as they are."""


BARE = frozenset({str, int, type(None)})
"""Types of cells that are asked for without their type: 1 is 1, and neither 1.0 nor `true`."""


class Piece:
    """What one text of a column says; two of them are alike only if they are one.

    Attributes:
        value: The value; None where the cell says nothing.
        part: What it adds to a key of rows.
    """

    __slots__ = ("part", "value")

    def __init__(self, value: Any, part: str) -> None:  # noqa: ANN401 - what a column holds
        self.value = value
        self.part = part


EMPTY = Piece(None, "")
"""A cell that says nothing."""


class Pieces(dict[Any, Piece]):
    """The cells of one column, by what is printed in them: ask for one, and it is read.

    Asking raises `Doubt` for a cell with which anything is wrong.
    """

    def __init__(self, reader: Reader, last: date | None, *, in_key: bool, typed: bool) -> None:
        """Take what reads the column.

        Args:
            reader: What reads it.
            last: The last day that a date of it may be; None: any day.
            in_key: Whether it is a part of the key of rows.
            typed: Whether cells that are not `BARE` are asked for with their type.
        """
        super().__init__()
        self._reader = reader
        self._last = last
        self._in_key = in_key
        self._typed = typed

    def __missing__(self, asked: Any) -> Piece:  # noqa: ANN401 - whatever a cell holds
        raw = asked[1] if self._typed and type(asked) is tuple else asked
        piece = self._read(raw)
        if len(self) >= MOST:
            self.clear()
        self[asked] = piece
        return piece

    def _read(self, raw: Any) -> Piece:  # noqa: ANN401
        if isinstance(raw, str) and len(raw) > LONGEST:
            raise Doubt
        if raw is None or self._reader.is_empty(raw):
            return EMPTY
        value = self._reader(raw)
        if value is None or type(value) is Fault or is_behind(value, self._last):
            raise Doubt
        if not self._in_key:
            return Piece(value, "")
        text = str(raw if isinstance(raw, str) or not isinstance(value, Dated) else value.text)
        if len(text) <= MOST_OF_PART and _PLAIN.fullmatch(text):
            return Piece(value, text)
        try:
            return Piece(value, row_key((text,)))
        except CellError:
            raise Doubt from None
