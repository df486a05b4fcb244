"""CSV and TSV: the standard library parts the cells, and every cell keeps its place."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.guard import MOST_BYTES
from claimbook_build.table.fault import fault
from claimbook_build.table.header import UNSOUND, Header, judge_names, not_a_header
from claimbook_build.table.ledger import Ledger
from claimbook_build.table.limits import MOST_CELL
from claimbook_build.table.lines import text_lines
from claimbook_build.table.options import Options
from claimbook_build.table.quick_line import QuickLine
from claimbook_build.table.record import Misquoted, Record, cell_spans
from claimbook_build.table.row import Row

DELIMITERS = (",", ";", "\t")
"""What is looked for in a header. Others must be named."""

_ALIKE = 3
"""How many rows of another width than the header's tell that it is none; of one cell, one fewer."""

_CELLS = "quote a cell that holds the delimiter, and leave no cell out"
_HEADER = "name the delimiter; if the header stands further down, name how many lines to pass over"


class Delimited:
    """The reader of one table of CSV.

    The delimiter is the one that the options name, or tab in TSV, or the only one of comma,
    semicolon and tab that stands outside the quotes of the header; two of them are a fault, and
    without any there is one column.
    """

    def __init__(self, stream: BinaryIO, options: Options, ledger: Ledger, *, tabs: bool) -> None:
        self._ledger = ledger
        self._encoding = options.encoding
        self._lines = _Lines(stream, ledger.path, options.encoding)
        self._delimiter = options.delimiter or ("\t" if tabs else None)
        while ledger.passed_over < options.skip and self._lines.pass_over():
            ledger.passed_over += 1
        self._first = self._lines.peek()
        if self._delimiter is None:
            self._delimiter = self._find_delimiter()
        self._reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        self.columns = options.columns or self._read_header()
        self._header = Header(self.columns)
        self._line, named = self._lines.number, not options.columns
        self._odd: list[tuple[int, int, tuple[Diagnostic, ...]]] | None = [] if named else None

    def rows(self) -> Iterator[Row]:
        """Yield the rows; the ledger takes those that are none."""
        ledger, lines, columns = self._ledger, self._lines, self.columns
        path, encoding, delimiter = ledger.path, self._encoding, self._delimiter or ","
        quick = QuickLine(columns, delimiter)
        try:
            while line := lines.peek():
                values = quick.values(line)
                if values is not None:
                    if self._odd is not None:
                        self._settle()
                    site = Record(path, lines.passed(), line, delimiter, encoding)
                    yield Row(ledger.next_row, columns, values, site)
                else:
                    row = self._row()
                    if row is not None:
                        yield row
        finally:
            self._settle()

    def _row(self) -> Row | None:
        """Return the next row, or None where there is none, or it is not taken."""
        taken = self._next()
        if taken is None:
            return None
        record, values = taken
        if isinstance(values, Diagnostic):
            self._settle()
            self._ledger.refuse((values,))
        elif not values:
            self._ledger.blank += 1
        else:
            findings = self._judge(record, values, len(self.columns))
            if self._odd is not None and self._is_odd(len(values), findings):
                return None
            if not any(finding.severity == "error" for finding in findings):
                self._ledger.take(findings, self._ledger.next_row)
                return Row(self._ledger.next_row, self.columns, tuple(values), record)
            self._ledger.refuse(findings)
        return None

    def _is_odd(self, width: int, findings: tuple[Diagnostic, ...]) -> bool:
        """Whether a row is one of the first, all of another width than the header's.

        Raises:
            TableError: There are so many of them that the header is none.
        """
        if width == len(self.columns) or self._odd is None:
            self._settle()
            return False
        self._odd.append((width, self._ledger.next_row + len(self._odd), findings))
        alike = {each for each, *_ in self._odd} == {width}
        if alike and len(self._odd) == (_ALIKE if len(self.columns) > 1 else _ALIKE - 1):
            self._odd = None
            raise not_a_header(Place(self._ledger.path, self._line), len(self.columns), width)
        if len(self._odd) == _ALIKE:
            self._settle()
        return True

    def _settle(self) -> None:
        """Refuse the first rows one by one: the header is one, for a row has its width."""
        odd, self._odd = self._odd or [], None
        for _, number, findings in odd:
            self._ledger.refuse(findings, number)

    def _judge(self, record: Record, values: list[str], width: int) -> tuple[Diagnostic, ...]:
        misquoted = record.misquoted()
        if misquoted is not None:
            return (misquoted,)
        findings = record.judge_characters(values)
        if len(values) != width:
            message = f"{len(values)} cells where the header has {width}"
            help_ = _CELLS if width > 1 else _HEADER
            place = record.source.place(0, len(record.text.rstrip("\r\n")))
            return (*findings, Diagnostic(place, "R001", "error", message, help_))
        repeated = self._header.repeated(values, Place(record.path, record.line))
        return findings if repeated is None else (*findings, repeated)

    def _next(self) -> tuple[Record, list[str] | Diagnostic] | None:
        self._lines.begin()
        values: list[str] | Diagnostic
        try:
            values = next(self._reader)
        except StopIteration:
            return None
        except csv.Error as error:
            record = self._record()
            values = _why(record, str(error))
            unclosed = isinstance(cell_spans(record.text, record.delimiter), Misquoted)
            if "end of data" in str(error) or ("field limit" in str(error) and unclosed):
                self._ledger.refused += 1
                raise fault(values.place, values.message, values.help) from None
            return record, values
        return self._record(), values

    def _record(self) -> Record:
        lines = self._lines
        text = lines.taken[0] if len(lines.taken) == 1 else "".join(lines.taken)
        delimiter = self._delimiter or ","
        return Record(self._ledger.path, lines.first, text, delimiter, self._encoding)

    def _find_delimiter(self) -> str:
        outside = "".join(self._first.split('"')[::2])
        found = [mark for mark in DELIMITERS if mark in outside]
        if len(found) > 1:
            place = Place(self._ledger.path, self._lines.number + 1)
            names = " and ".join("a tab" if mark == "\t" else f"`{mark}`" for mark in found)
            message = f"{names} in the header: what parts the cells is not plain"
            raise fault(place, message, "name the delimiter")
        return found[0] if found else ","

    def _read_header(self) -> tuple[str, ...]:
        taken = self._next()
        path = self._ledger.path
        if taken is None:
            raise fault(Place(path), "the file holds no header", "look where it came from")
        record, names = taken
        if isinstance(names, Diagnostic):
            raise fault(names.place, names.message, names.help)
        if not names:
            message = "a blank line where the header was expected"
            raise fault(record.source.place(0), message, "name how many lines to pass over")
        bad = record.misquoted()
        findings = (bad,) if bad else record.judge_characters(names)
        if bad is None:
            places = [record.source.place(*span) for span in record.spans()]
            findings = (*findings, *judge_names(names, places))
        if any(finding.severity == "error" for finding in findings):
            self._ledger.stop(findings, UNSOUND)
        self._ledger.take(findings)
        return tuple(names)


class _Lines:
    """The lines as csv takes them, and those of the record that it is about to give out."""

    def __init__(self, stream: BinaryIO, path: str, encoding: str | None) -> None:
        self._lines = text_lines(stream, path, encoding)
        self._path = path
        self._ahead: str | None = None
        self._size = 0
        self.number = 0
        self.first = 1
        self.taken: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line, self._ahead = self._ahead, None
        if line is None:
            line = next(self._lines)
        self.number += 1
        self.taken.append(line)
        self._size += len(line)
        if self._size > MOST_BYTES:
            message = f"a row of more than {MOST_BYTES} characters: a quote that is never closed"
            raise fault(Place(self._path, self.first), message)
        return line

    def begin(self) -> None:
        """Begin another record."""
        self.taken = []
        self._size = 0
        self.first = self.number + 1

    def peek(self) -> str:
        """Return the next line without taking it; nothing at the end."""
        if self._ahead is None:
            self._ahead = next(self._lines, None)
        return self._ahead or ""

    def passed(self) -> int:
        """Take the line that was peeked at, a record of its own; return its number."""
        self._ahead = None
        self.number += 1
        return self.number

    def pass_over(self) -> int:
        """Take a line that belongs to no record; return how many were there."""
        self.begin()
        return int(next(self, None) is not None)


def _why(record: Record, error: str) -> Diagnostic:
    """Return the finding for what the standard library refuses."""
    misquoted = record.misquoted()
    if misquoted is not None:
        return misquoted
    at = record.text.rstrip("\r\n").find("\r")
    if "field limit" in error:
        message, place = f"a cell of more than {MOST_CELL} characters", record.source.place(0)
    elif at >= 0:
        message, place = "carriage return without a line feed", record.source.place(at)
    else:
        message, place = "not CSV", record.source.place(0)
    return Diagnostic(place, "R001", "error", message)
