"""The logical digest: what a table says, whatever wrote its file (docs/digest.md has the form).

A file's SHA-256 changes with its writer, compression and row groups. The logical digest does not:
it covers names, types, values and the order of the rows, and nothing else. Of every column, 65,536
rows at a time are written out in one plain form and hashed; the column's digest is the SHA-256 of
these hashes, the table's that of the canonical JSON of its columns.
"""

import hashlib
import json
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from claimbook.columns import ColumnType
from claimbook.errors import ClaimbookError

if TYPE_CHECKING:
    import pyarrow as pa

FORM: Final = "claimbook-digest-1"
"""Names the form; another form would have another name, and so other digests."""

BATCH_ROWS: Final = 65_536
"""Rows that are hashed together: some megabytes, so that memory does not grow with the table."""

_NAN: Final = float("nan")  # as 7ff8000000000000, the one that is hashed


class DigestError(ClaimbookError):
    """There is no digest: columns are not of the types that a release may hold, or not there."""


_TEXT = "(large_)?string(_view)?"
_FORMS: Final[dict[ColumnType, re.Pattern[str]]] = {
    "BOOLEAN": re.compile("bool"),
    "BIGINT": re.compile("u?int[0-9]+"),
    "DOUBLE": re.compile("float|double"),
    "VARCHAR": re.compile(_TEXT),
    "DATE": re.compile(r"date[0-9]+\[[a-z]+\]"),
    "TIMESTAMP": re.compile(r"timestamp\[[a-z]+(, tz=UTC)?\]"),
    "VARCHAR[]": re.compile(f"(large_)?list(_view)?<[a-z0-9]+: {_TEXT}( not null)?>"),
}
"""The types, by Arrow's names, that readers make of a column: all hold the same values."""


@dataclass(frozen=True, slots=True)
class TableDigest:
    """What a table comes to.

    Attributes:
        digest: The table's digest, in hexadecimal.
        columns: The digest of each column by its name.
        rows: How many rows it has.
    """

    digest: str
    columns: dict[str, str]
    rows: int


class Digesting:
    """The digest of a table that comes in pieces."""

    def __init__(self, columns: Iterable[tuple[str, ColumnType]]) -> None:
        """Begin.

        Args:
            columns: Name and type of each column, in the order of the table.
        """
        self._columns = [
            (name, kind, hashlib.sha256(f"{FORM}\n{kind}\n".encode())) for name, kind in columns
        ]
        self._pieces: list[pa.Table] = []
        self._room = BATCH_ROWS
        self._rows = 0

    def through(self, tables: "Iterable[pa.Table]") -> "Iterator[pa.Table]":
        """Yield tables as they come, each taken on its way.

        Raises:
            DigestError: As for `add`.
        """
        for table in tables:
            self.add(table)
            yield table

    def add(self, table: "pa.Table") -> None:
        """Take the next rows; how they are chunked, and the order of columns, do not matter.

        Raises:
            DigestError: A column is not there, or not of its type.
        """
        for name, *_ in self._columns:
            if (number := table.column_names.count(name)) != 1:
                raise DigestError(f"{number or 'no'} columns have the name {name}")
        start = 0
        while start < table.num_rows:
            piece = table.slice(start, self._room)
            self._pieces.append(piece)
            start += piece.num_rows
            self._room -= piece.num_rows
            if not self._room:
                self._hash_batch()

    def finished(self) -> TableDigest:
        """Return the digest of all that came; nothing may come any more."""
        if self._pieces:
            self._hash_batch()
        found = {name: outer.hexdigest() for name, _, outer in self._columns}
        types = [(name, kind) for name, kind, _ in self._columns]
        return TableDigest(digest_of_columns(types, found), found, self._rows)

    def _hash_batch(self) -> None:
        for name, kind, outer in self._columns:
            chunks = [chunk for piece in self._pieces for chunk in piece[name].chunks]
            values = _joined(name, kind, chunks)
            empty = values.null_count == len(values)
            outer.update(_of_nulls(kind, len(values)) if empty else _hash(values, kind))
        self._rows += BATCH_ROWS - self._room
        self._pieces.clear()
        self._room = BATCH_ROWS


def table_digest(
    tables: "Iterable[pa.Table]", columns: Iterable[tuple[str, ColumnType]]
) -> TableDigest:
    """Return the digest of a table that comes in some pieces.

    >>> import pyarrow as pa
    >>> some = pa.table({"best": [1, None, 3]})
    >>> table_digest([some], [("best", "BIGINT")]).digest[:16]
    '493ded93f1df5bee'
    >>> table_digest([some[:1], some[1:]], [("best", "BIGINT")]).digest[:16]
    '493ded93f1df5bee'

    Raises:
        DigestError: A column is not there, or not of its type.
    """
    found = Digesting(columns)
    for table in tables:
        found.add(table)
    return found.finished()


def file_digest(path: Path, columns: Sequence[tuple[str, ColumnType]]) -> TableDigest:
    """Return the digest of a table in a Parquet file, some rows at a time.

    Raises:
        DigestError: A column is not there, or not of its type; or it cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [name for name, _ in columns]
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            batches = file.iter_batches(BATCH_ROWS, columns=names)
            return table_digest((pa.Table.from_batches([each]) for each in batches), columns)
    except (OSError, ValueError, pa.ArrowException) as error:  # a name may be no UTF-8
        raise DigestError(f"{path.name}: {str(error).splitlines()[0]}") from None


def digest_of_columns(columns: Iterable[tuple[str, ColumnType]], digests: "dict[str, str]") -> str:
    """Return the digest of a table from those of its columns: SHA-256 of their canonical JSON."""
    listed = [{"digest": digests[name], "name": name, "type": kind} for name, kind in columns]
    text = json.dumps({"columns": listed, "form": FORM}, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _joined(name: str, kind: ColumnType, chunks: "list[pa.Array]") -> "pa.Array":
    """Return chunks as one array of the type in which values are hashed."""
    import pyarrow as pa

    plain = [
        chunk.dictionary_decode() if pa.types.is_dictionary(chunk.type) else chunk
        for chunk in chunks
    ]
    for chunk in plain:
        if not _FORMS[kind].fullmatch(str(chunk.type)):
            raise DigestError(f"column {name} is {chunk.type} and not {kind}")
    try:
        cast = [chunk.cast(_type(kind)) for chunk in plain]
    except pa.ArrowException as error:
        raise DigestError(f"column {name}: {str(error).splitlines()[0]}") from None
    return cast[0] if len(cast) == 1 else pa.concat_arrays(cast)


def _hash(values: "pa.Array", kind: ColumnType) -> bytes:
    inner = hashlib.sha256()
    for part in _written(values, kind):
        inner.update(part)
    return inner.digest()


@lru_cache(maxsize=64)
def _of_nulls(kind: ColumnType, count: int) -> bytes:
    """Return the hash of nothing but nulls: a wide table has many such columns."""
    import pyarrow as pa

    return _hash(pa.nulls(count, _type(kind)), kind)


def _type(kind: ColumnType) -> "pa.DataType":
    import pyarrow as pa

    return {
        "BOOLEAN": pa.bool_(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "VARCHAR": pa.large_string(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
        "VARCHAR[]": pa.large_list(pa.large_string()),
    }[kind]


def _written(values: "pa.Array", kind: ColumnType) -> "Iterator[bytes | memoryview]":
    """Yield the plain form of some values: how many, which are null, and what they are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    yield struct.pack("<q", len(values))
    if values.null_count:
        yield _bytes(pc.is_null(values).cast(pa.uint8()))
    else:
        yield bytes(len(values))
    if kind == "VARCHAR[]":
        yield _bytes(pc.list_value_length(values).fill_null(0))
        yield from _written(values.flatten(), "VARCHAR")
    elif kind == "VARCHAR":
        lengths = pc.binary_length(values).fill_null(0)
        yield _bytes(lengths)
        yield _text(values, pc.sum(lengths).as_py() or 0)
    else:
        yield _bytes(_zeroed(values, kind))


def _zeroed(values: "pa.Array", kind: ColumnType) -> "pa.Array":
    """Return values that are no texts as bytes or whole or broken numbers, nulls as zero."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if kind == "BOOLEAN":
        return values.cast(pa.uint8()).fill_null(0)
    if kind == "DOUBLE":
        numbers = pc.add(values.fill_null(0.0), 0.0)  # -0.0 becomes 0.0
        return pc.if_else(pc.is_nan(numbers), _NAN, numbers)
    if kind == "DATE":
        values = values.cast(pa.int32())
    return values.cast(pa.int64()).fill_null(0)


def _text(values: "pa.Array", length: int) -> memoryview:
    """Return the bytes of texts, one after the other; those that lie under nulls do not count."""
    _, starts, data = values.buffers()
    if data is None or not length:
        return memoryview(b"")
    bounds = memoryview(starts).cast("q")
    first, last = bounds[values.offset], bounds[values.offset + len(values)]
    if last - first != length:
        return _text(values.drop_null(), length)
    return memoryview(data)[first:last]


def _bytes(numbers: "pa.Array") -> memoryview:
    """Return the bytes of numbers that are not null, little-endian as Arrow holds them."""
    width = numbers.type.bit_width // 8
    held = memoryview(numbers.buffers()[1] or b"")
    return held[numbers.offset * width : (numbers.offset + len(numbers)) * width]
