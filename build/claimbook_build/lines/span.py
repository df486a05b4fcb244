"""Locators of many records at once: of the right form, and within their documents."""

from collections.abc import Sequence
from itertools import chain
from operator import le, lt

import msgspec

_NUMBERS = msgspec.json.Decoder(list[int])
_DIGITS = b"0123456789"
_COMMAS = bytes.maketrans(b"-|", b",,")


def all_within(locators: Sequence[tuple[str, ...]], lengths: Sequence[int]) -> bool:
    """Whether every locator lies in the claim's own document; never wrongly True.

    Args:
        locators: The locators of each record.
        lengths: The length of each record's document, in code points.

    >>> all_within([("0-7", "9-12")], [12]), all_within([("0-7",)], [6])
    (True, False)
    >>> all_within([("7-7",)], [12]), all_within([("1-2", "1-2")], [12])
    (False, False)
    """
    every = list(chain.from_iterable(locators))
    numbers = _numbers(every)
    if numbers is None:
        return False
    if set(map(len, locators)) != {1}:
        lengths = [most for some, most in zip(locators, lengths, strict=True) for _ in some]
        if any(len(set(some)) < len(some) for some in locators if len(some) > 1):
            return False
    ends = numbers[1::2]
    return all(map(lt, numbers[::2], ends)) and all(map(le, ends, lengths))


def _numbers(locators: list[str]) -> list[int] | None:
    """Return the offsets of locators that are nothing but two numbers; None if any is not.

    They are read as JSON, which knows no leading zeros, as fast as any line.

    >>> _numbers(["0-7", "12-34"]), _numbers(["1-2|3-4"]), _numbers(["1-02"])
    ([0, 7, 12, 34], None, None)
    >>> _numbers(["1-2-3", "4"]), _numbers(["1-", "-2"]), _numbers(["-1-2"]), _numbers([])
    (None, None, None, [])
    """
    text = "|".join(locators).encode()
    if text.translate(None, _DIGITS) != (b"-|" * len(locators))[:-1]:
        return None
    try:
        return _NUMBERS.decode(b"[" + text.translate(_COMMAS) + b"]")
    except msgspec.MsgspecError:
        return None
