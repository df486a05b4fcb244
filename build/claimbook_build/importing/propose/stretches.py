"""The second pass over a table: how its numbers go on with its dates, and whether a key holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from claimbook_build.importing.cells import Reader
from claimbook_build.importing.phrase import stated_in
from claimbook_build.importing.propose.form import Form
from claimbook_build.importing.reading import Dated
from claimbook_build.lines.keys import KeyIndex
from claimbook_build.table.row import Row

_MOST_OFFSETS = 64
_MOST_GROUPS = 2**12
_MOST_REPEATED = 2**20
_LEAST_STEPS = 3
_EARLIEST = date(1900, 1, 1).toordinal()
"""No day before this one is counted from: numbers of rows and events rise by one a day as well."""


class DayCount:
    """Whether a column counts the days since a day.

    Attributes:
        apart: How many rows have each first day, as far as few have.
    """

    def __init__(self) -> None:
        self.apart: Counter[int] = Counter()
        self.seen = 0

    def take(self, number: int, day: date) -> None:
        """Take a row."""
        self.seen += 1
        first = day.toordinal() - number + 1
        if first in self.apart or len(self.apart) < _MOST_OFFSETS:
            self.apart[first] += 1

    def first(self) -> tuple[str, int] | None:
        """Return the day that is counted as 1, and how many rows disagree; None for no such."""
        if self.seen < _LEAST_STEPS:
            return None
        first, count = max(self.apart.items(), key=lambda item: (item[1], -item[0]))
        if count * 5 < self.seen * 4 or not _EARLIEST <= first <= date.max.toordinal():
            return None
        return date.fromordinal(first).isoformat(), self.seen - count


class Course:
    """Whether the numbers of a column rise with the dates."""

    def __init__(self) -> None:
        self.rises = self.falls = 0

    def take(self, before: float, after: float) -> None:
        """Take two numbers in the order of their dates."""
        self.rises += after > before
        self.falls += after < before

    @property
    def is_cumulative(self) -> bool:
        """Whether they hardly ever fall."""
        return self.rises >= _LEAST_STEPS and self.falls * 20 <= self.rises


class Stretches:
    """Reads the rows as the proposal would, and follows them.

    Attributes:
        courses: By column of numbers, how they go on with the dates.
        day_counts: By column of counts and column of dates.
        forward: Steps from a row to the next one with a later date.
        backward: Steps to an earlier one.
        daily: Steps of one day.
        spans: By two columns of dates, in how many rows the first is before the second, and not.
        between: By column of dates, the first and the last.
    """

    def __init__(
        self, forms: Mapping[str, Form], keys: Sequence[tuple[str, ...]], *, typed: bool
    ) -> None:
        self._dates = [name for name, form in forms.items() if form.is_date][:4]
        self._numbers = [name for name, form in forms.items() if form.is_number]
        self._readers = {
            name: Reader(forms[name].column(), "UTC", typed=typed)
            for name in (*self._dates, *self._numbers)
        }
        self.month = next((n for n in self._dates if keys and n in keys[0]), None) or next(
            iter(self._dates), None
        )
        self._rest = tuple(name for name in (keys[0] if keys else ()) if name != self.month)
        self._keys = {key: KeyIndex() for key in keys}
        self._last: dict[tuple[str, ...], tuple[date, dict[str, float]]] = {}
        self._before: date | None = None
        self.courses = {name: Course() for name in self._numbers}
        self.day_counts = {(n, d): DayCount() for n in self._numbers for d in self._dates}
        self.forward = self.backward = self.daily = 0
        self.spans: dict[tuple[str, str], list[int]] = {}
        self.between: dict[str, tuple[date, date]] = {}

    def see(self, row: Row) -> None:
        """Take a row."""
        cells = dict(zip(row.columns, row.values, strict=True))
        for key, index in self._keys.items():
            index.extend(("\0".join(str(cells.get(name)) for name in key),))
        days = self._days(cells)
        numbers = self._read(cells)
        for (number, dated), count in self.day_counts.items():
            if dated in days and isinstance(numbers.get(number), int):
                count.take(int(numbers[number]), days[dated])
        if self.month in days:
            self._order(days[self.month])
            group = tuple(str(cells.get(name)) for name in self._rest)
            self._follow(group, days[self.month], numbers)

    def repeated(self, key: tuple[str, ...]) -> int:
        """Return how many keys stand more than once."""
        return len(self._keys[key].repeated(_MOST_REPEATED))

    def close(self) -> None:
        """Give the files back."""
        for index in self._keys.values():
            index.close()

    def _value(self, cells: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401
        value = cells.get(name)
        reader = self._readers[name]
        return None if value is None or reader.is_empty(value) else reader(value)

    def _days(self, cells: Mapping[str, Any]) -> dict[str, date]:
        found = {name: self._value(cells, name) for name in self._dates}
        dated = {name: value for name, value in found.items() if isinstance(value, Dated)}
        names = list(dated)
        for name, value in dated.items():
            earliest, latest = self.between.get(name, (value.day, value.day))
            self.between[name] = (min(earliest, value.day), max(latest, value.day))
        for at, first in enumerate(names):
            for last in names[at + 1 :]:
                span = self.spans.setdefault((first, last), [0, 0])
                span[dated[first].text > dated[last].text] += 1
        return {name: value.day for name, value in dated.items()}

    def _read(self, cells: Mapping[str, Any]) -> dict[str, float]:
        found = {}
        for name in self._numbers:
            value = self._value(cells, name)
            value = getattr(value, "value", value)  # a fault may know what is meant
            if isinstance(value, str) and len(stated := stated_in(value)) == 1:
                value = stated[0]  # `1,068`, `about 60`
            if isinstance(value, (int, float)):
                found[name] = value
        return found

    def _order(self, day: date) -> None:
        if self._before is not None:
            apart = (day - self._before).days
            self.forward += apart > 0
            self.backward += apart < 0
            self.daily += abs(apart) == 1
        self._before = day

    def _follow(self, group: tuple[str, ...], day: date, numbers: Mapping[str, float]) -> None:
        last = self._last.get(group)
        if last is None:
            if len(self._last) < _MOST_GROUPS:
                self._last[group] = (day, dict(numbers))
            return
        before, known = last
        for name, number in numbers.items():
            if name in known and day != before:
                pair = (known[name], number) if day > before else (number, known[name])
                self.courses[name].take(*pair)
        self._last[group] = (day, {**known, **numbers} if day >= before else dict(numbers))
