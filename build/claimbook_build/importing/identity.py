"""The identifiers of what a row makes: from its month, its key and the columns it counts in."""

import re
from hashlib import sha256

from claimbook.values.identifier import MAX_LENGTH
from claimbook_build.importing.reading import Dated

_STRANGE = re.compile("[^a-z0-9]+")
_DIGITS = 12
"""Of a SHA-256: some 48 bits, so that among 100,000 rows of a month hardly any two share them."""
_HEAD = 40


def slug(text: str) -> str:
    """Return the name of a column as part of an identifier.

    One that loses anything by it gets a hash behind. So different names have different slugs,
    whatever letters they are in, but for a space and a hyphen.

    >>> slug("2022-02-25"), slug("field artillery"), slug("tank")
    ('2022-02-25', 'field-artillery', 'tank')
    >>> slug("Field  artillery") == slug("field artillery")
    False
    """
    bare = _bare(text)
    if bare == text or ("-" not in text and bare.replace("-", " ") == text):
        return bare
    return _hashed(bare, text)


def key_slug(key: str) -> str:
    """Return the key of a row as part of an identifier: different keys never share one.

    What follows it begins with a hyphen, so that a key with one has a hash behind too.

    >>> key_slug("1041"), key_slug("2022-02-25|tank")
    ('1041', '2022-02-25-tank-5b457b9afb12')
    """
    bare = _bare(key)
    return bare if bare == key and "-" not in key else _hashed(bare, key)


def row_slug(key: str, dated: Dated | None) -> str:
    """Return what tells a row from the others of its month: the day where the key is one.

    Args:
        key: The row's key.
        dated: The date of the row where its column is the whole key.
    """
    if dated is not None and dated.precision == "day" and dated.text == key:
        return key[-2:]
    return key_slug(key)


def identifier(prefix: str, month: str, *parts: str) -> str:
    """Return an identifier of a month; one that would be too long ends in a hash.

    >>> identifier("clm_", "2022-02", "equipment", "25")
    'clm_2022-02_equipment-25'
    """
    text = f"{prefix}{month}_{'-'.join(part for part in parts if part)}"
    if len(text) <= MAX_LENGTH:
        return text
    tail = _tail(text)
    return f"{text[: MAX_LENGTH - _DIGITS - 1].rstrip('-')}-{tail}"


def _bare(text: str) -> str:
    return _STRANGE.sub("-", text.lower()).strip("-")


def _hashed(bare: str, text: str) -> str:
    return f"{bare[:_HEAD].rstrip('-')}-{_tail(text)}" if bare else _tail(text)


def _tail(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_DIGITS]
