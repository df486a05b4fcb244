"""What the records of a row have in common: what their identifiers begin with, and their cells."""

import re

from claimbook.values.cell import Cell, CellError
from claimbook.values.identifier import MAX_LENGTH
from claimbook_build.importing.identity import key_slug, row_slug
from claimbook_build.importing.quick.doubt import Doubt
from claimbook_build.importing.quick.slot import json_text
from claimbook_build.importing.reading import Dated

_BARE = re.compile("[a-z0-9]+")
_PLAIN = re.compile("[A-Za-z0-9._/+|-]+")
_VERSION = re.compile("(?:^|-)v[1-9][0-9]*$")
_ROOM = len("clm_-v9999")


class RowNamer:
    """Names rows; what the long way would shorten, or number, raises `Doubt`."""

    def __init__(self, slug: str, names: tuple[str, ...]) -> None:
        """Take how the records of a mapping are called, and the names of its figures.

        Raises:
            Doubt: A figure's name ends as later versions of identifiers do.
        """
        self._slug = slug
        self._longest = MAX_LENGTH - _ROOM - max((len(name) + 1 for name in names), default=0)
        if any(map(_VERSION.search, names)):
            raise Doubt

    def __call__(self, month: str, key: str, dated: Dated | None) -> tuple[str, str]:
        """Name a row.

        Args:
            month: Its month.
            key: Its key.
            dated: Its date, where that is the whole key.

        Returns:
            What its identifiers begin with, behind `clm_` and `fig_`, and its key as it stands in
            cells, as JSON writes it.
        """
        bare = _BARE.fullmatch(key)
        own = row_slug(key, dated) if dated is not None else key if bare else key_slug(key)
        stem = f"{month}_{self._slug}-{own}"
        if len(stem) > self._longest or ("v" in own and _VERSION.search(own)):
            raise Doubt
        return stem, key if bare or _PLAIN.fullmatch(key) else _cell(key)


def _cell(key: str) -> str:
    try:
        return json_text(str(Cell(None, key, "0")).removesuffix("#0"))[1:-1]
    except CellError:
        raise Doubt from None
