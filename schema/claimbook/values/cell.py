"""Cells: evidence that is no stretch of a text but one cell of a table.

A cell is named by what a reader finds in the table itself: the values of the columns that tell its
rows apart, and the name of its column as printed: ``2022-02-25#field artillery``. Nothing is
counted, so that rows may be added above it and columns before it. A part never holds the signs that
separate parts, nor what nobody can see: each such character is written as the bytes of its UTF-8,
``%23`` for ``#``. Every cell has one written form, in which nothing else is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from claimbook.errors import GrammarError
from claimbook.values.evidence import Locator, LocatorError, check_document, parse_locator

MOST_OF_PART = 200
"""Longest row key and longest name of a column, in code points and without escapes."""

_HIDDEN = (
    "\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\ufeff"
)
"""Controls, white space that is no space, and marks of width nothing: listed, lest the written form
change with the Unicode version of whoever reads it."""

_ESCAPED = re.compile(rf"[%#:|{_HIDDEN}]|\A | \Z")
_ESCAPES = re.compile("(?:%[0-9A-F]{2})+")
_KEY = re.compile("(?:[^%]|%25|%7C)*")
_VALUE_ESCAPED = re.compile("[%|]")


class CellError(GrammarError):
    """A text that names no cell, or a row or a column that cannot be named."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One cell of a table; `str` gives its written form.

    Attributes:
        document: The id of the document that is the table, or None where the surroundings name it.
        row_key: The key of its row: see `row_key`.
        column_name: The name of its column as printed, in NFC.
    """

    document: str | None
    row_key: str
    column_name: str

    def __post_init__(self) -> None:
        if self.document is not None:
            _check_document(self.document)
        _check_key(self.row_key)
        _check_part("column's name", self.column_name)

    def __str__(self) -> str:
        """Return the cell as it is written."""
        document = "" if self.document is None else f"{self.document}:"
        row = "|".join(map(_encoded, key_values(self.row_key)))
        return f"{document}{row}#{_encoded(self.column_name)}"


def parse_cell(text: str) -> Cell:
    """Parse ``[doc_id:]ROW#COLUMN``.

    ROW is the values of the key columns in their order, with ``|`` between them. In a value and in
    COLUMN these are written ``%XX``, a byte of UTF-8 each, in capitals, and nothing else is: the
    signs ``%``, ``#``, ``:`` and ``|``; control characters; marks that show nothing; white space
    other than a space, and a space at either end.

    Raises:
        CellError: The text is no cell, or is one written in another way than `str` writes it.

    >>> parse_cell("doc_losses:2022-02-25#field artillery")
    Cell(document='doc_losses', row_key='2022-02-25', column_name='field artillery')
    >>> parse_cell("2022-02-25|Kyiv#at 12%3A30").column_name
    'at 12:30'
    """
    found = text.find("#")
    if found < 0:
        raise CellError("no `#` stands between row and column", len(text))
    start = text.find(":", 0, found) + 1
    document = text[: start - 1] if start else None
    if document is not None:
        _check_document(document)
    row = _joined([_decoded(value, text) for value in text[start:found].split("|")])
    column = _decoded(text[found + 1 :], text)
    try:
        cell = Cell(document, row, column)
    except CellError as error:
        raise CellError(str(error), start) from None
    written = str(cell)
    if written != text:
        raise CellError(f"a cell is written in one way only: {written}", _parting(text, written))
    return cell


def parse_pointer(text: str) -> Locator | Cell:
    """Parse what evidence points at: a cell where there is a ``#``, else a span of text.

    Raises:
        CellError: The text holds a ``#`` and is no cell.
        LocatorError: It holds none and is no span.

    >>> parse_pointer("0-7")
    Locator(document=None, start=0, end=7)
    >>> parse_pointer("0-7#tanks")
    Cell(document=None, row_key='0-7', column_name='tanks')
    """
    return parse_cell(text) if "#" in text else parse_locator(text)


def row_key(values: Iterable[str]) -> str:
    """Return the key of a row: its values in the key columns, in NFC, with ``|`` between them.

    A value's own ``|`` is written ``%7C`` and its ``%`` is written ``%25``, so that different
    values never have one key; `key_values` gives them back.

    Raises:
        CellError: There are no values, or only an empty one, or the key is too long, or a value
            holds half of a surrogate pair.

    >>> row_key(["2022-02-25", "a|b"])
    '2022-02-25|a%7Cb'
    """
    key = _joined(unicodedata.normalize("NFC", value) for value in values)
    _check_key(key)
    return key


def key_values(key: str) -> tuple[str, ...]:
    """Return the values that a row key joins.

    >>> key_values("2022-02-25|a%7Cb")
    ('2022-02-25', 'a|b')
    """
    if "%" not in key:
        return tuple(key.split("|"))
    return tuple(part.replace("%7C", "|").replace("%25", "%") for part in key.split("|"))


def _joined(values: Iterable[str]) -> str:
    return "|".join(_VALUE_ESCAPED.sub(_escape, value) for value in values)


def _encoded(value: str) -> str:
    return _ESCAPED.sub(_escape, value)


def _escape(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _decoded(written: str, text: str) -> str:
    """Return a part without escapes; what is none of ours is left, and found out later."""
    if "%" not in written:
        return written
    try:
        return _ESCAPES.sub(_character, written)
    except UnicodeDecodeError:
        raise CellError("an escape is no character in UTF-8", text.find("%")) from None


def _character(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode()


def _parting(text: str, written: str) -> int:
    """Return where two different texts part."""
    pairs = enumerate(zip(text, written, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(text), len(written)))


def _check_key(key: str) -> None:
    _check_part("row's key", key)
    if "%" in key and _KEY.fullmatch(key) is None:
        raise CellError("in a row's key only `%` and `|` are escaped, as %25 and %7C")


def _check_part(what: str, part: str) -> None:
    if not part:
        raise CellError(f"the {what} is empty")
    if len(part) > MOST_OF_PART:
        raise CellError(
            f"the {what} has {len(part)} characters: at most {MOST_OF_PART} are allowed"
        )
    if part.isascii():
        return
    if not unicodedata.is_normalized("NFC", part):
        raise CellError(f"the {what} is not in the normal form NFC")
    if any("\ud800" <= character <= "\udfff" for character in part):
        raise CellError(f"the {what} holds half of a surrogate pair")


def _check_document(document: str) -> None:
    try:
        check_document(document)
    except LocatorError as error:
        raise CellError(str(error), error.position) from None
