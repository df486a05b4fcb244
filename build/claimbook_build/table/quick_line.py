"""A quick look at a line of CSV: the cells of one with which nothing can be wrong, or nothing.

What is let past here is what the standard library would part alike, without a finding (a test holds
the two together); all else goes to it.
"""

from claimbook_build.read.character import is_clean
from claimbook_build.read.text import is_tidy
from claimbook_build.table.header import Header
from claimbook_build.table.limits import MOST_CELL


class QuickLine:
    """Parts the lines of one table."""

    def __init__(self, columns: tuple[str, ...], delimiter: str) -> None:
        self._width = len(columns)
        self._delimiter = delimiter
        self._around = (f" {delimiter}", f"{delimiter} ")
        self._header = Header(columns)

    def values(self, line: str) -> tuple[str, ...] | None:
        r"""Return the cells of a line, or None where it must be read and judged.

        Args:
            line: The line, with its end.

        >>> QuickLine(("a", "b"), ",").values("1,2\n")
        ('1', '2')
        >>> QuickLine(("a", "b"), ",").values('1,"2"\n') is None
        True
        """
        body = line.removesuffix("\n").removesuffix("\r")
        values = tuple(body.split(self._delimiter))
        if '"' in body or len(values) != self._width or len(body) > MOST_CELL or not body:
            return None
        if not (self._is_plain(body) or self._is_tidy(body, values)):
            return None
        suspect = self._header.is_suspect if "#" in body else self._header.has_names
        return None if suspect(values) else values

    def _is_plain(self, body: str) -> bool:
        """Whether a line is of plain letters, with no space at either end of a cell."""
        before, behind = self._around
        return (
            body.isascii()
            and body.isprintable()
            and before not in body
            and behind not in body
            and body[0] != " "
            and body[-1] != " "
        )

    def _is_tidy(self, body: str, values: tuple[str, ...]) -> bool:
        text = body.replace("\t", "") if self._delimiter == "\t" else body
        return is_clean(text) and all(map(is_tidy, values))
