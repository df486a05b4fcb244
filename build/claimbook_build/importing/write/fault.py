"""What keeps an import from writing anything."""

from claimbook.errors import ClaimbookError


class WriteError(ClaimbookError):
    """The dataset cannot take what the table says; nothing was written."""
