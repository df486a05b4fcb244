"""The defects of an older version of a table: those that a newer one has too are not new."""

from collections import Counter
from hashlib import blake2b

from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.obstacle import Obstacle


class Known:
    """Defects by kind, key of the row, and column; each excuses one of the newer version.

    Where a row has no key, what is wrong with it takes the place of that.
    Eight bytes of a hash are kept of each, and how often it is there.

    Attributes:
        standing: How many were met again.
    """

    def __init__(self) -> None:
        self.standing = 0
        self._left: Counter[bytes] = Counter()

    @property
    def gone(self) -> int:
        """How many were not met again, so far."""
        return self._left.total()

    def add(self, found: TableFinding | Obstacle) -> None:
        """Take a defect of the older version."""
        self._left[_identity(found)] += 1

    def meets(self, found: TableFinding | Obstacle) -> bool:
        """Whether the older version had a defect of the newer one; it excuses no other."""
        identity = _identity(found)
        if not self._left[identity]:
            del self._left[identity]
            return False
        self._left[identity] -= 1
        self.standing += 1
        return True


def _identity(found: TableFinding | Obstacle) -> bytes:
    if isinstance(found, Obstacle):  # the reader knows no keys
        parts: tuple[str | None, ...] = (found.name, found.found.message)
    elif found.key is None and found.row:  # told apart by what is printed, which messages quote
        parts = (found.defect, found.message, found.column)
    else:
        parts = (found.defect, found.key, found.column)
    text = repr(parts).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=8).digest()
