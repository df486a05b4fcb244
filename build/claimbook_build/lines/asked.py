"""What lines ask for that only the last line can answer: rows of numbers on disk."""

from array import array
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import NamedTuple

_AT_ONCE = 2**19
"""How many questions are held in memory at once: some 100 MB."""

_ROW = 3
_BYTES = 8 * _ROW


class Question(NamedTuple):
    """A claim that a line names, and that is neither made by hand nor its own.

    Attributes:
        hashed: The hash of its identifier.
        part: The number of the block in which the line stands.
        line: The number of the line.
    """

    hashed: int
    part: int
    line: int


class Questions:
    """Questions in the order in which they came; what is in memory does not grow with them."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - open until `close`

    def close(self) -> None:
        """Give the file back; nothing can be asked afterwards."""
        self._file.close()

    def extend(self, questions: Iterable[Question]) -> None:
        """Take further questions."""
        rows = array("q", [number for question in questions for number in question])
        self._file.seek(0, 2)
        rows.tofile(self._file)

    def several(self) -> Iterator[list[Question]]:
        """Yield the questions again, many at once, those of one line together."""
        at, rest = 0, list[Question]()
        while some := self._read(at):
            at += len(some)
            rest += some
            cut = next((n for n in range(len(rest), 0, -1) if rest[n - 1][1:] != rest[-1][1:]), 0)
            if cut:
                yield rest[:cut]
                del rest[:cut]
        if rest:
            yield rest

    def _read(self, at: int) -> list[Question]:
        rows = array("q")
        self._file.seek(at * _BYTES)
        rows.frombytes(self._file.read(_AT_ONCE * _BYTES))
        return list(map(Question, rows[::_ROW], rows[1::_ROW], rows[2::_ROW]))
