"""Comments: libyaml's events leave them out, so they are found in the gaps between the values.

Outside of values a text holds indicators, white space and comments only, and libyaml takes every
`#` there for the beginning of a comment.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from claimbook_build.read.node import Mapping, Node, Scalar, Sequence

_COMMENT = re.compile(r"#[^\n]*")
# libyaml takes a `#` right behind the indicators for a comment, too.
_HEADER = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(#[^\n]*)")
# What may stand before a comment that has its line to itself: nothing, dashes, a document marker.
_ALONE = re.compile(r"(?:[ \t]*(?:[-?][ \t]+)*|(?:---|\.\.\.)[ \t]+)")

Position = tuple[int, int]
"""Line and column, each from 1."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment where it stands.

    Attributes:
        text: From its `#` to the last character that is no white space.
        at: Where it begins.
        alone: Whether it has its line to itself, a dash before it not counted.
        dashed: Whether a dash stands between the last value and the comment.
    """

    text: str
    at: Position
    alone: bool
    dashed: bool


def comments(text: str, root: Node) -> Iterator[Comment]:
    """Yield the comments of a text that was read strictly, in order.

    Args:
        text: The text, without a byte order mark.
        root: Its tree.
    """
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    end = 0
    for scalar in scalars(root):
        start = _index(starts, scalar.span[1], scalar.span[2], text)
        yield from _in_gap(text, starts, end, start)
        if scalar.style == "block":
            yield from _in_header(text, scalar, start)
        end = _index(starts, scalar.span[3], scalar.span[4], text)
    yield from _in_gap(text, starts, end, len(text))


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every key and single value of a tree in the order of the text."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from scalars(value)


def _in_gap(text: str, starts: list[int], start: int, end: int) -> Iterator[Comment]:
    last, dashed = start, False
    for found in _COMMENT.finditer(text, start, end):
        line = bisect_right(starts, found.start()) - 1
        between = text[last : found.start()]
        closed = max(between.rfind("]"), between.rfind("}"))  # a value too, and maybe an empty one
        dashed = "-" in between[closed + 1 :] or (dashed and closed < 0)
        # A value that ends on the line, an empty one behind its dash too, owns the comment.
        alone = starts[line] >= start and bool(_ALONE.fullmatch(text, starts[line], found.start()))
        at = (line + 1, found.start() - starts[line] + 1)
        yield Comment(found[0].rstrip(), at, alone, dashed)
        last = found.end()


def _in_header(text: str, scalar: Scalar, start: int) -> Iterator[Comment]:
    found = _HEADER.match(text, start)
    if found is not None:
        at = (scalar.span[1], scalar.span[2] + found.start(1) - start)
        yield Comment(found[1].rstrip(), at, alone=False, dashed=False)


def _index(starts: list[int], line: int, column: int, text: str) -> int:
    """Return the index of a place; libyaml ends a text without a last line break one line later."""
    return starts[line - 1] + column - 1 if line <= len(starts) else len(text)
