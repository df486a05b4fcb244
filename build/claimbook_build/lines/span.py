"""Locators of many claims at once: of the right form, and within their documents."""

import re
from collections.abc import Sequence
from operator import le, lt

# Nine digits at most: see claimbook.values.evidence.MAX_OFFSET.
_LOCATORS = re.compile("(?:(?:0|[1-9][0-9]{0,8}+)-[1-9][0-9]{0,8}+\n)*+")


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
    flat = [locator for some in locators for locator in some]
    text = "\n".join(flat) + "\n" if flat else ""
    if _LOCATORS.fullmatch(text) is None:
        return False
    numbers = list(map(int, text.replace("-", "\n").split()))
    most = [length for some, length in zip(locators, lengths, strict=True) for _ in some]
    starts, ends = numbers[::2], numbers[1::2]
    if len(starts) != len(most):
        return False
    if not (all(map(lt, starts, ends)) and all(map(le, ends, most))):
        return False
    return all(len(set(some)) == len(some) for some in locators if len(some) > 1)
