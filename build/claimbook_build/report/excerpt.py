"""One line of a source with the stretch under it that a diagnostic is about."""

from dataclasses import dataclass

from claimbook.diagnostic import Place
from claimbook_build.report.show import COMMAND, show_character, width

# Characters of the line shown around the stretch: it fits a terminal with its gutter, and a line
# of a megabyte costs no more than a short one.
_BEFORE, _AFTER = 40, 60
_MOST_UNDERLINED = 60
_TAB = "    "


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line as shown and where to underline it, in cells of a terminal."""

    text: str
    indent: int
    width: int


def excerpt(line: str, place: Place) -> Excerpt:
    """Cut the part of a line around a place and measure it.

    >>> excerpt("a: ні", Place("f", 1, 4, 1, 6))
    Excerpt(text='a: ні', indent=3, width=2)
    """
    start = min(place.column - 1, len(line))
    end = len(line) if place.end_line > place.line else min(place.end_column - 1, len(line))
    end = max(start, min(end, start + _MOST_UNDERLINED))
    first = max(0, start - _BEFORE) if start > _BEFORE + 20 else 0
    last = min(len(line), max(end, start) + _AFTER)
    brackets = frozenset(found.end() - 1 for found in COMMAND.finditer(line, first, last))
    before = ("…" if first else "") + _shown(line, first, start, brackets)
    stretch = _shown(line, start, end, brackets)
    after = _shown(line, end, last, brackets) + ("…" if last < len(line) else "")
    return Excerpt(before + stretch + after, width(before), max(1, width(stretch)))


def _shown(line: str, start: int, end: int, brackets: frozenset[int]) -> str:
    return "".join(_piece(line, index, brackets) for index in range(start, end))


def _piece(line: str, index: int, brackets: frozenset[int]) -> str:
    if line[index] == "\t":
        return _TAB
    if index in brackets:
        return "\\x5b"  # ##[x] anywhere in a line is a command to some CI systems
    return show_character(line[index])
