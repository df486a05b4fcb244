"""Parts and wholes within one claim: certainly in order, or not certainly."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from claimbook.values.wording import parse_wording

Relation: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
"""The figures that are wholes, by position, each with those that count a part of it."""


class Parts:
    """Compares the figures of a claim with each other."""

    def __init__(self, wholes: Mapping[str, frozenset[str]]) -> None:
        """Take the measures of which each measure counts a part."""
        self._wholes = wholes
        self._relations: dict[tuple[str, ...], Relation] = {}

    def in_order(self, figures: tuple[Any, ...]) -> bool:
        """Whether no rule on parts can have anything to say of figures; never wrongly True.

        Args:
            figures: The figures, with ``measure``, ``of_which``, ``id`` and ``wording``.
        """
        relation: Relation | None
        if [figure for figure in figures if figure.of_which is not None]:
            relation = self._named(figures)
        elif len(figures) > 1:
            measures = tuple([figure.measure for figure in figures])
            relation = self._relations.get(measures)
            if relation is None:
                relation = self._relations[measures] = self._related(figures)
        else:
            return True
        for whole, parts in () if relation is None else relation:
            if not _fits(figures, whole, parts):
                return False
        return relation is not None

    def _named(self, figures: tuple[Any, ...]) -> Relation | None:
        """Return who is part of whom where figures say so; None if that is in any way unusual."""
        own = {figure.id for figure in figures if figure.of_which is None}
        named = {figure.of_which for figure in figures} - {None}
        if len({figure.id for figure in figures}) < len(figures) or not named <= own:
            return None
        return self._related(figures)

    def _related(self, figures: tuple[Any, ...]) -> Relation:
        relation = []
        for at, whole in enumerate(figures):
            parts = tuple(
                other
                for other, part in enumerate(figures)
                if other != at
                and (
                    part.of_which == whole.id
                    or whole.measure in self._wholes.get(part.measure, frozenset())
                )
            )
            if parts:
                relation.append((at, parts))
        return tuple(relation)


def _fits(figures: tuple[Any, ...], whole: int, parts: tuple[int, ...]) -> bool:
    """Whether all parts together, however read, are no more than the whole, however read."""
    least, _, sure = _ends(figures[whole].wording)
    for part in parts:
        _, most, closed = _ends(figures[part].wording)
        least -= most
        sure = sure and closed
    return least > 0 or (sure and least == 0)


@lru_cache(maxsize=2**14)
def _ends(wording: str) -> tuple[float, float, bool]:
    """Return the least and the greatest number named, and whether both are included."""
    quantity = parse_wording(wording)
    numbers = (quantity.nominal, quantity.low, quantity.best, quantity.high)
    named = [number for number in numbers if number is not None]
    return min(named), max(named), not (quantity.low_exclusive or quantity.high_exclusive)
