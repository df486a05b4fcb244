"""The identifiers of what a row makes: from its month, its key and the columns it counts in."""

import re
from hashlib import sha256

from claimbook.values.identifier import MAX_LENGTH
from claimbook_build.importing.reading import Dated

_STRANGE = re.compile("[^a-z0-9]+")
_DIGITS = 8


def slug(text: str) -> str:
    """Return a text as part of an identifier; one that loses anything by it gets a hash behind.

    So different texts have different slugs, whatever letters they are in.

    >>> slug("2022-02-25"), slug("field artillery"), slug("tank")
    ('2022-02-25', 'field-artillery', 'tank')
    >>> slug("Field  artillery") == slug("field artillery")
    False
    """
    bare = _STRANGE.sub("-", text.lower()).strip("-")
    if bare == text or ("-" not in text and bare.replace("-", " ") == text):
        return bare
    tail = sha256(text.encode()).hexdigest()[:_DIGITS]
    return f"{bare[:40].rstrip('-')}-{tail}" if bare else tail


def row_slug(key: str, dated: Dated | None) -> str:
    """Return what tells a row from the others of its month: the day where the key is one.

    Args:
        key: The row's key.
        dated: The date of the row where its column is the whole key.
    """
    if dated is not None and dated.precision == "day" and dated.text == key:
        return key[-2:]
    return slug(key)


def identifier(prefix: str, month: str, *parts: str) -> str:
    """Return an identifier of a month; one that would be too long ends in a hash.

    >>> identifier("clm_", "2022-02", "equipment", "25")
    'clm_2022-02_equipment-25'
    """
    text = f"{prefix}{month}_{'-'.join(part for part in parts if part)}"
    if len(text) <= MAX_LENGTH:
        return text
    tail = sha256(text.encode()).hexdigest()[:_DIGITS]
    return f"{text[: MAX_LENGTH - _DIGITS - 1].rstrip('-')}-{tail}"
