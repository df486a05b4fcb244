"""Following one count through time: where it falls, and where it leaps."""

from collections.abc import Sequence
from typing import NamedTuple

from claimbook.rules.r404_course import GROWN, LEAP

_OPEN = 64
"""How many falls and leaps of one moment wait for the next number."""


class Point(NamedTuple):
    """A number at a moment, and its row."""

    moment: int
    row: int
    value: float


class Step(NamedTuple):
    """A change that is told of.

    Attributes:
        falls: Whether a count so far fell; else the number leapt.
        point: Where it did.
        last: The number before it.
        before: The number before that; None where it was the first.
        after: The number after it; None where it was the last, and of a leap of a level.
    """

    falls: bool
    point: Point
    last: Point
    before: Point | None = None
    after: Point | None = None

    @property
    def last_is_odd(self) -> bool:
        """Whether the count would not fall without the number before: it may have been too high."""
        return self.before is None or self.before.value <= self.point.value

    @property
    def point_is_odd(self) -> bool:
        """Whether the count would not fall without this number: it may be too low."""
        return self.after is None or self.after.value >= self.last.value


class Follower:
    """Is given the numbers of one count in the order of their time.

    Each is compared with that of the latest earlier moment, with the greatest one where several
    rows have that moment; rows of one moment are not compared. So a fall is told once, where it
    happens, and a number that was too low or too high does not make those after it wrong: the
    number behind one that was told of is no leap if it is none from the number before that. A count
    so far that leaps, and with the next number is back where it was, is told where it falls alone.
    """

    def __init__(self, *, rising: bool) -> None:
        self._rising = rising
        self._before: Point | None = None
        self._last: Point | None = None
        self._now: Point | None = None
        self._told = False
        self._telling = False
        self._open: list[Step] = []

    def take(self, point: Point) -> Sequence[Step]:
        """Take the next number; return what is known to be told of by now."""
        told: Sequence[Step] = ()
        if self._now is None or point.moment > self._now.moment:
            if self._open:
                told = self.settle(point)
            self._before, self._last, self._now = self._last, self._now, point
            self._told, self._telling = self._telling, False
        elif point.value > self._now.value:
            self._now = point
        last = self._last
        if last is None or last.value <= point.value < last.value * LEAP:
            return told  # it neither falls nor leaps, as nearly all
        return [*told, *self._judged(point, last)]

    def _judged(self, point: Point, last: Point) -> Sequence[Step]:
        if self._rising and point.value < last.value:
            return self._wait(Step(True, point, last, self._before))
        if self._leaps(point, last):
            leap = Step(False, point, last, self._before)
            if self._rising:
                return self._wait(leap)
            self._telling = True
            return (leap,)
        return ()

    def _wait(self, step: Step) -> Sequence[Step]:
        """Keep what the next number may explain."""
        self._telling = True
        self._open.append(step)
        return self.settle(None) if len(self._open) >= _OPEN else ()

    def settle(self, after: Point | None) -> Sequence[Step]:
        """Return the falls and leaps that waited for the number after them."""
        waited, self._open = self._open, []
        return [
            step._replace(after=after)
            for step in waited
            if step.falls or after is None or after.value >= step.last.value * LEAP
        ]

    def _leaps(self, point: Point, last: Point) -> bool:
        if not leaps(last.value, point.value):
            return False
        before = self._before
        return not self._told or before is None or leaps(before.value, point.value)


def leaps(before: float, after: float) -> bool:
    """Whether two numbers in a row are so far apart that a digit may be lost.

    The bounds are those of the rule of records.

    >>> leaps(165, 1165), leaps(1165, 165), leaps(20, 165), leaps(165, float("nan"))
    (True, True, False, False)
    """
    low, high = (before, after) if before <= after else (after, before)
    return low >= GROWN and high >= LEAP * low
