"""Where a release's rows come from: tables in memory, or rows that come piece by piece."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

Sources: TypeAlias = "Mapping[str, Iterable[pa.Table]]"
"""The rows of each table, sorted, in one piece or many; each has at least one piece."""
