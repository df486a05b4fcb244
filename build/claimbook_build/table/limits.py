"""How much of a foreign table is read at most; whatever exceeds one is said, never cut."""

from claimbook_build.read.guard import MIB

MOST_TABLE = 2048 * MIB
"""Bytes of a table, unpacked where it is packed: some ten million rows."""

MOST_BINARY = 256 * MIB
"""Bytes of a workbook or a Parquet file as it lies on disk."""

MOST_CELL = 131_072
"""Characters of a cell: the limit of Python's csv; a cell of Excel holds 32,767."""

MOST_COLUMNS = 2_000

MOST_SHARED = 64 * MIB
"""Characters of all texts that the cells of a workbook share: they are held in memory."""

MOST_RATIO = 100
"""How many times its packed size a part of an archive may have, as Apache POI has it."""

MOST_FINDINGS = 10_000
"""Findings of one table that are listed; the reading ends where more rows are refused."""
