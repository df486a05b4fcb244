"""What changed within a file of lines: which lines are new, which are gone, which stayed."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import SEEK_END, BytesIO
from itertools import chain, compress, groupby
from operator import eq, not_
from typing import BinaryIO

from claimbook.diagnostic import Diagnostic
from claimbook_build.lines.block import blocks
from claimbook_build.lines.mention import Opener
from claimbook_build.read.guard import MOST_BYTES

_CHUNK = 2**16
_PIECE = 2**20


@dataclass(frozen=True)
class Altered:
    """A file of lines beside itself at another time.

    Lines that stayed stand in the order in which they stood; a line that moved past others is both
    gone and new. A last line without its line feed is another line than with it.

    Attributes:
        opener: Opens what the file holds.
        start: Where its middle begins, in bytes: before it no line changed.
        tail: How many bytes follow its middle: in them no line changed.
        first: The number of the first line of its middle.
        middle: The lines between, without their line feeds.
        numbers: Of each of these its number at the other time, or 0 if it is new.
        gone: The lines that are no longer there, without their line feeds.
        shift: How many lines more stood before the tail at the other time.
        ended: Whether the last line has its line feed.
    """

    opener: Opener
    start: int
    tail: int
    first: int
    middle: Sequence[bytes]
    numbers: Sequence[int]
    gone: Sequence[bytes] = ()
    shift: int = 0
    ended: bool = True

    @property
    def _behind(self) -> int:
        return self.first + len(self.numbers)

    @property
    def empty(self) -> bool:
        """Whether there is no line now."""
        return not (self.start or self.tail or self.middle)

    @cached_property
    def held(self) -> int:
        """How many bytes of lines are held in memory."""
        return sum(map(len, (*self.middle, *self.gone)))

    def numbered(self) -> "Altered":
        """Return what is needed to tell which lines are new, and no line."""
        return replace(self, opener=BytesIO, middle=(), gone=())

    def before(self, number: int) -> int:
        """Return the number that a line had at the other time, or 0 if it is new."""
        if number < self.first:
            return number
        if number < self._behind:
            return self.numbers[number - self.first]
        return number + self.shift if self.tail else 0

    @cached_property
    def new(self) -> dict[int, bytes]:
        """The new lines by their numbers."""
        return dict(compress(enumerate(self.middle, self.first), map(not_, self.numbers)))

    @property
    def half_ended(self) -> int:
        """The number of a new last line that ends with half of a line end, or 0."""
        last = self._behind - 1
        half = not self.ended and not self.tail and last in self.new
        return last if half and self.new[last].endswith(b"\r") else 0

    def pieces(self) -> Iterator[bytes]:
        """Yield the lines that stayed, many at once."""
        yield b"\n".join(compress(self.middle, self.numbers))
        stream = self.opener()
        if isinstance(stream, Diagnostic):  # it was there a moment ago
            return
        with stream:
            yield from pieces(stream, self.start)
            stream.seek(-self.tail, SEEK_END)
            yield from pieces(stream, self.tail)

    def stayed(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that stayed, with their numbers."""
        stream = self.opener()
        if isinstance(stream, Diagnostic):
            return
        with stream:
            for block in blocks(stream):
                for number, line in enumerate(block.lines(), block.line):
                    if self.before(number):
                        yield number, line


def altered(before: bytes, now: bytes, opener: Opener) -> Altered:
    r"""Compare what a file held with what it holds.

    Args:
        before: What it held.
        now: What it holds.
        opener: Opens it.

    >>> found = altered(b"a\nb\nc\n", b"a\nx\nc\nd\n", lambda: BytesIO(b"a\nx\nc\nd\n"))
    >>> found.new, found.gone
    ({2: b'x', 4: b'd'}, [b'b'])
    >>> found.before(3)
    3
    """
    start = _head(before, now)
    tail = _tail(before, now, start)
    old, new = (_lines(data[start : len(data) - tail]) for data in (before, now))
    first = before.count(b"\n", 0, start)
    found = _matches(old, new)
    left = set(found)
    return Altered(
        opener,
        start,
        tail,
        first + 1,
        _bare(new),
        [at and first + at for at in found],
        [line for at, line in enumerate(_bare(old), 1) if at not in left],
        len(old) - len(new),
        now.endswith(b"\n"),
    )


def appended(opener: Opener, size: int, first: int, behind: bytes) -> Altered:
    r"""Describe a file of which only lines at its end are new.

    Args:
        opener: Opens the file.
        size: How many bytes stayed: whole lines.
        first: The number of the first new line.
        behind: What stands behind them.

    >>> appended(lambda: BytesIO(b"a\nb\n"), 2, 2, b"b\n").new
    {2: b'b'}
    """
    new = _bare(_lines(behind))
    ended = behind.endswith(b"\n") or not behind
    return Altered(opener, size, 0, first, new, [0] * len(new), ended=ended)


def pieces(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield so many bytes of a stream, whole lines in each piece unless they are far too long."""
    while size > 0 and (data := stream.read(min(_PIECE, size))):
        if not data.endswith(b"\n"):
            data += stream.readline(min(2 * MOST_BYTES, size - len(data)))
        size -= len(data)
        yield data


def _head(before: bytes, now: bytes) -> int:
    """Return how many bytes of whole lines are the same at the beginning, or fewer."""
    at, most = 0, min(len(before), len(now))
    while at < most and before[at : at + _CHUNK] == now[at : at + _CHUNK]:
        at += _CHUNK
    return now.rfind(b"\n", 0, min(at, most)) + 1


def _tail(before: bytes, now: bytes, start: int) -> int:
    """Return how many bytes of whole lines are the same at the end, or fewer."""
    at, most = 0, min(len(before), len(now)) - start
    while at + _CHUNK <= most:
        one, other = len(before) - at, len(now) - at
        if before[one - _CHUNK : one] != now[other - _CHUNK : other]:
            break
        at += _CHUNK
    found = now.find(b"\n", len(now) - at)
    return len(now) - found - 1 if at and found >= 0 else 0


def _lines(data: bytes) -> list[bytes]:
    """Return the lines without their line feeds; a last one that lacks it gets it."""
    lines = data.split(b"\n")
    last = lines.pop()
    return [*lines, last + b"\n"] if last else lines


def _bare(lines: list[bytes]) -> list[bytes]:
    """Return lines without the line feed that the last one got."""
    return [*lines[:-1], lines[-1].removesuffix(b"\n")] if lines else lines


def _matches(old: list[bytes], new: list[bytes]) -> list[int]:
    """Return of each new line the number of the old one that it is, or 0; in rising order."""
    found: list[int] = []
    same = list(map(eq, old, new))
    for equal, run in groupby(enumerate(chain(same, [False])), lambda pair: pair[1]):
        at = [number for number, _ in run]
        if equal:
            found += (number + 1 for number in at)
            continue
        last = at[-1] == len(same)
        ones, others = (x[at[0] :] if last else x[at[0] : at[-1] + 1] for x in (old, new))
        found += (number and at[0] + number for number in _matches_anywhere(ones, others))
    return found


def _matches_anywhere(old: list[bytes], new: list[bytes]) -> list[int]:
    held: defaultdict[bytes, deque[int]] = defaultdict(deque)
    for number, line in enumerate(old, 1):
        held[line].append(number)
    found = [held[line].popleft() if held.get(line) else 0 for line in new]
    kept = _rising(found)
    return [number if number in kept else 0 for number in found]


def _rising(numbers: list[int]) -> set[int]:
    """Return the longest rising row among different numbers, zeros apart (patience sorting)."""
    ends: list[int] = []
    below: dict[int, int] = {}
    for number in filter(None, numbers):
        at = bisect_left(ends, number)
        below[number] = ends[at - 1] if at else 0
        ends[at : at + 1] = [number]
    row: set[int] = set()
    number = ends[-1] if ends else 0
    while number:
        row.add(number)
        number = below[number]
    return row
