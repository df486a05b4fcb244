"""A text with its lines: from an index in it to a line and a column."""

from bisect import bisect_right

from claimbook.diagnostic import Place
from claimbook_build.read.node import Span


class Source:
    """A decoded text.

    Lines end at LF (a CR before it belongs to the line's end); columns count code points from 1.
    """

    __slots__ = ("_first_line", "_one_line", "_starts", "path", "text")

    def __init__(self, path: str, text: str, first_line: int = 1) -> None:
        self.path = path
        self.text = text
        self._first_line = first_line
        self._one_line = "\n" not in text
        self._starts: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the span of a stretch of the text; indexes past the end mean the end."""
        if self._one_line and start <= end <= len(self.text):
            return (self.path, self._first_line, start + 1, self._first_line, end + 1)
        line, column = self._position(start)
        end_line, end_column = self._position(max(start, end))
        return (self.path, line, column, end_line, end_column)

    def place(self, start: int, end: int | None = None) -> Place:
        """Return the place of a stretch; of one character when no end is given."""
        return Place(*self.span(start, start + 1 if end is None else end))

    def _position(self, index: int) -> tuple[int, int]:
        if self._starts is None:  # only a text with findings pays for its table of lines
            starts, at = [0], self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        index = min(index, len(self.text))
        row = bisect_right(self._starts, index) - 1
        return self._first_line + row, index - self._starts[row] + 1
