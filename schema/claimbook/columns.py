"""Columns and tables: the small tree from which every derived schema is rendered."""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["BOOLEAN", "BIGINT", "DOUBLE", "VARCHAR", "DATE", "TIMESTAMP", "VARCHAR[]"]
"""The only types a release may hold: those that every reader in use agrees on.

``TIMESTAMP`` is in microseconds and always UTC, in a column named ``..._utc``.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a published table.

    Attributes:
        name: Its name, units last.
        type: Its SQL type.
        description: What it means, and what null means.
        nullable: Whether null may stand in it.
        unit: The unit of its numbers, or None.
        vocabulary: The code list whose codes it holds, or None.
        closed: The codes that it may hold, for a closed code list; otherwise empty.
        references: The tables one of whose keys it holds; empty for no reference.
        pattern: A portable pattern (classes only, no anchors) for the whole text, or None.
        listed: The official list whose codes it holds (``seeds/reference/codes``), or None.
        minimum: Least number it may hold, itself included, or None.
        maximum: Greatest number it may hold, itself included, or None.
        min_length: Least number of code points of a text, or None.
        max_length: Greatest number of code points of a text, or None.
    """

    name: str
    type: ColumnType
    description: str
    nullable: bool = True
    unit: str | None = None
    vocabulary: str | None = None
    closed: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    pattern: str | None = None
    listed: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One published table.

    Attributes:
        name: Its name, also its file's: ``<name>.parquet``.
        grain: What one row is.
        columns: Its columns, in order.
        primary_key: The columns whose values together are unique.
        sort_order: The columns by which rows are sorted, the key last.
    """

    name: str
    grain: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    sort_order: tuple[str, ...]

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
