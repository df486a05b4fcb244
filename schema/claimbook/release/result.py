"""The answer to a query, as plain values that JSON can say."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from claimbook.errors import ClaimbookError

Cell: TypeAlias = "bool | int | float | Decimal | str | list[Cell] | dict[str, Cell] | None"

DEEPEST = 100
"""How deep a value may be nested: Python reads and writes JSON by recursion."""

_MANY_DIGITS = 1000
_BRACKET = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\[^\n])*"')


class ResultColumn(NamedTuple):
    """A column of an answer: its name, not always unique, and its type in DuckDB's spelling."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a query.

    Attributes:
        columns: The columns.
        rows: The rows. Days and instants are ISO 8601 text (instants UTC, without a zone), lists
            are lists, structs are dicts, decimals are `Decimal`, whole numbers are exact at any
            length, everything else that JSON lacks is DuckDB's own text.
    """

    columns: tuple[ResultColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def unique_names(self) -> tuple[str, ...]:
        """Return the column names, made unique as DuckDB does.

        >>> QueryResult((ResultColumn("a", "BIGINT"), ResultColumn("a", "DATE")), ()).unique_names()
        ('a', 'a_1')
        """
        names = {column.name for column in self.columns}
        keys: dict[str, None] = {}
        numbers: dict[str, int] = {}
        for column in self.columns:
            key, number = column.name, numbers.get(column.name, 0)
            while key in keys or (number and key in names):
                number += 1
                key = f"{column.name}_{number}"
            keys[key] = None
            numbers[column.name] = number
        return tuple(keys)


class DepthError(ClaimbookError):
    """A value is nested deeper than any reader can be expected to follow."""


def read_result(head: bytes, batches: list[bytes]) -> QueryResult:
    """Return the answer that a sandboxed process wrote as frames.

    Raises:
        DepthError: A list, struct or map of it is nested deeper than `DEEPEST`.
    """
    columns = tuple(ResultColumn(str(name), str(kind)) for name, kind in json.loads(head))
    readers = [_reader(column.type) for column in columns]
    rows = tuple(
        tuple(
            None if cell is None else cell if read is None else read(cell)
            for read, cell in zip(readers, row, strict=True)
        )
        for batch in batches
        for row in json.loads(batch)
    )
    return QueryResult(columns, rows)


def _reader(kind: str) -> Callable[[str], Cell] | None:
    if kind.endswith("]") or kind.startswith(("STRUCT(", "MAP(", "UNION(", "VARIANT")):
        return _read_nested
    if kind.startswith("DECIMAL("):
        return Decimal
    if kind == "FLOAT":
        return float
    return _read_instant if kind.startswith("TIMESTAMP") else None


def _read_nested(text: str) -> Cell:
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        raise DepthError(f"a value is nested deeper than {DEEPEST}; cast it to VARCHAR")
    value: Cell = json.loads(text, parse_float=Decimal, parse_int=_whole)
    return value


def _depth(text: str) -> int:
    """Return how deep JSON is nested.

    >>> _depth('[{"a": "[[["}, [1]]')
    2
    """
    depth = deepest = 0
    for found in _BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _whole(digits: str) -> int | Decimal:
    """Return a whole number; Python refuses to make an int of very many digits."""
    return int(digits) if len(digits) < _MANY_DIGITS else Decimal(digits)


def _read_instant(text: str) -> str:
    """Write DuckDB's text of an instant as ISO 8601.

    >>> _read_instant("2022-10-10 07:30:00")
    '2022-10-10T07:30:00'
    """
    return text.replace(" ", "T", 1) if text[10:11] == " " else text
