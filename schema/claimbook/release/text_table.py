"""An answer as a table for people: aligned, wrapped to the width, with nothing that acts.

What a stranger put into a cell cannot move the cursor, change colours or reverse the direction of
writing: every code point that is not simply shown is escaped.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from claimbook.release.render import cell_text
from claimbook.release.result import Cell, QueryResult

_NULL = "-"
_EXACT = 2**53  # from here on a double no longer holds every whole number
_JOINTS = "-_/.,"  # a word that is too wide for its column is broken after one of these
_NARROWEST = 16  # characters a column may be wrapped to; below, a row becomes a block of lines
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "FLOAT", "DECIMAL")
_NUMBERS_UNSIGNED = tuple(f"U{name}" for name in _NUMBERS)


def render_table(result: QueryResult, width: int = 120) -> str:
    """Return an answer as a table with box characters.

    Null is shown as ``-``. Long text is wrapped, never cut; when even that does not fit, each row
    becomes a block with a line for each column.

    Args:
        result: The answer.
        width: Columns of the terminal.
    """
    names = [visible(column.name) for column in result.columns]
    cells = [[_lines(shown(cell)) for cell in row] for row in result.rows]
    widths = _widths(names, cells, width - 3 * len(names) - 1)
    lines: Iterable[str]
    if widths is not None:
        lines = _box(result, names, cells, widths)
    elif cells:
        lines = _blocks(names, cells, width)
    else:
        lines = (", ".join(names), "(no rows)")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def visible(text: str) -> str:
    r"""Escape every code point that is not simply shown.

    >>> visible("a\x1b[31mb\u202e")
    'a\\x1b[31mb\\u202e'
    """
    return text if text.isprintable() else "".join(map(_escaped, text))


@lru_cache(maxsize=4096)
def _escaped(character: str) -> str:
    if unicodedata.category(character) not in _NOT_SHOWN:
        return character
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_character_width, text))


def shown(cell: Cell) -> str:
    """Return a value as people write it: a count that is stored as a double has no decimals.

    >>> shown(75.0), shown(0.5467), shown(None)
    ('75', '0.5467', '-')
    """
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    return cell_text(cell, null=_NULL)


def _lines(text: str) -> list[str]:
    return [visible(line) for line in text.split("\n")]


def _widths(names: list[str], rows: list[list[list[str]]], room: int) -> list[int] | None:
    """Return each column's width, the widest cut first; None when the room is too small."""
    natural = [_width(name) for name in names]
    for row in rows:
        for number, lines in enumerate(row):
            natural[number] = max(natural[number], *(_width(line) for line in lines))
    cap = min(max(natural, default=0), max(room, _NARROWEST))
    while sum(min(each, cap) for each in natural) > room:
        cap -= 1
        if cap < _NARROWEST:
            return None
    return [min(each, cap) for each in natural]


def _box(
    result: QueryResult, names: list[str], rows: list[list[list[str]]], widths: list[int]
) -> Iterator[str]:
    right = [
        column.type.startswith(_NUMBERS + _NUMBERS_UNSIGNED) and not column.type.endswith("]")
        for column in result.columns
    ]
    rules = ["─" * (each + 2) for each in widths]
    yield "┌" + "┬".join(rules) + "┐"
    yield from _row([[name] for name in names], widths, [False] * len(names))
    yield "├" + "┼".join(rules) + "┤"
    for row in rows:
        yield from _row(row, widths, right)
    yield "└" + "┴".join(rules) + "┘"


def _row(cells: list[list[str]], widths: list[int], right: list[bool]) -> Iterator[str]:
    wrapped = [list(_wrap(lines, width)) for lines, width in zip(cells, widths, strict=True)]
    for number in range(max(len(lines) for lines in wrapped)):
        parts = []
        for lines, width, to_right in zip(wrapped, widths, right, strict=True):
            text = lines[number] if number < len(lines) else ""
            blank = " " * (width - _width(text))
            parts.append(f" {blank}{text} " if to_right else f" {text}{blank} ")
        yield "│" + "│".join(parts) + "│"


def _wrap(lines: Iterable[str], width: int) -> Iterator[str]:
    """Break lines at spaces, and inside a word only when it is wider than the width.

    >>> list(_wrap(["one two three", "4"], 7)), list(_wrap(["act_john-smith"], 10))
    (['one two', 'three', '4'], ['act_john-', 'smith'])
    """
    for line in lines:
        start = 0
        while (end := _fitting(line, start, width)) < len(line):
            space = line.rfind(" ", start + 1, end + 1)
            joint = max(line.rfind(each, start, end) for each in _JOINTS) + 1
            cut = space if space > 0 else joint or end
            yield line[start:cut]
            start = cut + (space > 0)
        yield line[start:]


def _fitting(text: str, start: int, width: int) -> int:
    """Return where that ends which begins there and fits into a width, at least one character."""
    used = 0
    for place in range(start, len(text)):
        used += _character_width(text[place])
        if used > width:
            return max(place, start + 1)
    return len(text)


def _blocks(names: list[str], rows: list[list[list[str]]], width: int) -> Iterator[str]:
    label = max(_width(name) for name in names)
    for number, row in enumerate(rows, 1):
        yield f"── row {number} ".ljust(max(width, 20), "─")
        for name, lines in zip(names, row, strict=True):
            blank = " " * (label - _width(name))
            for line in _wrap(lines, max(width - label - 2, _NARROWEST)):
                yield f"{name}{blank}  {line}"
                name, blank = "", " " * label  # noqa: PLW2901  only the first line is labelled
