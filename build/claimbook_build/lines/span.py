"""Locators of many claims at once: of the right form, and within their documents."""

from collections.abc import Sequence

import msgspec

_PAIRS = msgspec.json.Decoder(list[tuple[int, int]])


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
    pairs = _pairs([locator for some in locators for locator in some])
    if pairs is None:
        return False
    most = [length for some, length in zip(locators, lengths, strict=True) for _ in some]
    if [1 for (start, end), last in zip(pairs, most, strict=True) if not start < end <= last]:
        return False
    return all(len(set(some)) == len(some) for some in locators if len(some) > 1)


def _pairs(locators: list[str]) -> list[tuple[int, int]] | None:
    """Return the offsets of locators that are nothing but two numbers; None if any is not.

    They are read as JSON, which knows no leading zeros, as fast as any line.

    >>> _pairs(["0-7", "12-34"]), _pairs(["1-2|3-4"]), _pairs(["1-02"])
    ([(0, 7), (12, 34)], None, None)
    """
    text = "|".join(locators).encode()
    if text.translate(None, b"0123456789-|") or text.count(b"|") >= max(1, len(locators)):
        return None
    try:
        pairs = _PAIRS.decode(b"[[" + text.replace(b"|", b"],[").replace(b"-", b",") + b"]]")
    except msgspec.MsgspecError:
        return None if locators else []
    return pairs if len(pairs) == len(locators) else None
