"""Parquet: a batch at a time, after a look at what the footer says there is."""

import io
import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.node import Span
from claimbook_build.table.fault import TableError, fault
from claimbook_build.table.header import Header, judge_names
from claimbook_build.table.ledger import Ledger
from claimbook_build.table.limits import MOST_BINARY, MOST_CELL, MOST_RATIO, MOST_TABLE
from claimbook_build.table.options import Options
from claimbook_build.table.row import Cell, Row, Value
from claimbook_build.table.words import judge_text

_BATCH = 256
_MIB = 2**20


class ParquetRows:
    """The reader of one Parquet file.

    Columns of lists, structures, bytes and lengths of time are refused by name: a cell holds one
    value. Times keep their zone, and are refused where they are finer than a microsecond.
    A place has the number of the row and of the column.
    """

    def __init__(self, stream: io.BufferedReader, options: Options, ledger: Ledger) -> None:
        self._ledger = ledger
        if options.columns or options.skip:
            raise self._fault("a Parquet file names its own columns, and has no lines to pass over")
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        if size > MOST_BINARY:
            raise self._fault(f"{size} bytes where {MOST_BINARY} is the most")
        self._file = self._open(stream, ())
        self._check_footer(size)
        self.columns = self._check_schema()
        # Texts come as numbers into a list of texts: one long text in each row is one text.
        texts = [field.name for field in self._file.schema_arrow if _is_text(field.type)]
        self._file = self._open(stream, texts)
        self._header = Header(self.columns)

    def rows(self) -> Iterator[Row]:
        """Yield the rows; the ledger takes those that are none."""
        number = 0
        for batch in self._batches():
            for values in zip(*[self._plain(column) for column in batch.columns], strict=True):
                number += 1
                row = self._row(number, values)
                if row is not None:
                    yield row
        if number != self._file.metadata.num_rows:
            raise self._fault(f"{number} rows where the footer says {self._file.metadata.num_rows}")

    def _open(self, stream: io.BufferedReader, texts: Sequence[str]) -> Any:  # noqa: ANN401  pyarrow has no types
        try:
            import pyarrow.parquet as pq
        except ImportError:  # pragma: no cover - the base install
            raise self._fault("Parquet needs pyarrow: install claimbook[build]") from None
        try:
            return pq.ParquetFile(
                stream,
                read_dictionary=list(texts),
                buffer_size=_MIB,
                pre_buffer=False,
                page_checksum_verification=True,
                thrift_string_size_limit=16 * _MIB,
                thrift_container_size_limit=_MIB,
            )
        except _errors() as error:
            raise self._broken(error) from None

    def _check_footer(self, size: int) -> None:
        """Compare what the footer promises with the file, before anything is unpacked."""
        footer = self._file.metadata
        groups = [footer.row_group(at) for at in range(footer.num_row_groups)]
        if sum(group.num_rows for group in groups) != footer.num_rows or footer.num_rows < 0:
            raise self._fault("the footer's counts of rows do not agree")
        unpacked = sum(max(group.total_byte_size, 0) for group in groups)
        if unpacked > min(MOST_TABLE, _MIB + MOST_RATIO * size):
            raise self._fault(f"the footer says that it unpacks to {unpacked} bytes")

    def _check_schema(self) -> tuple[str, ...]:
        try:
            schema = self._file.schema_arrow
            fields = [(field.name, str(field.type), _is_plain(field.type)) for field in schema]
        except _errors() as error:
            raise self._broken(error) from None
        places = [self._place(1, at) for at in range(1, len(fields) + 1)]
        findings: list[Diagnostic] = []
        for (name, kind, plain), place in zip(fields, places, strict=True):
            if not plain:
                message = f"column `{name[:60]}` is of type {kind[:60]}: a cell holds one value"
                help_ = "write it as plain columns, or leave it out"
                findings.append(Diagnostic(place, "R103", "error", message, help_))
        if fields:
            findings += judge_names([name for name, _, _ in fields], places)
        if self._ledger.take(findings) or not fields:
            raise self._fault("without sound columns no row is read")
        return tuple(name for name, _, _ in fields)

    def _batches(self) -> Iterator[Any]:
        try:
            yield from self._file.iter_batches(batch_size=_BATCH, use_threads=False)
        except _errors() as error:
            raise self._broken(error) from None

    def _plain(self, column: Any) -> list[Value]:  # noqa: ANN401  pyarrow has no types
        import pyarrow as pa

        kind = column.type
        try:
            if pa.types.is_dictionary(kind):
                used = column.dictionary.take(column.indices.drop_null().unique())
                self._check_length(used)
                column = column.dictionary_decode()
            elif pa.types.is_timestamp(kind):
                column = column.cast(pa.timestamp("us", kind.tz))
            elif pa.types.is_time(kind):
                column = column.cast(pa.time64("us"))
            self._check_length(column)
            values: list[Value] = column.to_pylist()
        except _errors() as error:
            raise self._broken(error) from None
        return values

    def _check_length(self, column: Any) -> None:  # noqa: ANN401  pyarrow has no types
        import pyarrow.compute as pc

        if _is_text(column.type):
            longest = pc.max(pc.binary_length(column)).as_py() or 0
            if longest > 4 * MOST_CELL:
                raise self._fault(f"a cell of {longest} bytes")

    def _row(self, number: int, values: tuple[Value, ...]) -> Row | None:
        if all(value is None for value in values):
            self._ledger.blank += 1
            return None
        findings: list[Diagnostic] = []
        for at, value in enumerate(values, start=1):
            if isinstance(value, str):
                findings += judge_text(value, self._place(number, at))
            elif isinstance(value, float) and not math.isfinite(value):
                message = "infinity, or not a number"
                help_ = "write null for what is missing"
                findings.append(
                    Diagnostic(self._place(number, at), "R103", "error", message, help_)
                )
        repeated = self._header.repeated(values, self._place(number, 1))
        if repeated is not None:
            findings.append(repeated)
        if any(finding.severity == "error" for finding in findings):
            self._ledger.refuse(findings)
            return None
        self._ledger.take(findings, number)
        return Row(number, self.columns, values, _Site(self._ledger.path, number))

    def _place(self, row: int, column: int) -> Place:
        return Place(self._ledger.path, row, column, row, column + 1)

    def _fault(self, message: str) -> TableError:
        return fault(Place(self._ledger.path), message)

    def _broken(self, error: Exception) -> TableError:
        return self._fault(f"the Parquet file is broken ({type(error).__name__})")


def _errors() -> tuple[type[Exception], ...]:
    """Return what pyarrow raises of files that are broken: nearly anything."""
    import pyarrow as pa

    plain = (OSError, ValueError, LookupError, TypeError, ArithmeticError, MemoryError)
    return (*plain, RuntimeError, pa.ArrowException)


def _is_text(kind: Any) -> bool:  # noqa: ANN401  pyarrow has no types
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_plain(kind: Any) -> bool:  # noqa: ANN401  pyarrow has no types
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    kinds = pa.types
    return any(
        test(kind)
        for test in (
            *(kinds.is_integer, kinds.is_floating, kinds.is_boolean, kinds.is_null, _is_text),
            *(kinds.is_date, kinds.is_timestamp, kinds.is_time, kinds.is_decimal),
        )
    )


class _Site(NamedTuple):
    path: str
    number: int

    def span(self) -> Span:
        return self.path, self.number, 1, self.number, 1

    def cells(self, row: Row) -> Iterator[Cell]:
        return (self._cell(row, at) for at in range(len(row.columns)))

    def _cell(self, row: Row, at: int) -> Cell:
        value = row.values[at]
        text = "" if value is None else str(value)
        place = Place(self.path, self.number, at + 1, self.number, at + 2)
        return Cell(value, text, row.number, row.columns[at], place)
