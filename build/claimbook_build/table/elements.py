"""The elements of a JSON list of any length: cut apart here, read by the strict reader.

Nothing is held but the element at hand. Where a quote or a brace of one is missing, the element
is what the strict reader refuses, with the place, and the next one is looked for.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.guard import MOST_BYTES
from claimbook_build.table.fault import TableError, fault
from claimbook_build.table.ledger import Ledger

_CHUNK = 2**18
_MOST_DEPTH = 1_000  # of what can still be followed; the strict reader takes far less
_SPACE = re.compile(rb"[ \t\n\r]*")
_MARK = re.compile(rb'["{}\[\]]')
_IN_STRING = re.compile(rb'["\\\n]')
_BARE = re.compile(rb"[^,\]\[{}\" \t\n\r]+")


_CUT = "the file was cut off, or a quote or brace is missing: look where it came from"


class Element(NamedTuple):
    """An element's bytes, the line on which it begins and the characters before it there."""

    data: bytes
    line: int
    shift: int


class Elements:
    """Cuts a list into its elements."""

    def __init__(self, stream: BinaryIO, ledger: Ledger) -> None:
        self._stream = stream
        self._ledger = ledger
        self._buffer = b""
        self._at = 0
        self._ended = False
        self._line = 1
        self._shift = 0  # characters before self._at on its line

    def __iter__(self) -> Iterator[Element]:
        """Yield the elements.

        Raises:
            TableError: Where the list cannot be followed any further.
        """
        self._open()
        if self._next_byte() == b"]":
            self._close()
            return
        while True:
            yield self._element()
            mark = self._next_byte()
            if mark == b"]":
                self._close()
                return
            if mark == b",":
                self._advance(1)
                mark = self._next_byte()
                if not mark:
                    raise self._fault("a row was expected where the text ends", _CUT)
                if mark == b"]":
                    self._report("a comma behind the last row", "delete it")
                    self._close()
                    return
            elif mark == b"{":
                self._report("`,` was expected here, between two rows", "write it")
            else:
                where = "here" if mark else "where the text ends"
                raise self._fault(f"`,` or `]` was expected {where}", None if mark else _CUT)

    def _open(self) -> None:
        mark = self._next_byte()
        if mark == b"[":
            self._advance(1)
            return
        if self._buffer.startswith(b"\xef\xbb\xbf"):
            raise self._fault("byte order mark in JSON", "save the file as UTF-8 without it")
        what = {b"{": "an object", b"": "nothing"}.get(mark, "something else")
        help_ = "if each line is a row, call the file .jsonl" if mark == b"{" else None
        raise self._fault(f"{what} where a list of rows was expected", help_, "R103")

    def _close(self) -> None:
        self._advance(1)
        if self._next_byte():
            raise self._fault("text after the end of the list")

    def _element(self) -> Element:
        self._next_byte()
        end = self._extent()
        if end is None:
            self._fill_up()
            end = self._extent()
        if end is None and len(self._buffer) - self._at > MOST_BYTES:
            self._ledger.refused += 1
            raise self._fault(f"a row of more than {MOST_BYTES} bytes, or one that never ends")
        if end is None:
            self._ledger.refused += 1
            raise self._fault("the text ends within the row that begins here", _CUT)
        start = self._at
        stop = max(end, start + 1)
        found = Element(self._buffer[start:stop], self._line, self._shift)
        self._advance(stop - start)
        return found

    def _extent(self) -> int | None:
        """Return where the element at hand ends, or None if more of the text is needed."""
        buffer, start = self._buffer, self._at
        if not buffer.startswith((b"{", b"[", b'"'), start):
            bare = _BARE.match(buffer, start)
            end = bare.end() if bare else start
            return end if end < len(buffer) or self._ended else None
        if buffer.startswith(b"{", start):  # nearly every row: no braces inside, and few escapes
            end = buffer.find(b"}", start) + 1
            piece = buffer[start:end]
            if b"\\" in piece:
                piece = piece.replace(b"\\\\", b"").replace(b'\\"', b"")
            if piece.count(b"{") == 1 and piece.count(b'"') % 2 == 0:
                return end
        return self._balanced(start)

    def _balanced(self, start: int) -> int | None:
        depth = 0
        at = start
        while mark := _MARK.search(self._buffer, at):
            at = mark.end()
            if mark[0] == b'"':
                ended = self._string_end(at)
                if ended is None:
                    return None
                at = ended
            else:
                depth += 1 if mark[0] in b"{[" else -1
            if depth > _MOST_DEPTH:
                self._ledger.refused += 1
                raise self._fault(f"nested deeper than {_MOST_DEPTH} levels")
            if depth <= 0:
                return at
        return None

    def _string_end(self, at: int) -> int | None:
        """Return where a string ends: at its quote, or at the line's end, which none can hold."""
        while mark := _IN_STRING.search(self._buffer, at):
            if mark[0] != b"\\":
                return mark.end()
            at = mark.end() + 1
        return None

    def _next_byte(self) -> bytes:
        """Pass over white space; return the byte behind it, or nothing at the end."""
        while True:
            space = _SPACE.match(self._buffer, self._at)
            if space is not None and space.end() > self._at:
                self._advance(space.end() - self._at)
            if self._at < len(self._buffer) or self._ended:
                return self._buffer[self._at : self._at + 1]
            self._fill()

    def _fill_up(self) -> None:
        """Read as much as an element may have."""
        while not self._ended and len(self._buffer) - self._at <= MOST_BYTES:
            self._fill()

    def _fill(self) -> None:
        chunk = self._stream.read(_CHUNK)
        self._ended = not chunk
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0

    def _advance(self, size: int) -> None:
        piece = self._buffer[self._at : self._at + size]
        self._at += size
        breaks = piece.count(b"\n")
        if breaks:
            self._line += breaks
            self._shift = 0
            piece = piece[piece.rfind(b"\n") + 1 :]
        self._shift += len(piece) if piece.isascii() else len(piece.decode("utf-8", "replace"))

    def _place(self) -> Place:
        return Place(self._ledger.path, self._line, self._shift + 1, self._line, self._shift + 2)

    def _report(self, message: str, help_: str) -> None:
        self._ledger.take((Diagnostic(self._place(), "R001", "error", message, help_),))

    def _fault(self, message: str, help_: str | None = None, code: str = "R001") -> TableError:
        return fault(self._place(), message, help_, code)
