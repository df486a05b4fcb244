"""Sorting more rows than memory holds: sorted runs on disk, merged a stretch of keys at a time.

Every run is a sorted table, written in chunks; the first key of each chunk stays in memory. These
keys divide all rows into stretches of about so many rows, and for each stretch only the chunks that
reach into it are read. Arrow sorts texts by their bytes, which is by their code points, as Python
compares them.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from claimbook.columns import Table
from claimbook.derive.arrow import arrow_schema
from claimbook_build.build.parquet import buffered
from claimbook_build.build.tables import BuildError, sorted_table

if TYPE_CHECKING:
    import pyarrow as pa

CHUNK = 2048
"""Rows of a chunk: the memory that a merge needs grows with it and with the number of runs."""

STRETCH = 2**16
"""Rows that are merged together, about."""

Key: TypeAlias = tuple[tuple[bool, str | int | None], ...]
"""Each value after whether it is null: nulls come last."""


@dataclass(frozen=True, slots=True)
class _Run:
    """One sorted run: its first chunk's number in the file, and the first key of each chunk."""

    chunk: int
    keys: list[Key]


class Runs:
    """The rows of one table, in sorted runs on disk."""

    def __init__(
        self, table: Table, folder: Path, chunk: int = CHUNK, stretch: int = STRETCH
    ) -> None:
        """Open the file that takes the runs; it is left to whoever made the folder.

        Args:
            table: The table whose rows they are.
            folder: The folder for the file.
            chunk: Rows of a chunk.
            stretch: Rows that are read together, about; some chunks at least.
        """
        import pyarrow as pa

        self._table = table
        self._schema = arrow_schema(table)
        self._path = folder / f"{table.name}.arrow"
        self._file = buffered(self._path)
        self._writer = pa.ipc.new_file(self._file, self._schema)
        self._chunk, self._step = chunk, stretch // chunk
        self._runs: list[_Run] = []
        self._chunks = 0

    def add(self, data: "pa.Table") -> None:
        """Take a table, sorted in itself, as a further run."""
        data = data.combine_chunks()
        starts = range(0, data.num_rows, self._chunk)
        self._runs.append(_Run(self._chunks, [self._key(data, start) for start in starts]))
        self._writer.write_table(data, max_chunksize=self._chunk)
        self._chunks += len(starts)

    def close(self) -> None:
        """Take no more: now what was taken can be read."""
        self._writer.close()
        self._file.close()

    def each(self) -> "Iterator[pa.Table]":
        """Yield the runs again, in the order in which they came."""
        import pyarrow as pa

        with pa.OSFile(str(self._path)) as file:
            reader = pa.ipc.open_file(file)
            for run in self._runs:
                numbers = range(run.chunk, run.chunk + len(run.keys))
                chunks = [reader.get_batch(number) for number in numbers]
                yield pa.Table.from_batches(chunks, self._schema)

    def __iter__(self) -> "Iterator[pa.Table]":
        """Yield all rows, sorted, in some pieces.

        Raises:
            BuildError: Two rows have one key.
        """
        import pyarrow as pa

        with pa.OSFile(str(self._path)) as file:
            reader = pa.ipc.open_file(file)
            marks = sorted(key for run in self._runs for key in run.keys)
            bounds = [None, *dict.fromkeys(marks[self._step :: self._step]), None]
            for least, end in pairwise(bounds):
                yield self._merged([self._piece(reader, run, least, end) for run in self._runs])

    def _piece(
        self, reader: "pa.RecordBatchFileReader", run: _Run, least: Key | None, end: Key | None
    ) -> "pa.Table":
        """Return the rows of a run from a key on, up to another one."""
        import pyarrow as pa

        first = 0 if least is None else max(0, bisect_left(run.keys, least) - 1)
        last = len(run.keys) if end is None else bisect_left(run.keys, end)
        numbers = range(run.chunk + first, run.chunk + last)
        piece = pa.Table.from_batches(map(reader.get_batch, numbers), self._schema)
        start = 0 if least is None else self._place(piece, least)
        return piece.slice(start, (len(piece) if end is None else self._place(piece, end)) - start)

    def _place(self, piece: "pa.Table", key: Key) -> int:
        return bisect_left(range(len(piece)), key, key=lambda row: self._key(piece, row))

    def _key(self, data: "pa.Table", row: int) -> Key:
        values = (data[name][row].as_py() for name in self._table.sort_order)
        return tuple((value is None, value) for value in values)

    def _merged(self, pieces: "list[pa.Table]") -> "pa.Table":
        import pyarrow as pa

        pieces = [piece for piece in pieces if piece.num_rows]
        merged = pa.concat_tables(pieces or [self._schema.empty_table()])
        if len(pieces) > 1:
            merged = sorted_table(merged, self._table)
        if self._table.sort_order == self._table.primary_key and _repeated(merged, self._table):
            raise BuildError(f"{self._table.name}: ({', '.join(self._table.primary_key)}) repeats")
        return merged


def _repeated(data: "pa.Table", table: Table) -> bool:
    """Whether a sorted table has two neighbours of one key."""
    import pyarrow.compute as pc

    same = None
    for name in table.primary_key:
        column = data[name]
        after, before = column.slice(1), column.slice(0, max(0, len(column) - 1))
        equal = pc.fill_null(pc.equal(after, before), fill_value=False)
        if column.null_count:  # of two rows of one key both are null there
            equal = pc.or_(equal, pc.and_(pc.is_null(after), pc.is_null(before)))
        same = equal if same is None else pc.and_(same, equal)
    return bool(pc.any(same, min_count=0).as_py())
