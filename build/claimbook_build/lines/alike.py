"""Figures that differ in nothing but which whole number they say: what holds of one holds of all.

A wording of bare digits is read as that number exactly, whichever it is, and no rule that judges a
figure by itself asks how large it is: only whether it is whole or a share, and what is typed beside
it. So of all such figures one is explained, and the others are compared with it.
"""

import re
from collections.abc import Hashable, Mapping
from typing import Any, Final

from claimbook.rules.r403_wording import DERIVED

_BARE: Final = re.compile("[1-9][0-9]{0,8}")
_THE_NUMBER: Final = "the number that its wording says"


def alike(fields: Mapping[str, Any]) -> Hashable | None:
    """Return what all figures have in common that differ in their number alone; None for others.

    Args:
        fields: The fields of a figure that rules on its number see, the wording among them.

    >>> alike({"unit": "tank", "wording": "41", "best": 41}) == alike(
    ...     {"unit": "tank", "wording": "75", "best": 75}
    ... )
    True
    >>> alike({"unit": "tank", "wording": "41", "best": 75}) == alike(
    ...     {"unit": "tank", "wording": "75", "best": 75}
    ... )
    False
    >>> alike({"unit": "tank", "wording": "about 41", "best": 41})
    """
    wording = fields["wording"]
    if not isinstance(wording, str) or not _BARE.fullmatch(wording) or wording == "1":
        return None  # of one alone, words may be said that are not said of several
    number = int(wording)
    return tuple(
        (name, _said(value, number) if name in DERIVED else value)
        for name, value in fields.items()
        if name != "wording"
    )


def _said(value: object, number: int) -> object:
    """Return a typed value, or that it is the number: an int, for 41.0 is typed in another way."""
    if type(value) is int and value == number:
        return _THE_NUMBER
    return type(value), value  # or True would be taken for 1
