"""What is said of a table before anybody looks into its rows: file, fingerprint, columns."""

from pathlib import Path

from claimbook_build.importing.audit.audit import TableFacts
from claimbook_build.release.file_entry import sha256_of
from claimbook_build.table.door import STDIN
from claimbook_build.table.table import Table


def table_facts(table: Table, first: str | None = None, last: str | None = None) -> TableFacts:
    """Return the facts of a table that was read.

    Args:
        table: The table, after its last row.
        first: The first date of its rows.
        last: The last one.

    Raises:
        OSError: The file, which was read a moment ago, is gone.
    """
    count = table.count
    regular = table.path != STDIN and table.format is not None
    return TableFacts(
        table.path,
        sha256_of(Path(table.path)) if regular else None,
        table.format,
        count.complete,
        count.rows,
        table.columns,
        first,
        last,
    )
