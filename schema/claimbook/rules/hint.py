"""Did-you-mean for many names at once: hints are worth a second, not a minute."""

from collections.abc import Collection

from claimbook.dataset import Dataset
from claimbook.values.identifier import nearest

MOST_COMPARED = 1_000_000
"""Pairs of names that are compared for the hints of one rule: a quarter of a second."""


class Hints:
    """Finds the nearest keys until so many were compared that nobody would wait for more."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._left = MOST_COMPARED

    def nearest(self, key: str, tables: tuple[str, ...]) -> str | None:
        """Return the nearest key of these tables; None when none is near, or no time is left."""
        if tables not in self._known:
            keys = (key for table in tables for key in self._dataset.keys(table))
            self._known[tables] = tuple(keys)
        found = self.among(key, self._known[tables])
        return found[0] if found else None

    def among(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """Return the nearest of some names, none when none is near, or no time is left."""
        self._left -= len(known)
        return nearest(key, known) if self._left >= 0 else ()
