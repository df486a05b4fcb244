"""Comparing what tables say with the logical digests that a manifest gives."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from claimbook.release.digest import DigestError, TableDigest, digest_of_columns, file_digest
from claimbook.release.fault import ContentError, FaultError
from claimbook.release.manifest import Manifest, TableEntry


def digested(manifest: Manifest) -> tuple[TableEntry, ...]:
    """Return the tables of which a manifest gives the digest; those of older releases have none.

    Raises:
        DigestError: pyarrow, which reads the tables, is not installed.
    """
    if find_spec("pyarrow") is None:
        raise DigestError("logical digests need pyarrow: pip install pyarrow")
    return tuple(table for table in manifest.tables if table.logical_digest)


def logical_faults(root: Path, manifest: Manifest) -> Iterator[FaultError]:
    """Compute the digest of every table anew, and tell each column that says something else.

    Raises:
        DigestError: pyarrow, which reads the tables, is not installed.
    """
    for table in digested(manifest):
        columns = [(column.name, column.type) for column in table.columns]
        known = {column.name: column.digest or "" for column in table.columns}
        if digest_of_columns(columns, known) != table.logical_digest:
            yield ContentError(table.file, "its logical digest is not that of its columns' digests")
        try:
            found = file_digest(root / table.file, columns)
        except DigestError as error:
            yield ContentError(table.file, str(error))
        else:
            yield from _differences(table, found)


def _differences(table: TableEntry, found: TableDigest) -> Iterator[FaultError]:
    for column in table.columns:
        if found.columns[column.name] != column.digest:
            said = f"its logical digest is {found.columns[column.name]}, not {column.digest}"
            yield ContentError(table.file, f"column {column.name}: {said}")
