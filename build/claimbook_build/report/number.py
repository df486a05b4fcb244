"""Numbers and their bounds in words."""

from collections.abc import Mapping
from typing import Any


def plain(number: float) -> str:
    """Return a number with all its digits, thousands apart.

    >>> plain(10_000_000.0), plain(0.25)
    ('10,000,000', '0.25')
    """
    return f"{number:,.15g}"


def bounds(figure: Mapping[str, Any]) -> str:
    """Return what a figure's wording allows, in words.

    >>> bounds({"qualifier": "almost", "low": None, "best": None, "high": 9.0,
    ...     "low_exclusive": None, "high_exclusive": True})
    'almost: below 9'
    """
    low, best, high = figure["low"], figure["best"], figure["high"]
    if best is not None and low == best == high:
        return f"{figure['qualifier']}: {plain(best)}"
    parts = []
    if low is not None:
        parts.append(f"{'above' if figure['low_exclusive'] else 'at least'} {plain(low)}")
    if high is not None:
        parts.append(f"{'below' if figure['high_exclusive'] else 'at most'} {plain(high)}")
    if best is not None:
        parts.append(f"best {plain(best)}")
    return f"{figure['qualifier']}: {', '.join(parts) or 'no bound'}"
