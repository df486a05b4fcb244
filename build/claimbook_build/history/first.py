"""The release that held a record first, carried over from the release before.

Records written by hand have it in ``ids.lock``. Of all others the build only knows that this
release holds them; whether it is the first, the release before tells.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from claimbook.columns import Table
from claimbook.derive.tables import RECORDED_IN
from claimbook.release.open import Release
from claimbook.sql_text import quoted_text

if TYPE_CHECKING:
    import pyarrow as pa

_NAME = RECORDED_IN.name


def carried_over(
    data: "Iterable[pa.Table]", table: Table, release: str, previous: Release | None
) -> "Iterator[pa.Table]":
    """Yield the rows of a table with the releases that held them first.

    Args:
        data: The rows; those that no lock knows have this release as their first.
        table: Their table.
        release: The release that is made.
        previous: The one before; None: this is the first.
    """
    before = {t.name: t for t in previous.manifest.tables} if previous else {}
    known = before.get(table.name)
    needed = {*table.primary_key, _NAME}
    if previous is None or known is None or not needed <= {c.name for c in known.columns}:
        yield from data
        return
    for piece in data:
        yield _told(piece, table.primary_key, release, str(previous.file(known)))


def _told(piece: "pa.Table", key: tuple[str, ...], release: str, path: str) -> "pa.Table":
    """Return rows of which those that the file knows have their first release from there."""
    import duckdb
    import pyarrow as pa
    import pyarrow.compute as pc

    unknown = pc.indices_nonzero(pc.equal(piece[_NAME], release))
    if not len(unknown):
        return piece
    asked = piece.select(key).take(unknown).append_column("row", unknown)
    file, both = quoted_text(path), ", ".join(key)
    with duckdb.connect() as connection:
        connection.register("asked", asked)
        sql = f"SELECT a.row, p.{_NAME} FROM asked AS a JOIN {file} AS p USING ({both})"  # noqa: S608
        found = connection.sql(sql).to_arrow_table()
    rows = pc.cast(pa.array(range(len(piece))), unknown.type)
    first = found[_NAME].take(pc.index_in(rows, value_set=found["row"].combine_chunks()))
    at = piece.column_names.index(_NAME)
    return piece.set_column(at, piece.schema.field(at), pc.coalesce(first, piece[_NAME]))
