"""An answer as CSV, JSON, JSON Lines, Parquet or an Arrow stream, exact to the last digit."""

import io
import json
import math
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from claimbook.errors import ClaimbookError
from claimbook.release.result import Cell, QueryResult

if TYPE_CHECKING:
    import pyarrow as pa

_MANY_DIGITS = 10_000  # a number of JSON may say 1e999999999, a gigabyte of zeros
_MUST_QUOTE = re.compile('[",\r\n]')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_SHOWN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\uffff\U000e0000-\U000e0fff]"
)


class RenderError(ClaimbookError):
    """An answer cannot be said in the format that was asked for."""


def render_csv(result: QueryResult, *, spreadsheet: bool = False) -> str:
    r"""Return an answer as CSV (RFC 4180, lines end in CR LF).

    Null is an empty field, an empty text ``""``. The text is exact, so it may hold what acts on a
    terminal, and it may hold formulas.

    Args:
        result: The answer.
        spreadsheet: Put an apostrophe before text that a spreadsheet would run as a formula: text
            that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return. Exactness ends
            there.

    >>> from claimbook.release.result import ResultColumn
    >>> render_csv(QueryResult((ResultColumn("a", "VARCHAR"),), (("x, y",), (None,), ("",))))
    'a\r\n"x, y"\r\n\r\n""\r\n'
    """
    names = tuple(column.name for column in result.columns)
    return "".join(
        ",".join(_field(cell, spreadsheet=spreadsheet) for cell in row) + "\r\n"
        for row in (names, *result.rows)
    )


def _field(cell: Cell, *, spreadsheet: bool) -> str:
    if cell is None:
        return ""
    text = cell_text(cell)
    if spreadsheet and isinstance(cell, str | list | dict) and text.startswith(_FORMULA):
        text = f"'{text}"
    if text and not _MUST_QUOTE.search(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def cell_text(cell: Cell, null: str = "") -> str:
    """Return a value as text: numbers plainly, lists and structs as JSON.

    >>> cell_text(Decimal("1E+3")), cell_text(True), cell_text(["a", None])
    ('1000', 'true', '["a", null]')
    """
    if cell is None:
        return null
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and not math.isfinite(cell):
        return _not_finite(cell)
    return to_json(cell)


def render_json(result: QueryResult) -> str:
    """Return an answer as a JSON array of objects, one a line.

    Numbers keep all their digits, whatever a reader makes of them; NaN and the infinities, which
    JSON lacks, are the texts ``NaN``, ``Infinity``, ``-Infinity``. Invisible code points are
    escaped, which changes nothing for a reader. Repeated column names get ``_1``, ``_2``.
    """
    lines = ",\n".join(f"  {line}" for line in _objects(result))
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def render_jsonl(result: QueryResult) -> str:
    """Return an answer as JSON Lines: an object a row; values as in `render_json`."""
    return "".join(f"{line}\n" for line in _objects(result))


def _objects(result: QueryResult) -> Iterable[str]:
    keys = [to_json(key) for key in result.unique_names()]
    for row in result.rows:
        pairs = (f"{key}: {to_json(cell)}" for key, cell in zip(keys, row, strict=True))
        yield "{" + ", ".join(pairs) + "}"


def to_json(cell: Cell) -> str:
    r"""Return a value as JSON.

    >>> to_json({"a": [Decimal("1.10"), float("nan"), "\x1b\u202e"]})
    '{"a": [1.10, "NaN", "\\u001b\\u202e"]}'
    """
    if isinstance(cell, list):
        return "[" + ", ".join(map(to_json, cell)) + "]"
    if isinstance(cell, dict):
        return "{" + ", ".join(f"{to_json(k)}: {to_json(v)}" for k, v in cell.items()) + "}"
    if isinstance(cell, Decimal):
        if not cell.is_finite():
            return json.dumps(str(cell))
        return f"{cell:f}" if abs(cell.adjusted()) < _MANY_DIGITS else str(cell)
    if isinstance(cell, float) and not math.isfinite(cell):
        return json.dumps(_not_finite(cell))
    text = json.dumps(cell, ensure_ascii=False)
    return _NOT_SHOWN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _not_finite(number: float) -> str:
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def arrow_bytes(table: "pa.Table") -> bytes:
    """Return an answer as an Arrow IPC stream."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def parquet_bytes(table: "pa.Table") -> bytes:
    """Return an answer as a Parquet file with its types preserved.

    Raises:
        RenderError: Parquet has no such type.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    try:
        pq.write_table(table, sink, compression="zstd")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise RenderError(f"{error}; cast the column to another type") from None
    return sink.getvalue()
