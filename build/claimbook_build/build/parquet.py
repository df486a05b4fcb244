"""The one canonical Parquet writer: the same table gives the same bytes, everywhere and always.

The profile (docs/decisions/0017) was chosen by size and look-up cost over the readers in use: code
columns by dictionary, whole numbers, days and instants by DELTA_BINARY_PACKED, ids and text
PLAIN, all under zstd 9, with page checksums and a page index, and Bloom filters on the ids of large
tables. ``created_by`` names pyarrow's version and is all that a change of pyarrow between 24 and 26
alters; older ones write no such filters.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from claimbook.columns import ColumnType
from claimbook.errors import ClaimbookError

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP_ROWS = 61_440
"""Rows a row group: half of DuckDB's own unit; no row is looked up in less than its group."""

COLUMNS_KEY = "columns"
"""Key of the file's metadata with the columns' descriptions: JSON, a list of name, type, ...."""

FALSE_HITS = 0.05
"""The share of absent ids, at most, that a Bloom filter takes for present: 7 to 13 bits an id."""

_ZSTD_LEVEL = 9
_PAGE_BYTES = 1024 * 1024
_NAMES = {
    "bool": "BOOLEAN",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "string": "VARCHAR",
    "date32[day]": "DATE",
    "timestamp[us]": "TIMESTAMP",
}
_DELTA = frozenset({"BIGINT", "DATE", "TIMESTAMP"})


class ParquetError(ClaimbookError):
    """A table is not as a release may hold it."""


def sql_type(arrow: "pa.DataType") -> str:
    """Return the SQL name of an Arrow type that a release may hold.

    Raises:
        ParquetError: Some reader in use would break on the type, so no release holds it.
    """
    import pyarrow as pa

    is_list = pa.types.is_list(arrow)
    name: str = _NAMES.get(str(arrow.value_type if is_list else arrow), "") + "[]" * int(is_list)
    if name not in get_args(ColumnType):
        raise ParquetError(f"no release may hold a column of type {arrow}")
    return name


def write_table(
    table: "pa.Table",
    path: Path,
    metadata: Mapping[str, str],
    dictionary: Collection[str] = (),
    ids: Collection[str] = (),
) -> None:
    """Write a sorted table in the canonical profile; chunks and threads do not matter.

    Args:
        table: The rows in their final order. Metadata of its schema is dropped, but for field
            ids (``PARQUET:field_id``).
        path: The file to write; it should lie in a stage.
        metadata: Keys and values for the file; ``columns`` is required and goes first, the rest
            follow by name.
        dictionary: Columns of few distinct values, to be written by dictionary.
        ids: As for `write_groups`.

    Raises:
        ParquetError: A column has a type no release may hold, or a number that is not finite;
            ``columns`` does not describe the table's columns; ``dictionary`` names a stranger.
        OSError: The system refuses.
    """
    write_groups(row_groups([table]), path, metadata, lambda _: dictionary, ids)


def row_groups(tables: "Iterable[pa.Table]") -> "Iterator[pa.Table]":
    """Cut tables that follow each other into row groups; of no rows one empty group is made.

    Args:
        tables: At least one, all of the same schema.
    """
    waiting: list[pa.Table] = []
    room, made = ROW_GROUP_ROWS, False
    for table in tables:
        start = 0
        while start < table.num_rows:
            waiting.append(table.slice(start, room))
            start += waiting[-1].num_rows
            room -= waiting[-1].num_rows
            if room == 0:
                yield _joined(waiting)
                room, made = ROW_GROUP_ROWS, True
    if waiting or not made:
        yield _joined(waiting or [table])


def numbered(tables: "Iterable[pa.Table]", ids: Mapping[str, int]) -> "Iterator[pa.Table]":
    """Yield tables whose columns carry their identities, to be written as Parquet's field ids.

    Args:
        tables: The tables.
        ids: The identity of each column by its name; that of a list's texts under the name of the
            column and ``.element``.

    Raises:
        ParquetError: A column has none.
    """
    import pyarrow as pa

    for table in tables:
        fields = [_numbered(field, field.name, ids) for field in table.schema]
        yield pa.Table.from_arrays(table.columns, schema=pa.schema(fields))


def _numbered(field: "pa.Field", name: str, ids: Mapping[str, int]) -> "pa.Field":
    import pyarrow as pa

    if name not in ids:
        raise ParquetError(f"{name} has no identity: it must be added to field_ids.txt")
    if pa.types.is_list(field.type):
        element = _numbered(field.type.value_field, f"{name}.element", ids)
        field = field.with_type(pa.list_(element))
    return field.with_metadata({"PARQUET:field_id": str(ids[name])})


def _joined(tables: "list[pa.Table]") -> "pa.Table":
    """Return tables as one, and hold them no longer."""
    import pyarrow as pa

    joined = pa.concat_tables(tables)
    tables.clear()
    return joined


def write_groups(
    groups: "Iterable[pa.Table]",
    path: Path,
    metadata: Mapping[str, str],
    dictionary: "Callable[[pa.Table], Collection[str]]",
    ids: Collection[str] = (),
) -> int:
    """Write row groups, one in memory at a time, as `write_table` does; return how many rows.

    Args:
        groups: The row groups; at least one.
        path: As for `write_table`.
        metadata: As for `write_table`.
        dictionary: Names the columns to be written by dictionary, judged by the first row group.
        ids: Columns that are looked up by one value; they get Bloom filters where the first row
            group is full, since a table of one group is read whole anyway, unless a dictionary
            says as much.
    """
    import pyarrow.parquet as pq

    rest = iter(groups)
    group = next(rest)
    columns = dictionary(group)
    group, rows = _canonical(group, metadata, columns), 0
    options = _options(group.schema, columns) | _filters(group, set(ids) - set(columns))
    with buffered(path) as file, pq.ParquetWriter(file, group.schema, **options) as writer:
        while group is not None:
            writer.write_table(group, row_group_size=ROW_GROUP_ROWS)
            rows += group.num_rows
            del group  # not to be held beside the next
            group = next(rest, None)
            if group is not None:
                group = _canonical(group, metadata, columns)
        writer.add_key_value_metadata(_in_order(metadata))
    written = pq.read_metadata(path).num_rows
    if written != rows:
        raise OSError(f"{path.name}: {written} of {rows} rows arrived")
    return rows


def buffered(path: Path) -> "pa.NativeFile":
    """Open a file for writing, a page's worth at a time: Arrow's own pieces are tiny."""
    from pyarrow.fs import LocalFileSystem

    return LocalFileSystem().open_output_stream(str(path), None, _PAGE_BYTES)


def _canonical(
    table: "pa.Table", metadata: Mapping[str, str], dictionary: Collection[str]
) -> "pa.Table":
    types = {field.name: sql_type(field.type) for field in table.schema}
    if len(types) != table.num_columns:
        raise ParquetError("two columns have the same name")
    if strangers := sorted(set(dictionary) - set(types)):
        raise ParquetError(f"not columns of the table: {', '.join(strangers)}")
    if _described(metadata) != list(types.items()):
        raise ParquetError(f"{COLUMNS_KEY!r} does not describe the table's columns")
    _refuse_not_finite(table)
    return table.replace_schema_metadata(None).combine_chunks()


def _refuse_not_finite(table: "pa.Table") -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    for field in table.schema:
        if pa.types.is_floating(field.type):
            finite = pc.all(pc.is_finite(table[field.name])).as_py()
            if finite is False:  # None: there is no number at all
                raise ParquetError(f"{field.name} holds a number that is not finite")


def _described(metadata: Mapping[str, str]) -> list[tuple[object, object]]:
    try:
        columns = json.loads(metadata[COLUMNS_KEY])
        return [(column["name"], column["type"]) for column in columns]
    except (KeyError, TypeError, ValueError):
        raise ParquetError(
            f"the metadata needs {COLUMNS_KEY!r}, a JSON list of name, type, description"
        ) from None


def _in_order(metadata: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(metadata.items(), key=lambda item: (item[0] != COLUMNS_KEY, item[0])))


def _options(schema: "pa.Schema", dictionary: Collection[str]) -> dict[str, object]:
    leaves = {field.name: _leaf(field) for field in schema}
    delta = {
        leaves[field.name]: "DELTA_BINARY_PACKED" if sql_type(field.type) in _DELTA else "PLAIN"
        for field in schema
        if field.name not in dictionary
    }
    return {
        "version": "2.6",
        "data_page_version": "1.0",
        "compression": "zstd",
        "compression_level": _ZSTD_LEVEL,
        "use_dictionary": sorted(leaves[name] for name in dictionary),
        "column_encoding": delta,
        "data_page_size": _PAGE_BYTES,
        "write_statistics": True,
        "write_page_index": True,
        "write_page_checksum": True,
        "store_schema": False,
    }


def _filters(group: "pa.Table", ids: Collection[str]) -> dict[str, object]:
    """Return the option of Bloom filters, sized by the distinct ids of the first row group."""
    import pyarrow.compute as pc

    if group.num_rows < ROW_GROUP_ROWS or not ids:
        return {}
    distinct = {name: pc.count_distinct(group[name]).as_py() for name in sorted(ids)}
    sizes = {name: {"ndv": max(1, n), "fpp": FALSE_HITS} for name, n in distinct.items()}
    return {"bloom_filter_options": sizes}


def _leaf(field: "pa.Field") -> str:
    import pyarrow as pa

    return f"{field.name}.list.element" if pa.types.is_list(field.type) else str(field.name)
