"""Tables as Arrow schemas."""

from typing import TYPE_CHECKING

from claimbook.columns import ColumnType, Table

if TYPE_CHECKING:
    import pyarrow as pa

ARROW_TYPES: dict[ColumnType, str] = {
    "BOOLEAN": "bool",
    "BIGINT": "int64",
    "DOUBLE": "double",
    "VARCHAR": "string",
    "DATE": "date32",
    "TIMESTAMP": "timestamp[us]",
    "VARCHAR[]": "list<string>",
}
"""The Arrow type of each column type, by Arrow's own name; timestamps are UTC without a zone."""


def arrow_schema(table: Table) -> "pa.Schema":
    """Return a table's Arrow schema: names, types, and whether null may stand."""
    import pyarrow as pa

    return pa.schema([pa.field(c.name, _type(c.type), nullable=c.nullable) for c in table.columns])


def arrow_types(table: Table) -> list[dict[str, object]]:
    """Return the same as plain data, for readers without Arrow."""
    return [
        {"name": c.name, "type": ARROW_TYPES[c.type], "nullable": c.nullable} for c in table.columns
    ]


def _type(kind: ColumnType) -> "pa.DataType":
    import pyarrow as pa

    if kind == "VARCHAR[]":
        return pa.list_(pa.string())
    return pa.type_for_alias(ARROW_TYPES[kind])
