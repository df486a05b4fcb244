"""A sheet of a workbook as a table: the first row that holds anything names the columns."""

import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.findings import excerpt
from claimbook_build.read.node import Span
from claimbook_build.table.excel.archive import Archive
from claimbook_build.table.excel.grid import (
    Merged,
    RawCell,
    RawRow,
    column_name,
    merged_cells,
    raw_rows,
)
from claimbook_build.table.excel.serial import from_serial
from claimbook_build.table.excel.workbook import Workbook
from claimbook_build.table.fault import fault
from claimbook_build.table.header import UNSOUND, Header, judge_names, not_a_header
from claimbook_build.table.ledger import Ledger
from claimbook_build.table.options import Options
from claimbook_build.table.row import Cell, Row, Value
from claimbook_build.table.words import judge_text

_NUMBER = re.compile(r"-?[0-9]{1,330}(?:[.][0-9]{1,330})?(?:[eE][+-]?[0-9]{1,4})?")
_EXACT = 2**53  # up to here a double holds every whole number
_AS_TEXT = "keep a number of so many digits as text"
_LOWER = "name the column; if the header stands further down, name how many rows to pass over"


@dataclass(frozen=True, slots=True)
class _Problem:
    why: str
    help: str | None = None


class Sheet:
    """The reader of one sheet. A cell's place is its row and its column in the sheet."""

    def __init__(self, stream: io.BufferedReader, options: Options, ledger: Ledger) -> None:
        self._ledger = ledger
        archive = Archive(stream, ledger.path)
        self._book = Workbook(archive, options.sheet)
        merged = merged_cells(archive, self._book.part)
        self._merged = sorted(merged, key=lambda one: one.first_row, reverse=True)
        self._open: list[Merged] = []
        self._raw = raw_rows(archive, self._book.part)
        self._formulas = 0
        self._first_formula = Place(ledger.path)
        self._skip = options.skip
        self._named, self._top = bool(options.columns), 1
        self._titles = self._given(options) if options.columns else self._read_titles()
        self._numbers = tuple(self._titles)
        self.columns = tuple(self._titles.values())
        self._header = Header(self.columns)

    def rows(self) -> Iterator[Row]:
        """Yield the rows; the ledger takes those that are none."""
        for raw in self._raw:
            if raw.number <= self._skip:
                self._ledger.passed_over += 1
                continue
            row = self._row(raw)
            if row is not None:
                yield row
        if self._formulas:
            message = f"formulas, {self._formulas} in all: their last results are taken"
            finding = Diagnostic(self._first_formula, "R103", "warning", message)
            self._ledger.take((finding,))

    def _row(self, raw: RawRow) -> Row | None:
        findings: list[Diagnostic] = []
        values = tuple([self._value(raw, number, findings) for number in self._numbers])
        strangers = [n for n in raw.cells if n not in self._titles and _holds(raw.cells[n])]
        if not findings and not strangers and all(value in {None, ""} for value in values):
            self._ledger.blank += 1
            return None
        first = self._ledger.yielded == self._ledger.refused == 0
        if strangers and len(self._titles) == 1 and first and not self._named:
            raise not_a_header(self._place(self._top, self._numbers[0]), 1, len(strangers) + 1)
        for number in strangers:
            message = "a value in a column without a name"
            findings.append(self._finding(raw.number, number, message, _LOWER, code="R001"))
        findings += self._judge_merged(raw.number)
        repeated = self._header.repeated(values, self._place(raw.number, self._numbers[0]))
        if repeated is not None:
            findings.append(repeated)
        if any(finding.severity == "error" for finding in findings):
            self._ledger.refuse(findings)
            return None
        self._ledger.take(findings, self._ledger.next_row)
        self._count_formulas(raw)
        site = _Site(self._ledger.path, self._book.sheet, raw, self._numbers)
        return Row(self._ledger.next_row, self.columns, values, site)

    def _value(self, raw: RawRow, number: int, findings: list[Diagnostic]) -> Value:
        cell = raw.cells.get(number)
        if cell is None:
            return None
        value = cell_value(cell, self._book)
        if isinstance(value, _Problem):
            findings.append(self._finding(raw.number, number, value.why, value.help))
            return None
        if isinstance(value, str):
            place, name = self._place(raw.number, number), self._name(raw.number, number)
            findings += judge_text(value, place, f"{name}: ")
        return value

    def _merged_at(self, row: int) -> list[Merged]:
        """Return the merged stretches on a row; rows come in order, and stretches are left."""
        while self._merged and self._merged[-1].first_row <= row:
            self._open.append(self._merged.pop())
        self._open = [merged for merged in self._open if merged.last_row >= row]
        return self._open

    def _judge_merged(self, row: int) -> Iterator[Diagnostic]:
        for merged in self._merged_at(row):
            if any(merged.first_column <= n <= merged.last_column for n in self._numbers):
                message = "a cell merged with others: one value for several"
                help_ = "unmerge it, and write the value into each cell that it is true of"
                yield self._finding(row, merged.first_column, message, help_)

    def _count_formulas(self, raw: RawRow) -> None:
        for number, cell in raw.cells.items():
            if cell.formula:
                if not self._formulas:
                    self._first_formula = self._place(raw.number, number)
                self._formulas += 1

    def _given(self, options: Options) -> dict[int, str]:
        return dict(enumerate(options.columns, start=1))

    def _read_titles(self) -> dict[int, str]:
        for raw in self._raw:
            if raw.number <= self._skip:
                self._ledger.passed_over += 1
                continue
            titles = {n: cell for n, cell in raw.cells.items() if _holds(cell)}
            if titles:
                self._top = raw.number
                return self._judge_titles(raw, titles)
            self._ledger.passed_over += 1
        raise fault(Place(self._ledger.path), "the sheet is empty", "name another sheet")

    def _judge_titles(self, raw: RawRow, titles: dict[int, RawCell]) -> dict[int, str]:
        findings: list[Diagnostic] = []
        names: dict[int, str] = {}
        for number in titles:
            value = self._value(raw, number, findings)
            names[number] = value.isoformat() if isinstance(value, date | time) else str(value)
        places = [self._place(raw.number, number) for number in names]
        findings += [
            *self._judge_merged_titles(raw, names),
            *judge_names(list(names.values()), places),
        ]
        if any(finding.severity == "error" for finding in findings):
            self._ledger.stop(findings, UNSOUND)
        self._ledger.take(findings)
        return names

    def _judge_merged_titles(self, raw: RawRow, names: dict[int, str]) -> Iterator[Diagnostic]:
        for merged in self._merged_at(raw.number):
            if merged.first_column in names:
                message = "a merged cell in the header"
                help_ = "unmerge it; if it is a title, name the rows to pass over"
                yield self._finding(raw.number, merged.first_column, message, help_)

    def _place(self, row: int, column: int) -> Place:
        return Place(self._ledger.path, row, column, row, column + 1)

    def _name(self, row: int, column: int) -> str:
        return f"{excerpt(self._book.sheet)}!{column_name(column)}{row}"

    def _finding(
        self, row: int, column: int, message: str, help_: str | None = None, code: str = "R103"
    ) -> Diagnostic:
        text = f"{self._name(row, column)}: {message}"
        return Diagnostic(self._place(row, column), code, "error", text, help_)


def _holds(cell: RawCell) -> bool:
    return cell.text != "" or cell.formula


def cell_value(cell: RawCell, book: Workbook) -> Value | _Problem:  # noqa: PLR0911  a table
    """Return the value of a cell, or what is wrong with it."""
    text = cell.text
    if not cell.printed or (not text and cell.kind in {"n", "b", "e", "d"}):
        if cell.formula:
            return _Problem("a formula without its last result", "open and save the workbook")
        return None
    if cell.kind in {"inlineStr", "str"}:
        return text
    if cell.kind == "s":
        known = text.isascii() and text.isdigit() and len(text) < 10
        if not known or int(text) >= len(book.strings):
            return _Problem("a shared text that the workbook does not hold")
        return book.strings[int(text)]
    if cell.kind == "b":
        return text == "1" if text in {"0", "1"} else _Problem("neither true nor false")
    if cell.kind == "e":
        return _Problem(f"an error of the sheet, `{excerpt(text)}`", "mend the formula")
    if cell.kind == "d":
        return _iso(text)
    if cell.kind != "n" or _NUMBER.fullmatch(text) is None:
        return _Problem(f"`{excerpt(text)}` is no number")
    return _number(float(text), book, cell.style)


def _number(number: float, book: Workbook, style: int) -> Value | _Problem:
    if not math.isfinite(number):
        return _Problem("a number beyond what a sheet can hold")
    if style < len(book.dates) and book.dates[style]:
        moment = from_serial(number, since_1904=book.since_1904)
        return moment if moment is not None else _Problem("shown as a date, and none")
    if number.is_integer() and abs(number) >= _EXACT:
        return _Problem("a whole number beyond 2^53, of which a sheet loses digits", _AS_TEXT)
    return int(number) if number.is_integer() else number


def _iso(text: str) -> Value | _Problem:
    try:
        if "T" not in text:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text)
    except ValueError:
        return _Problem(f"`{excerpt(text)}` is no date")


@dataclass(frozen=True, slots=True)
class _Site:
    path: str
    sheet: str
    raw: RawRow
    numbers: tuple[int, ...]

    def span(self) -> Span:
        last = max(self.raw.cells, default=1)
        return self.path, self.raw.number, 1, self.raw.number, last + 1

    def cells(self, row: Row) -> Iterator[Cell]:
        return (self._cell(row, at) for at in range(len(row.columns)))

    def _cell(self, row: Row, index: int) -> Cell:
        number, line = self.numbers[index], self.raw.number
        raw = self.raw.cells.get(number)
        value = row.values[index]
        text = value if isinstance(value, str) else (raw.text if raw else "")
        place = Place(self.path, line, number, line, number + 1)
        where = f"{self.sheet}!{column_name(number)}{line}"
        formula = raw is not None and raw.formula
        return Cell(value, text, row.number, row.columns[index], place, where, formula)
