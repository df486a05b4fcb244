"""Parts and wholes within one claim: certainly in order, or not certainly."""

from functools import lru_cache
from typing import Any

from claimbook.values.wording import parse_wording


def in_order(figures: tuple[Any, ...], wholes: dict[str, frozenset[str]]) -> bool:
    """Whether R402 can have nothing to say of a claim's figures; never wrongly True.

    Args:
        figures: The figures, with ``measure``, ``of_which``, ``id`` and ``wording``.
        wholes: The measures of which each measure counts a part.
    """
    if len({figure.id for figure in figures}) < len(figures):
        return False
    for whole in figures:
        parts = [
            part.wording
            for part in figures
            if part is not whole
            and (part.of_which == whole.id or whole.measure in wholes.get(part.measure, ()))
        ]
        if parts and not _fits(parts, whole.wording):
            return False
    own = {figure.id for figure in figures if figure.of_which is None}
    return all(figure.of_which in own for figure in figures if figure.of_which is not None)


def _fits(parts: list[str], whole: str) -> bool:
    """Whether all parts together, however read, are less than the whole, however read."""
    least, sure = _ends(whole)[0], all(_ends(part)[2] for part in (*parts, whole))
    most = sum(_ends(part)[1] for part in parts)
    return most < least or (sure and most == least)


@lru_cache(maxsize=2**14)
def _ends(wording: str) -> tuple[float, float, bool]:
    """Return the least and the greatest number named, and whether both are included."""
    quantity = parse_wording(wording)
    numbers = (quantity.nominal, quantity.low, quantity.best, quantity.high)
    named = [number for number in numbers if number is not None]
    return min(named), max(named), not (quantity.low_exclusive or quantity.high_exclusive)
