"""A foreign table: its rows one after the other, its findings, and the closing count."""

import io
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.table.delimited import Delimited
from claimbook_build.table.door import STDIN, open_bytes
from claimbook_build.table.fault import TableError, fault
from claimbook_build.table.json_lines import JsonLines
from claimbook_build.table.json_list import JsonList
from claimbook_build.table.kind import HEAD, find_format
from claimbook_build.table.ledger import Count, Ledger
from claimbook_build.table.options import Format, Options
from claimbook_build.table.row import Row


class Reader(Protocol):
    """What reads one format."""

    columns: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """Yield the rows; the ledger takes those that are none."""


class Table:
    """A table that is being read; a context manager, to be iterated once.

    Whatever the file holds, reading raises nothing: what cannot be read is a finding. After the
    last row `count` adds up: each row was yielded, refused with an error, or blank.

    Attributes:
        path: What diagnostics call the file.
        format: Its format, or None where it was not opened.
        columns: The names of the columns; of JSON the keys of the first row.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.format: Format | None = None
        self.columns: tuple[str, ...] = ()
        self._ledger = Ledger(path)
        self._reader: Reader | None = None
        self._stream: io.BufferedReader | None = None

    @property
    def typed(self) -> bool:
        """Whether its format tells numbers from texts; in the others every cell is text."""
        return self.format not in {"csv", "tsv"}

    @property
    def shares_columns(self) -> bool:
        """Whether all rows have the columns of the header; in JSON each has names of its own."""
        return self.format not in {"json", "jsonl"}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found so far, in the order of reading."""
        return tuple(self._ledger.findings)

    @property
    def found(self) -> Iterator[tuple[int, Diagnostic]]:
        """What was found so far, each with the number of its row; 0: the table as a whole."""
        return zip(self._ledger.rows, self._ledger.findings, strict=True)

    @property
    def count(self) -> Count:
        """What became of the rows so far."""
        return self._ledger.count()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was read stays."""
        self._reader = None
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows that can be used, in the order of the file."""
        reader, self._reader = self._reader, None
        if reader is None:
            return
        try:
            for row in reader.rows():
                self._ledger.yielded += 1
                yield row
        except TableError as problem:
            self._ledger.take((problem.finding,))
        else:
            self._ledger.complete = True
        self._ledger.close()

    def start(self, options: Options, stdin: BinaryIO | None) -> None:
        """Open the file and read its header; what goes wrong is a finding."""
        try:
            self._stream = open_bytes(self.path, stdin)
            head = self._stream.peek(HEAD)[:HEAD]
            self.format = find_format(self.path, head, options)
            self._reader = self._open(self._stream, options)
            self.columns = self._reader.columns
        except TableError as problem:
            self._ledger.take((problem.finding,))
            self.close()

    def _open(self, stream: io.BufferedReader, options: Options) -> Reader:
        if self.format == "json":
            return JsonList(stream, options, self._ledger)
        if self.format == "jsonl":
            return JsonLines(stream, options, self._ledger)
        if self.format in {"csv", "tsv"}:
            return Delimited(stream, options, self._ledger, tabs=self.format == "tsv")
        if self.path == STDIN or not isinstance(stream.raw, io.FileIO):
            message = f"{self.format} is read from a file of its own alone"
            raise fault(Place(self.path), message, "unpack or save it", code="R002")
        if self.format == "parquet":
            from claimbook_build.table.parquet import ParquetRows

            return ParquetRows(stream, options, self._ledger)
        from claimbook_build.table.excel.sheet import Sheet

        return Sheet(stream, options, self._ledger)


def open_table(
    path: str, options: Options | None = None, *, stdin: BinaryIO | None = None
) -> Table:
    """Open a table of any format that is read: CSV, TSV, JSON, JSON Lines, Excel, Parquet.

    Text may be packed by gzip. Where the file cannot be opened, or has no header, the table has
    the findings and no rows.

    Args:
        path: The file, which may lie anywhere; `-` is the standard input.
        options: What name and content do not say.
        stdin: What `-` reads.

    Returns:
        The table, to be closed: use it as a context manager.
    """
    table = Table(path)
    table.start(options or Options(), stdin)
    return table
