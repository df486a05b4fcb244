"""YAML as we write it ourselves, read line by line.

Most files are as `claimbook format` leaves them, and without a fault: a field or an item a line,
its value beside it, or below it and deeper. What such lines say, and where, is certain. A text with
anything else in it, and any that we would have a word about, is left to the walk over libyaml's
events: nothing is refused here, and nothing guessed.
"""

import json
import re
import unicodedata
from typing import TypeVar

from claimbook.errors import ClaimbookError
from claimbook_build.read.character import is_clean
from claimbook_build.read.guard import MOST_DEPTH, MOST_VALUES
from claimbook_build.read.node import Mapping, Node, Scalar, Sequence, Span
from claimbook_build.read.scalar import NUMERIC_START, WORDS, Trap, type_plain

_KEY = "[a-z_][a-z0-9_]{0,99}+"
# A plain text begins with no mark of YAML, and within brackets has none of theirs; colons and
# hashes are within words. No quantifier gives anything back, so that matching is linear.
_FIRST = r"""[^\n \-?:,\[\]{}#&*!|>'"%@`<=~]"""
_PLAIN = rf"-?{_FIRST}[^\n:#]*+(?:(?::(?![\n ])|(?<! )#)[^\n:#]*+)*+"
_QUOTED = r'"(?:[^"\\\n]|\\["\\])++"'
_LETTER = r"[^\n ,\[\]{}:#?]"
_INNER = r"[^\n ,\[\]{}:?]"
_WORD = rf"{_INNER}*+(?::{_LETTER}{_INNER}*+)*+"
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
_DOUBTFUL = NUMERIC_START | {'"'}

_Fields = dict[str, tuple[Scalar, Node]]
_Items = list[Node]
_Opened = TypeVar("_Opened", _Fields, _Items)
_make = tuple.__new__  # half the time of what a named tuple wraps around it


class _DoubtError(ClaimbookError):
    """The text must be read by its events."""


def quick_yaml(text: str, path: str) -> Node | None:
    r"""Return the tree of a text without a byte order mark, or None when it is not that plain.

    It is the tree that the events give, and they give nothing to say about the text.

    >>> tree = quick_yaml("id: act_a\nof:\n  - {at: 1}\n", "x.yaml")
    >>> tree.entry("of")[1].items[0].entry("at")[1]
    Scalar(value=1, text='1', style='plain', span=('x.yaml', 3, 10, 3, 11))
    >>> quick_yaml("id: no\n", "x.yaml") is None
    True
    """
    try:
        return _Page(path).read(text) if _is_tidy(text) else None
    except _DoubtError:
        return None


def _is_tidy(text: str) -> bool:
    """Whether no character can be at fault, and there are not too many values."""
    normal = text.isascii() or unicodedata.is_normalized("NFC", text)
    most = 5 * text.count("\n") + 2 * text.count(",")  # values that can be on so many lines
    return normal and " \n" not in text and most < MOST_VALUES and is_clean(text.replace("\n", ""))


class _Page:
    """What is open while the lines go by; around all of it a mapping, of which the root is a value.

    Attributes:
        holder: The innermost mapping or list that is open.
        column: How deep its fields, or its dashes, are indented.
        start: Where it begins.
        key: The field of `holder` whose value is on the lines below, or None.
        outer: What is open around it, with the same of each.
    """

    __slots__ = ("column", "holder", "key", "outer", "path", "start")

    def __init__(self, path: str) -> None:
        self.path = path
        self.holder: _Fields | _Items = {}
        self.column = -1
        self.start = (1, 1)
        self.key: Scalar | None = Scalar("", "", "plain", (path, 1, 1, 1, 1))
        self.outer: list[tuple[_Fields | _Items, int, tuple[int, int], Scalar | None]] = []

    def read(self, text: str) -> Node | None:
        lines = enumerate(_LINE.findall(text), start=1)
        for line, (pad, dash, field, single, several, other) in lines:
            if field or dash:
                if self.key is not None or len(pad) != self.column:
                    self._move(line, len(pad), dash)
                self._take(line, dash, field, single, several)
            elif pad or single or several or other:
                raise _DoubtError
        return self._close(-1)

    def _take(self, line: int, dash: str, field: str, single: str, several: str) -> None:
        """Take a line: an item of the list, a field of the mapping, or an item's first field."""
        path, holder, column = self.path, self.holder, self.column + 1
        if isinstance(holder, list):
            if not dash:
                raise _DoubtError
            column += _STEP
            if not field:
                holder.append(_value(single, several, path, line, column))
                return
            holder = self._open({}, line, column)
        elif dash:
            raise _DoubtError
        if field in holder or field in WORDS:
            raise _DoubtError
        end = column + len(field)
        key = _make(Scalar, (field, field, "plain", (path, line, column, line, end)))
        if single or several:
            holder[field] = (key, _value(single, several, path, line, end + 2))
        else:
            self.key = key

    def _move(self, line: int, column: int, dash: str) -> None:
        """Go to what stands at a column: deeper only for the value of a field."""
        if self.key is None:
            self._close(column)
        elif column <= self.column:
            raise _DoubtError
        elif dash:
            self._open([], line, column + 1)
        else:
            self._open({}, line, column + 1)

    def _open(self, inner: _Opened, line: int, column: int) -> _Opened:
        self.outer.append((self.holder, self.column, self.start, self.key))
        if len(self.outer) >= MOST_DEPTH:  # there may be brackets in it
            raise _DoubtError
        self.holder, self.column, self.start, self.key = inner, column - 1, (line, column), None
        return inner

    def _close(self, column: int) -> Node | None:
        """Close what is deeper than a column, where something must be open; return the last."""
        if self.key is not None:
            raise _DoubtError
        node = None
        while self.column > column:
            node = self._node()
            self.holder, self.column, self.start, key = self.outer.pop()
            if isinstance(self.holder, list):
                self.holder.append(node)
            elif key is not None:
                self.holder[key.text] = (key, node)
        if self.column != column:
            raise _DoubtError
        return node

    def _node(self) -> Node:
        if isinstance(self.holder, list):
            items = tuple(self.holder)
            span = items[-1].span
            return _make(Sequence, (items, (self.path, *self.start, span[3], span[4])))
        entries = tuple(self.holder.values())
        span = entries[-1][1].span
        return _make(Mapping, (entries, (self.path, *self.start, span[3], span[4])))


def _value(single: str, several: str, path: str, line: int, column: int) -> Node:
    """Return what stands beside a field or a dash."""
    if not single:
        return _several(several, path, line, column)
    span = (path, line, column, line, column + len(single))
    if single[0] in _DOUBTFUL or single in WORDS:
        return _scalar(single, span)
    return _make(Scalar, (single, single, "plain", span))


def _scalar(text: str, span: Span) -> Scalar:
    if text[0] == '"':
        inside = json.loads(text) if "\\" in text else text[1:-1]
        if inside[0] == " " or inside[-1] == " ":
            raise _DoubtError
        return _make(Scalar, (inside, inside, "quoted", span))
    value = type_plain(text)
    if isinstance(value, Trap):
        raise _DoubtError
    return _make(Scalar, (value, text, "plain", span))


def _several(text: str, path: str, line: int, column: int) -> Node:
    """Return what stands in brackets: no comma in it is part of a text."""
    span = (path, line, column, line, column + len(text))
    at = column + 1
    if text in {"[]", "{}"}:
        return Sequence((), span) if text == "[]" else Mapping((), span)
    if text[:1] == "[":
        items: _Items = []
        for one in text[1:-1].split(", "):
            items.append(_value(one, "", path, line, at))
            at += len(one) + 2
        return _make(Sequence, (tuple(items), span))
    fields: _Fields = {}
    for pair in text[1:-1].split(", "):
        field, _, one = pair.partition(": ")
        if not field or field in fields or field in WORDS:
            raise _DoubtError
        end = at + len(field)
        key = _make(Scalar, (field, field, "plain", (path, line, at, line, end)))
        fields[field] = (key, _value(one, "", path, line, end + 2))
        at += len(pair) + 2
    return _make(Mapping, (tuple(fields.values()), span))
