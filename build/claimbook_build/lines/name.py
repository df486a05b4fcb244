"""Identifiers of many records at once: of the right form, and of the file's month."""

from collections.abc import Sequence

_SLUG = b"abcdefghijklmnopqrstuvwxyz0123456789-\n"
_HYPHENS = bytes.maketrans(b"\n", b"-")


def all_named(keys: Sequence[str], prefix: str) -> bool:
    """Whether all are identifiers that begin so; never wrongly True. Lengths are not judged.

    Args:
        keys: The identifiers; none holds a line feed.
        prefix: The kind's prefix and the month, such as ``clm_2022-10_``.

    >>> all_named(["clm_2022-10_a1", "clm_2022-10_b-2"], "clm_2022-10_")
    True
    >>> all_named(["clm_2022-10_a1", "clm_2022-11_b"], "clm_2022-10_")
    False
    >>> all_named(["clm_2022-10_"], "clm_2022-10_")
    False
    """
    if not keys:
        return True
    text = ("\n" + "\n".join(keys) + "\n").encode("utf-8", "replace")
    start = ("\n" + prefix).encode()
    slugs = text.replace(start, b"\n")
    if len(text) - len(slugs) != len(keys) * len(prefix):
        return False
    # Neither a hyphen nor the end of a slug follows its beginning or a hyphen.
    return not slugs.translate(None, _SLUG) and b"--" not in slugs.translate(_HYPHENS)
