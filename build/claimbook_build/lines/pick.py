"""A few fields of many records at once, as keys of a table of what is known."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeAlias

import msgspec

Row: TypeAlias = tuple[Any, ...]
"""The values of a structure in the order of its fields, as `msgspec.structs.astuple` gives them."""

_MOST_RUNS = 3  # of more runs, single values cost less than slices put side by side


class Pick:
    """Takes some fields of rows, those that are neighbours in one piece.

    Nothing here runs a line of Python a row: it is done a million times.
    """

    def __init__(self, struct: type[msgspec.Struct], names: Iterable[str]) -> None:
        """Find the fields.

        Args:
            struct: The structure whose rows will come.
            names: Its fields, in any order; at least one.
        """
        wanted = set(names)
        fields = struct.__struct_fields__
        self._places = [at for at, name in enumerate(fields) if name in wanted]
        self._names = [fields[at] for at in self._places]
        self._runs = _runs(self._places)
        self._getters: list[Callable[[Row], Any]] = list(map(_getter, self._runs))
        if len(self._runs) > _MOST_RUNS:
            self._runs, self._getters = [self._places], [itemgetter(*self._places)]

    @property
    def shape(self) -> tuple[tuple[str, ...], ...]:
        """Which fields a key is made of, piece by piece: keys of one shape mean the same."""
        names = iter(self._names)
        return tuple(tuple(islice(names, len(run))) for run in self._runs)

    def of(self, rows: Sequence[Row]) -> Iterator[Any]:
        """Yield the key of each row; what it is made of, only `fields` knows."""
        if len(self._getters) == 1:
            return map(self._getters[0], rows)
        return zip(*(map(getter, rows) for getter in self._getters), strict=True)

    def fields(self, key: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever `of` returned
        """Return the values of a key, by the names of their fields."""
        pieces = (key,) if len(self._runs) == 1 else key
        values: list[Any] = []
        for run, piece in zip(self._runs, pieces, strict=True):
            values += piece if len(run) > 1 else (piece,)
        return dict(zip(self._names, values, strict=True))


def _runs(places: list[int]) -> list[list[int]]:
    """Return the places, those that follow each other together.

    >>> _runs([2, 3, 4, 7])
    [[2, 3, 4], [7]]
    """
    by_step = groupby(enumerate(places), lambda pair: pair[1] - pair[0])
    return [[place for _, place in run] for _, run in by_step]


def _getter(run: list[int]) -> Callable[[Row], Any]:
    return itemgetter(run[0] if len(run) == 1 else slice(run[0], run[-1] + 1))
