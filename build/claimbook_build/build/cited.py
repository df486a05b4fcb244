"""From locators to rows of the table of evidence: the cells that machine-made claims rest on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from claimbook.derive.arrow import arrow_schema
from claimbook.derive.tables import tables
from claimbook.records.evidence import Evidence
from claimbook.values.cell import parse_cell

if TYPE_CHECKING:
    import pyarrow as pa

Citing: TypeAlias = tuple[str, str, Sequence[str]]
"""A record's key, its document, and its locators."""


def cited(citing: Iterable[Citing]) -> "dict[str, pa.Array]":
    """Return the columns of the table of evidence, a row for each cell; spans have lines elsewhere.

    >>> found = cited([("clm_a", "doc_a", ("0-7",)), ("fig_a", "doc_b", ("2022-02-25#APC",))])
    >>> found["record"].to_pylist(), found["row_key"].to_pylist(), found["column_name"].to_pylist()
    (['fig_a'], ['2022-02-25'], ['APC'])
    """
    import pyarrow as pa

    rows = list(_cells(citing))
    schema = arrow_schema(tables()[Evidence.TABLE.table])
    found: dict[str, pa.Array] = {
        field.name: pa.nulls(len(rows), field.type) for field in schema if field.nullable
    }
    for at, name in enumerate(("record", "document", "row_key", "column_name")):
        found[name] = pa.array([row[at] for row in rows], pa.string())
    for name, value in (("field", "evidence"), ("selector", "cell")):
        found[name] = pa.repeat(pa.scalar(value, pa.string()), len(rows))
    return found


def _cells(citing: Iterable[Citing]) -> Iterator[tuple[str, str, str, str]]:
    for key, document, locators in citing:
        for text in locators:
            if "#" not in text:
                continue
            if "%" in text or ":" in text:
                cell = parse_cell(text)
                yield key, cell.document or document, cell.row_key, cell.column_name
            else:  # most have nothing to read: all was judged before
                row, _, column = text.partition("#")
                yield key, document, row, column
