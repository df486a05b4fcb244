"""A quick look at a JSON object: the pairs of one with which nothing can be wrong, or nothing.

The strict reader takes four times as long. What is let past here is what it would return, without
a finding (a test holds the two together on generated texts); all else goes to it.
"""

import json

from claimbook_build.read.character import is_clean
from claimbook_build.read.guard import MOST_BYTES
from claimbook_build.read.node import Value
from claimbook_build.read.scalar import Trap, decimal, integer
from claimbook_build.read.text import is_tidy
from claimbook_build.table.limits import MOST_CELL

_PLAIN = {int, float, bool, type(None)}
_MOST_PAIRS = 1_000


def quick_pairs(
    data: bytes, known: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], tuple[Value, ...]] | None:
    """Return the keys and the values of an object, or None for the strict reader to say why.

    Args:
        data: The text of the object.
        known: Keys that were returned before: they are not judged once more.

    >>> quick_pairs(b'{"date": "2022-02-24", "tank": 80}')
    (('date', 'tank'), ('2022-02-24', 80))
    >>> quick_pairs(b'{"tank": 80, "tank": 81}') is None
    True
    """
    if len(data) > MOST_BYTES or b"\r" in data or not data.startswith(b"{"):
        return None
    try:
        pairs = _DECODER.decode(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(pairs, list) or len(pairs) > _MOST_PAIRS:
        return None
    names = tuple([name for name, _ in pairs])
    values = tuple([value for _, value in pairs])
    sound = names == known or (len(set(names)) == len(names) and _is_sound(names))
    return (names, values) if sound and _is_sound(values) else None


def _is_sound(values: tuple[Value, ...]) -> bool:
    for value in values:
        if type(value) is str:
            if len(value) > MOST_CELL or not is_tidy(value):
                return False
            if not value.isascii() and not is_clean(value):  # of plain letters, tidy is clean
                return False
        elif type(value) not in _PLAIN:
            return False
    return True


def _integer(text: str) -> int | Trap:
    return Trap("is minus nought") if text == "-0" else integer(text)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(
    object_pairs_hook=list, parse_int=_integer, parse_float=decimal, parse_constant=_refuse
)
