"""Hosts that one slip of the finger turns into each other, and those that records often name."""

from __future__ import annotations

import re

from claimbook.values.identifier import one_edit_apart

WELL_KNOWN = (
    *("archive.org", "archive.today", "archive-it.org", "archive.ph", "archive.is", "archive.li"),
    *("archive.md", "archive.fo", "archive.vn", "ghostarchive.org", "webcitation.org"),
    *("facebook.com", "instagram.com", "linkedin.com", "telegram.me", "tiktok.com"),
    *("twitter.com", "youtube.com"),
)
"""Archives of web pages that are much cited, archive.today under all its names, and hosts of posts.

Short ones such as `t.me` are left out: too much is one slip away from them.
"""

_SHORTEST = 6
"""Shorter names are one slip from the names of others: `abc.com` and `bbc.com`."""

_COUNTRIES = len("de" + "dk")
_DIGITS = re.compile("[0-9]")


def bare_host(host: str) -> str:
    """Return a host without the `www.` that says nothing.

    >>> bare_host("www.example.ua")
    'example.ua'
    """
    return host.removeprefix("www.")


def is_slip(host: str, other: str) -> bool:
    """Whether one of two hosts is probably a slip for the other.

    They differ in one part, by one edit, and begin alike there; it is no matter of digits (`www1`,
    `www2`) nor of countries (`.de`, `.dk`). The part is long, or is the ending of a long name.

    >>> is_slip("kyivindependant.com", "kyivindependent.com"), is_slip("example.co", "example.com")
    (True, True)
    >>> is_slip("en.wikipedia.org", "es.wikipedia.org"), is_slip("abcnews.com", "nbcnews.com")
    (False, False)
    """
    ones, others = host.split("."), other.split(".")
    apart = [at for at, (a, b) in enumerate(zip(ones, others, strict=False)) if a != b]
    if len(ones) != len(others) or len(ones) < 2 or len(apart) != 1:
        return False
    (at,) = apart
    one, two = ones[at], others[at]
    if at == len(ones) - 1:
        long, alike = ones[-2], one[:1] == two[:1] and len(one + two) > _COUNTRIES
    else:
        long, alike = min(one, two, key=len), one[:1] == two[:1]
    other_letters = _DIGITS.sub("", one) != _DIGITS.sub("", two)
    return len(long) >= _SHORTEST and alike and other_letters and one_edit_apart(one, two)


def well_known(host: str) -> str | None:
    """Return the well-known host that a host is a slip for, or None.

    >>> well_known("web.archive.org"), well_known("web.archvie.org")
    (None, 'web.archive.org')
    """
    labels = host.split(".")
    if any(host == known or host.endswith(f".{known}") for known in WELL_KNOWN):
        return None
    for known in WELL_KNOWN:
        head = labels[: -(known.count(".") + 1)]
        if is_slip(".".join(labels[len(head) :]), known):
            return ".".join([*head, known])
    return None
