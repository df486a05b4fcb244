"""JSON Lines, and the rows of JSON in general: objects by the strict reader."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, NamedTuple, cast

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.node import Mapping, Node, Reading, Scalar, Span, plain
from claimbook_build.read.strict_json import bounded_lines, iter_jsonl, lone_return
from claimbook_build.table.fault import fault
from claimbook_build.table.header import Header, judge_names
from claimbook_build.table.ledger import Ledger
from claimbook_build.table.limits import MOST_CELL
from claimbook_build.table.options import Options
from claimbook_build.table.quick_json import quick_pairs
from claimbook_build.table.row import Cell, Nested, Row, Value


class JsonLines:
    """The reader of JSON Lines: a line is a row, an object whose keys are the columns."""

    def __init__(self, stream: BinaryIO, options: Options, ledger: Ledger) -> None:
        self._ledger = ledger
        self._objects = Objects(ledger)
        self._lines = bounded_lines(stream)
        self._line = 0
        while ledger.passed_over < options.skip and self._take() is not None:
            ledger.passed_over += 1
        self._ahead: Row | None = None
        self.columns: tuple[str, ...] = ()
        self._rows = self._read()
        self._ahead = next(self._rows, None)
        self.columns = self._ahead.columns if self._ahead else ()
        if not ledger.next_row > 1 and self._ahead is None:
            raise fault(Place(ledger.path), "the file holds no row", "look where it came from")

    def rows(self) -> Iterator[Row]:
        """Yield the rows; the ledger takes those that are none."""
        if self._ahead is not None:
            yield self._ahead
            yield from self._rows

    def _take(self) -> bytes | None:
        line = next(self._lines, None)
        self._line += line is not None
        return line

    def _read(self) -> Iterator[Row]:
        last = b""
        while (line := self._take()) is not None:
            last = line
            row = self._objects.row(line.removesuffix(b"\n").removesuffix(b"\r"), self._line)
            if row is not None:
                yield row
        if last.endswith(b"\r"):
            self._ledger.take((lone_return(self._ledger.path, self._line),))


class Objects:
    """Makes rows of what the strict reader returns.

    The columns are those of the first row; what another row has more or less of is that row's own
    affair, for who knows what the columns mean.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._names: tuple[str, ...] | None = None
        self._header = Header(())
        self._sound: tuple[str, ...] = ()

    def row(self, data: bytes, line: int, shift: int = 0) -> Row | None:
        """Return a row, or None when it is refused.

        Args:
            data: The text of one object.
            line: The line on which it begins.
            shift: How many characters stand before it on that line.
        """
        pairs = quick_pairs(data, self._sound)
        if pairs is None or pairs[0] != self._names or self._header.is_suspect(pairs[1]):
            return self._strict_row(data, line, shift)
        names, values = pairs
        self._sound = names
        site = _Site(data, self._ledger.path, line, shift)
        return Row(self._ledger.next_row, names, values, site)

    def _strict_row(self, data: bytes, line: int, shift: int) -> Row | None:
        reading = _read(data, self._ledger.path, line)
        findings = [_moved(finding, line, shift) for finding in reading.diagnostics]
        found = reading.root
        if isinstance(found, Mapping):
            findings += [_moved(finding, line, shift) for finding in self._judge(found)]
        elif not reading.failed and found is not None:
            message = f"{_named(found)} where a row, an object, was expected"
            place = _shifted(found.span, line, shift)
            findings.append(Diagnostic(place, "R103", "error", message))
        failed = any(finding.severity == "error" for finding in findings)
        if failed or not isinstance(found, Mapping):
            self._ledger.refuse(findings)
            return None
        self._ledger.take(findings, self._ledger.next_row)
        site = _Site(data, self._ledger.path, line, shift)
        names = tuple([key.text for key, _ in found.entries])
        values = tuple([_value(node) for _, node in found.entries])
        return Row(self._ledger.next_row, names, values, site)

    def _judge(self, found: Mapping) -> Iterator[Diagnostic]:
        names = tuple([key.text for key, _ in found.entries])
        if names != self._names:
            yield from judge_names(names, [key.place for key, _ in found.entries])
            if not names:
                yield Diagnostic(found.place, "R103", "error", "an object without a single key")
            self._names, self._header = names, Header(names)
        values: list[Value] = []
        for _, node in found.entries:
            value = _value(node)
            if len(node.text if isinstance(node, Scalar) else str(value)) > MOST_CELL:
                message = f"a cell of more than {MOST_CELL} characters"
                yield Diagnostic(node.place, "R001", "error", message)
            values.append(value)
        repeated = self._header.repeated(values, found.place)
        if repeated is not None:
            yield repeated


def _read(data: bytes, path: str, line: int) -> Reading:
    """Read one text strictly: the reader of JSON Lines takes the number of its first line."""
    return next(iter_jsonl((data,), path, line))


def _value(node: Node) -> Value:
    """Return the value of a cell; of a list or an object its text."""
    if isinstance(node, Scalar):
        return node.value
    return Nested(json.dumps(plain(node), ensure_ascii=False))


def _named(node: Node) -> str:
    if isinstance(node, Scalar):
        return "a single value"
    return "an object" if isinstance(node, Mapping) else "a list"


def _shifted(span: Span, line: int, shift: int) -> Place:
    path, first, column, last, end = span
    return Place(
        path,
        first,
        column + shift if first == line else column,
        last,
        end + shift if last == line else end,
    )


def _moved(finding: Diagnostic, line: int, shift: int) -> Diagnostic:
    if not shift:
        return finding
    related = tuple(
        replace(one, place=_moved_place(one.place, line, shift)) for one in finding.related
    )
    return replace(finding, place=_moved_place(finding.place, line, shift), related=related)


def _moved_place(place: Place, line: int, shift: int) -> Place:
    ends = (place.path, place.line, place.column, place.end_line, place.end_column)
    return _shifted(ends, line, shift)


class _Site(NamedTuple):
    """The text of an object: read strictly once its places are asked for."""

    data: bytes
    path: str
    line: int
    shift: int

    def span(self) -> Span:
        """Return the stretch of the object: what is around it is white space alone."""
        data, begin = self.data, self.shift + 1
        if data.startswith(b"{") and data.endswith(b"}") and b"\n" not in data:
            length = len(data) if data.isascii() else len(data.decode())
            return (self.path, self.line, begin, self.line, begin + length)
        return self._around()

    def _around(self) -> Span:
        text = self.data.strip(b" \t\r\n").decode()
        before = len(self.data) - len(self.data.lstrip(b" \t\r\n"))
        above = self.data.count(b"\n", 0, before)
        first, column = self.line + above, before - (self.data.rfind(b"\n", 0, before) + 1) + 1
        last, end = first + text.count("\n"), len(text) - (text.rfind("\n") + 1)
        end += 1 if last > first else column
        shift = self.shift
        return (
            self.path,
            first,
            column + (shift if first == self.line else 0),
            last,
            end + (shift if last == self.line else 0),
        )

    def cells(self, row: Row) -> Iterator[Cell]:
        for key, node in self._object().entries:
            value = _value(node)
            text = node.text if isinstance(node, Scalar) else str(value)
            yield Cell(value, text, row.number, key.text, self._place(node))

    def _place(self, node: Node) -> Place:
        return _shifted(node.span, self.line, self.shift)

    def _object(self) -> Mapping:
        return cast("Mapping", _read(self.data, self.path, self.line).root)
