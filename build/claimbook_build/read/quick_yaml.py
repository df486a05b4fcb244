"""YAML as we write it ourselves, read line by line without a table of places.

Most files are as `claimbook format` leaves them, and without a fault: a field or an item a line,
its value beside it, or below it and deeper. What such lines say is certain. A text with anything
else in it, and any that the strict reader would have a word about, is left to the strict reader:
nothing is refused here, and nothing guessed.
"""

import json
import re
import unicodedata
from typing import TypeVar

from claimbook.errors import ClaimbookError
from claimbook_build.read.character import is_clean
from claimbook_build.read.guard import MOST_BYTES, MOST_DEPTH, MOST_VALUES
from claimbook_build.read.node import Plain, Value
from claimbook_build.read.scalar import WORDS, Trap, type_plain

_KEY = "[a-z_][a-z0-9_]{0,99}+"
# A plain text begins with no mark of YAML, and within brackets has none of theirs; colons and
# hashes are within words. No quantifier gives anything back, so that matching is linear.
_FIRST = r"""[^\n \-?:,\[\]{}#&*!|>'"%@`<=~]"""
_PLAIN = rf"-?{_FIRST}[^\n:#]*+(?:(?::(?![\n ])|(?<! )#)[^\n:#]*+)*+"
_QUOTED = r'"(?:[^"\\\n]|\\["\\])++"'
_LETTER = r"[^\n ,\[\]{}:#?]"
_WORD = rf"{_LETTER}*+(?::{_LETTER}++)*+"
_SHORT = rf'(?:{_FIRST}{_WORD}(?: {_LETTER}{_WORD})*+|"[^"\\\n,]++")'
_LIST = rf"\[(?:{_SHORT}(?:, {_SHORT})*+)?\]"
_PAIR = f"{_KEY}: {_SHORT}"
_MAPPING = rf"\{{(?:{_PAIR}(?:, {_PAIR})*+)?\}}"
_LINE = re.compile(
    rf"( *+)(- )?(?:({_KEY}):(?: (?=[^\n ])|(?=\n)))?"  # indentation, dash, field
    rf"(?:({_PLAIN}|{_QUOTED})|({_LIST}|{_MAPPING}))?\n"  # value
    r"| *+#[^\n]*+\n|([^\n]++\n?)"  # a comment; whatever else there may be
)
_STEP = 2

_Fields = dict[str, Plain]
_Items = list[Plain]  # until the list is closed
_Opened = TypeVar("_Opened", _Fields, _Items)


class _DoubtError(ClaimbookError):
    """The text must be read strictly."""


def quick_yaml(data: bytes) -> _Fields | None:
    r"""Return the fields of a file, lists as tuples; None when it must be read strictly.

    They are those that the strict reader finds, and it finds nothing to say about the file.

    >>> quick_yaml(b"id: act_a\nof:\n  - {at: 1}\n")
    {'id': 'act_a', 'of': ({'at': 1},)}
    >>> quick_yaml(b"id: no\n") is None
    True
    """
    if len(data) > MOST_BYTES:
        return None
    root: _Fields = {}
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
        if _is_tidy(text):
            _Page(root).read(text)
    except (_DoubtError, UnicodeDecodeError):
        return None
    return root or None


def _is_tidy(text: str) -> bool:
    """Whether no character can be at fault, and there are not too many values."""
    normal = text.isascii() or unicodedata.is_normalized("NFC", text)
    most = 5 * text.count("\n") + 2 * text.count(",")  # values that can be on so many lines
    return normal and " \n" not in text and most < MOST_VALUES and is_clean(text.replace("\n", ""))


class _Page:
    """What is open while the lines go by.

    Attributes:
        holder: The innermost mapping or list that is open.
        column: Where its fields, or its dashes, stand.
        outer: What is open around it: each with its column, and the field that holds the next.
        field: The field of `holder` whose value is on the lines below, or "".
    """

    __slots__ = ("column", "field", "holder", "outer")

    def __init__(self, root: _Fields) -> None:
        self.holder: _Fields | _Items = root
        self.column = 0
        self.outer: list[tuple[_Fields | _Items, int, str]] = []
        self.field = ""

    def read(self, text: str) -> None:
        for pad, dash, field, single, several, other in _LINE.findall(text):
            if field or dash:
                if self.field or len(pad) != self.column:
                    self._move(len(pad), dash)
                self._take(dash, field, single, several)
            elif pad or single or several or other:
                raise _DoubtError
        self._close(0)

    def _take(self, dash: str, field: str, single: str, several: str) -> None:
        """Take a line: an item of the list, a field of the mapping, or an item's first field."""
        holder = self.holder
        value = _scalar(single) if single else _several(several) if several else None
        if isinstance(holder, list):
            if not dash or not (field or single or several):
                raise _DoubtError
            if not field:
                holder.append(value)
                return
            holder = self._open({}, self.column + _STEP)
        elif dash:
            raise _DoubtError
        _put(holder, field, value)
        if not (single or several):
            self.field = field

    def _move(self, column: int, dash: str) -> None:
        """Go to what stands at a column: deeper only for the value of a field."""
        if not self.field:
            self._close(column)
        elif column <= self.column:
            raise _DoubtError
        elif dash:
            self._open([], column)
        else:
            self._open({}, column)

    def _open(self, inner: _Opened, column: int) -> _Opened:
        self.outer.append((self.holder, self.column, self.field))
        if len(self.outer) > MOST_DEPTH - 2:  # itself, and brackets in it
            raise _DoubtError
        self.holder, self.column, self.field = inner, column, ""
        return inner

    def _close(self, column: int) -> None:
        """Close what is deeper than a column; something must be open there."""
        if self.field:
            raise _DoubtError
        while self.column > column:
            inner = tuple(self.holder) if isinstance(self.holder, list) else self.holder
            self.holder, self.column, field = self.outer.pop()
            if isinstance(self.holder, list):
                self.holder.append(inner)
            else:
                self.holder[field] = inner
        if self.column != column:
            raise _DoubtError


def _put(fields: _Fields, field: str, value: Plain) -> None:
    if field in fields or field in WORDS:
        raise _DoubtError
    fields[field] = value


def _scalar(text: str) -> Value:
    if text[0] == '"':
        inside = json.loads(text) if "\\" in text else text[1:-1]
        if inside[0] == " " or inside[-1] == " ":
            raise _DoubtError
        return inside
    value = type_plain(text)
    if isinstance(value, Trap):
        raise _DoubtError
    return value


def _several(text: str) -> Plain:
    """Return what stands in brackets: no comma in it is part of a text."""
    inside = text[1:-1].split(", ") if len(text) > 2 else ()
    if text[0] == "[":
        return tuple(map(_scalar, inside))
    fields: _Fields = {}
    for pair in inside:
        field, _, single = pair.partition(": ")
        _put(fields, field, _scalar(single))
    return fields
