"""Parts and wholes within one claim: certainly in order, or not certainly."""

from collections.abc import Mapping, Sequence
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

    def wrong(self, claims: Sequence[Any]) -> list[int]:
        """Return the claims, by position, of which a rule on parts may have something to say.

        Args:
            claims: Claims with ``figures``, each with ``measure``, ``of_which``, ``id`` and
                ``wording``.
        """
        named = [1 for claim in claims for figure in claim.figures if figure.of_which is not None]
        in_order = self._in_order if named else self._measured_in_order
        return [at for at, claim in enumerate(claims) if not in_order(claim.figures)]

    def _in_order(self, figures: tuple[Any, ...]) -> bool:
        if not [1 for figure in figures if figure.of_which is not None]:
            return self._measured_in_order(figures)
        relation = self._named(figures)
        return relation is not None and _fit(figures, relation)

    def _measured_in_order(self, figures: tuple[Any, ...]) -> bool:
        """Whether figures are, none of which says of what it is a part."""
        if len(figures) < 2:
            return True
        measures = tuple([figure.measure for figure in figures])
        relation = self._relations.get(measures)
        if relation is None:
            relation = self._relations[measures] = self._related(figures)
        return not relation or _fit(figures, relation)

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


def _fit(figures: tuple[Any, ...], relation: Relation) -> bool:
    """Whether all parts of each whole, however read, are no more than the whole, however read."""
    for whole, parts in relation:
        least, _, sure = _ends(figures[whole].wording)
        for part in parts:
            _, most, closed = _ends(figures[part].wording)
            least -= most
            sure = sure and closed
        if least < 0 or not (least or sure):
            return False
    return True


@lru_cache(maxsize=2**14)
def _ends(wording: str) -> tuple[float, float, bool]:
    """Return the least and the greatest number named, and whether both are included."""
    quantity = parse_wording(wording)
    numbers = (quantity.nominal, quantity.low, quantity.best, quantity.high)
    named = [number for number in numbers if number is not None]
    return min(named), max(named), not (quantity.low_exclusive or quantity.high_exclusive)
