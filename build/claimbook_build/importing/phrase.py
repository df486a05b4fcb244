"""The numbers that words for a number state, as bounds and other numbers are compared with them."""

from functools import lru_cache

from claimbook.values.wording import WordingError, parse_wording


@lru_cache(2**12)
def stated_in(words: str) -> tuple[float, ...]:
    """Return the number that words state, or both ends of a range; nothing where they state none.

    >>> stated_in("1,068"), stated_in("10-12"), stated_in("dozens of"), stated_in("Kyiv")
    ((1068,), (10, 12), (), ())
    """
    try:
        found = parse_wording(words)
    except WordingError:
        return ()
    if found.nominal is not None:
        return (found.nominal,)
    if found.qualifier != "range":
        return ()
    return tuple(end for end in (found.low, found.high) if end is not None)
