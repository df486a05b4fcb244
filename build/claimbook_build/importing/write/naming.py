"""Identifiers of the versions of a claim, and the order in which claims stand in their file.

The first version of a row has the identifier that the mapping gives it; later ones have `-v2`,
`-v3` behind it. An identifier that ends so of itself has `-v1` behind it from the first.
"""

import re
from hashlib import sha256
from typing import NamedTuple

from claimbook.values.identifier import MAX_LENGTH

_VERSION = re.compile("-v([1-9][0-9]{0,3})$")
_NUMBER = re.compile("[0-9]+")
_LONGEST = MAX_LENGTH - len("-v9999")
_DIGITS = 8


class Named(NamedTuple):
    """An identifier taken apart.

    Attributes:
        base: What all versions share.
        version: The version, from 1.
    """

    base: str
    version: int

    def __str__(self) -> str:
        """Return the identifier."""
        alone = self.version == 1 and _VERSION.search(self.base) is None
        return self.base if alone else f"{self.base}-v{self.version}"


def held(identifier: str) -> Named:
    """Take the identifier of a record that stands in the dataset apart.

    >>> held("clm_2022-02_equipment-25"), held("clm_2022-02_equipment-25-v3").version
    (Named(base='clm_2022-02_equipment-25', version=1), 3)
    """
    found = _VERSION.search(identifier)
    if found is None:
        return Named(_short(identifier), 1)
    return Named(identifier[: found.start()], int(found[1]))


def given(identifier: str, version: int = 1) -> Named:
    """Take the identifier that a mapping gives for that of a version.

    >>> str(given("clm_2022-02_equipment-25", 2)), str(given("clm_2022-02_model-v2"))
    ('clm_2022-02_equipment-25-v2', 'clm_2022-02_model-v2-v1')
    """
    return Named(_short(identifier), version)


def _short(identifier: str) -> str:
    """Return an identifier with room for a version behind it; what is cut off leaves its hash."""
    if len(identifier) <= _LONGEST:
        return identifier
    tail = sha256(identifier.encode()).hexdigest()[:_DIGITS]
    return f"{identifier[: _LONGEST - _DIGITS - 1].rstrip('-')}-{tail}"


def place(base: str) -> bytes:
    """Return the key by which claims stand in their file: numbers in identifiers are numbers.

    So days stand in the order of days, and row 9 before row 10.

    >>> sorted(["clm_2022-02_x-10", "clm_2022-02_x-9"], key=place)
    ['clm_2022-02_x-9', 'clm_2022-02_x-10']
    """
    padded = _NUMBER.sub(lambda found: found[0].lstrip("0").zfill(18), base)
    return f"{padded} {base}".encode()
