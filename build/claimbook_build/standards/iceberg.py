"""An Iceberg table of each table of a release: its Parquet files as they are, registered.

A folder with copies of the files, Iceberg's metadata beside them, and a catalogue in SQLite. What
Iceberg writes of a file is its absolute path: the folder cannot be moved, it is made anew. The
columns' numbers are those of the files, so that readers by number and readers by name agree; the
functions of pyiceberg that make a table would number them anew.
"""

import importlib.util
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from claimbook.errors import ClaimbookError
from claimbook.release.manifest import TableEntry
from claimbook.release.open import Release

if TYPE_CHECKING:
    import pyarrow as pa
    from pyiceberg.catalog.sql import SqlCatalog
    from pyiceberg.schema import Schema
    from pyiceberg.types import IcebergType

CATALOG = "catalog.sqlite"
"""The catalogue's file, by which an older folder is known, too."""

_STAGED, _STAGE, _FINAL = "StagedFiles", "claimbook.stage", "claimbook.final"
_SPACE = UUID("6d1f5c0e-7a49-5d0b-9d38-3f6f8a2c9b41")  # drawn once, for names of ours


class MissingIcebergError(ClaimbookError):
    """pyiceberg is not installed; nothing else needs it."""

    exit_code = 2


def write_iceberg(release: Release, folder: Path, final: Path) -> None:
    """Register the tables of a release as Iceberg tables, in a namespace of the dataset's name.

    Args:
        release: The release.
        folder: An empty folder, usually a stage.
        final: What that folder will be called, absolute.

    Raises:
        MissingIcebergError: pyiceberg is not installed.
        OSError: The system refuses.
    """
    if importlib.util.find_spec("pyiceberg") is None:
        raise MissingIcebergError("this needs pyiceberg: pip install 'claimbook[iceberg]'")
    catalog = _catalog(folder, final)
    space = release.manifest.dataset
    try:
        catalog.create_namespace(space)
        for entry in release.manifest.tables:
            place = folder / entry.name / "data"
            place.mkdir(parents=True)
            shutil.copyfile(release.file(entry), place / entry.file)
            table = catalog.register_table(
                (space, entry.name), _begin(catalog, release, entry, final)
            )
            if entry.rows:  # a file without rows has no statistics to register it with
                table.add_files([f"{final}/{entry.name}/data/{entry.file}"])
    finally:
        catalog.close()


def _catalog(folder: Path, final: Path) -> "SqlCatalog":
    """Return a catalogue that writes into a stage what it calls by its final name."""
    from pyiceberg.catalog.sql import SqlCatalog

    staged = {"py-io-impl": f"{__name__}.{_STAGED}", _STAGE: str(folder), _FINAL: str(final)}
    where = {"uri": f"sqlite:///{folder / CATALOG}", "warehouse": str(final)}
    return SqlCatalog("claimbook", **where, **staged)


def __getattr__(name: str) -> object:
    """Return the class that pyiceberg asks for by name; it is made when pyiceberg is there."""
    if name != _STAGED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pyiceberg.io.pyarrow import PyArrowFileIO

    class StagedFiles(PyArrowFileIO):  # type: ignore[misc]
        """Files below the final folder, while they lie in the stage."""

        def parse_location(self, location: str, *more: object) -> tuple[str, str, str]:
            scheme, host, path = PyArrowFileIO.parse_location(location, *more)
            inside = Path(path).relative_to(self.properties[_FINAL])  # never anywhere else
            return scheme, host, str(Path(self.properties[_STAGE]) / inside)

    return StagedFiles


def _begin(catalog: "SqlCatalog", release: Release, entry: TableEntry, final: Path) -> str:
    """Write the metadata of an Iceberg table without rows and return its location."""
    from pyiceberg.io import load_file_io
    from pyiceberg.partitioning import UNPARTITIONED_PARTITION_SPEC
    from pyiceberg.serializers import ToOutputFile
    from pyiceberg.table.metadata import TableMetadataV2
    from pyiceberg.table.sorting import UNSORTED_SORT_ORDER

    schema = _schema(release.file(entry), entry)
    location = f"{final}/{entry.name}"
    named = uuid5(_SPACE, f"{release.manifest.dataset}/{release.manifest.release}/{entry.name}")
    metadata = TableMetadataV2(
        location=location,
        table_uuid=named,
        last_column_id=schema.highest_field_id,
        schemas=[schema],
        current_schema_id=schema.schema_id,
        partition_specs=[UNPARTITIONED_PARTITION_SPEC],
        default_spec_id=UNPARTITIONED_PARTITION_SPEC.spec_id,
        last_partition_id=999,
        sort_orders=[UNSORTED_SORT_ORDER],
        default_sort_order_id=UNSORTED_SORT_ORDER.order_id,
        properties={"release": release.manifest.release, "licence": release.manifest.licence},
    )
    path = f"{location}/metadata/00000-{named}.metadata.json"
    files = load_file_io(catalog.properties, path)
    ToOutputFile.table_metadata(metadata, files.new_output(path))
    return path


def _schema(path: Path, entry: TableEntry) -> "Schema":
    """Return a table's columns with the numbers that its file gives them, or new ones for lists."""
    import pyarrow.parquet as pq
    from pyiceberg.schema import Schema
    from pyiceberg.types import ListType, NestedField

    arrow = pq.read_schema(path)
    numbers = _numbers(arrow)
    free: Iterator[int] = count(max(numbers.values()) + 1)
    fields = []
    for column in entry.columns:
        kind = _type(column.type.removesuffix("[]"))
        if column.type.endswith("[]"):
            kind = ListType(element_id=next(free), element=kind, element_required=False)
        required = not arrow.field(column.name).nullable
        fields.append(
            NestedField(numbers[column.name], column.name, kind, required, column.description)
        )
    keys = [field.field_id for field in fields if field.name in entry.primary_key]
    named = all(field.required for field in fields if field.field_id in keys)
    return Schema(*fields, schema_id=0, identifier_field_ids=keys if named else [])


def _numbers(arrow: "pa.Schema") -> dict[str, int]:
    """Return the number of each column: its file's, or by its place where the file has none."""
    told = {f.name: int((f.metadata or {}).get(b"PARQUET:field_id", b"0")) for f in arrow}
    if all(told.values()):
        return told
    return {name: place for place, name in enumerate(told, 1)}


def _type(kind: str) -> "IcebergType":
    from pyiceberg import types

    return {
        "BOOLEAN": types.BooleanType,
        "BIGINT": types.LongType,
        "DOUBLE": types.DoubleType,
        "VARCHAR": types.StringType,
        "DATE": types.DateType,
        "TIMESTAMP": types.TimestampType,
    }[kind]()
