"""The seal of a row: a few characters that no longer fit once a letter of the row changes.

Rows of official code lists are copied by a script and edited by nobody. Nothing else in a dataset
knows what they should hold: a digit changed in a code that no record uses yet would never be seen.
"""

from collections.abc import Iterable
from hashlib import sha256

LENGTH = 8
"""Characters of a seal: one typing error in four thousand million would pass."""

_BETWEEN = "\t"  # a character that no cell may hold


def seal(name: str, cells: Iterable[str]) -> str:
    """Return the seal of a row: the head of a SHA-256, in hexadecimal.

    Args:
        name: The list, so that a row means something only where it belongs.
        cells: The row without its seal, in the order of the columns.

    >>> seal("languages", ("en", "English"))
    '695f9945'
    """
    return sha256(_BETWEEN.join((name, *cells)).encode()).hexdigest()[:LENGTH]
