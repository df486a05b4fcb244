"""A row that the quick way does not take."""

from claimbook.errors import ClaimbookError


class Doubt(ClaimbookError):  # noqa: N818 - nothing went wrong: the long way has the word
    """Something may be wrong with a row: it must be read the long way, which says what."""
