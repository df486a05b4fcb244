"""Strict JSON and JSON Lines with a place for every value.

No fast reader reports keys said twice, and none says where a value stood; this one does, in one
pass over the text. What it takes is RFC 8259 to the letter, minus what readers disagree on:
NaN and Infinity, keys said twice, halves of surrogate pairs, numbers that do not fit.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO, NoReturn

from claimbook.diagnostic import Diagnostic, Place, Related, in_order
from claimbook.errors import ClaimbookError
from claimbook_build.read import guard
from claimbook_build.read.character import character_fault
from claimbook_build.read.findings import Findings, excerpt
from claimbook_build.read.node import Mapping, Node, Reading, Scalar, Sequence, Value
from claimbook_build.read.scalar import Trap, decimal, integer
from claimbook_build.read.source import Source
from claimbook_build.read.text import check_text, is_tidy

MOST_OF_LINES = 10_000
"""Findings of one file of JSON Lines after which the rest of it is not read."""

_MARKED = frozenset("<=>|v")  # how a conflict marker and a Git LFS pointer begin
_SPACE = re.compile(r"[ \t\n\r]*")
_SIMPLE = re.compile(r'"([^"\\\x00-\x1f]*)"')
_CHUNK = re.compile(r'[^"\\\x00-\x1f]*')
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r'|u([0-9a-fA-F]{4})|(["\\/bfnrt]))'
)
_NAMED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[-+.0-9A-Za-z_]+")
_WORDS: dict[str, Value] = {"null": None, "true": True, "false": False}


def read_json(data: bytes, path: str) -> Reading:
    """Read one JSON text of at most 1 MiB. No input raises."""
    return _read(data, path, 1)


def read_jsonl(data: bytes, path: str) -> Reading:
    """Read a JSON Lines file: the root is the sequence of the lines that could be read.

    Lines end with LF or CR LF; the last may lack it; none may be blank, and a file has one.
    """
    if not data:
        place = Place(path)
        message = "the file holds no record"
        return Reading(None, (Diagnostic(place, "R001", "error", message, "delete the file"),))
    nodes: list[Node] = []
    diagnostics: list[Diagnostic] = []
    strangers = 0
    for line, reading in enumerate(iter_jsonl(BytesIO(data), path), start=1):
        if reading.root is not None:
            nodes.append(reading.root)
        diagnostics.extend(reading.diagnostics)
        strangers += not isinstance(reading.root, Mapping)  # whatever it is, it is no record
        if max(len(diagnostics), strangers) > MOST_OF_LINES:
            last = Diagnostic(Place(path, line), "R001", "error", "")
            diagnostics.append(the_rest(diagnostics[-1] if diagnostics else last))
            break
    if data.endswith(b"\r"):
        diagnostics.append(lone_return(path, data.count(b"\n") + 1))
    end = (nodes[-1].span[3], nodes[-1].span[4]) if nodes else (1, 1)
    return Reading(Sequence(tuple(nodes), (path, 1, 1, *end)), in_order(diagnostics))


def lone_return(path: str, line: int) -> Diagnostic:
    """Return the finding of a file whose last line ends with half of a line end."""
    message = "carriage return without a line feed"
    place = Place(path, line, 1, line, 1)
    return Diagnostic(place, "R001", "error", message, "end lines with LF, or CR LF")


def the_rest(last: Diagnostic) -> Diagnostic:
    """Return the last finding of a file that has too many."""
    message = f"more than {MOST_OF_LINES} findings in this file: the rest of it is not read"
    return Diagnostic(last.place, "R001", "error", message)


def iter_jsonl(lines: Iterable[bytes], path: str, first: int = 1) -> Iterator[Reading]:
    """Read lines one at a time, each a `Reading` of its own; for files of any size.

    Args:
        lines: The lines, with or without their ends.
        path: What diagnostics call the file.
        first: The number of the first line.
    """
    for number, line in enumerate(lines, start=first):
        yield _read(line.removesuffix(b"\n").removesuffix(b"\r"), path, number)


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream; of an endless one no more than what makes it too long."""
    while line := stream.readline(guard.MOST_BYTES + 2):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(guard.MOST_BYTES)


def _read(data: bytes, path: str, line: int) -> Reading:
    text = guard.decode(data, path, line)
    if not isinstance(text, str):
        return Reading(None, (text,))
    findings = Findings(Source(path, text, line))
    if text[:1] in _MARKED:
        guard.scan_markers(findings)
    if text.startswith("\ufeff"):
        help_ = "save the file as UTF-8 without a byte order mark"
        findings.add("R001", "byte order mark in JSON", (0, 1), help=help_, instead=(0, 1, ""))
    else:
        guard.scan_characters(findings)
    root = None
    if "R001" not in findings.codes:
        try:
            root = _Parser(findings).document()
        except _StopReadingError:
            root = None
    return Reading(root, findings.diagnostics())


class _StopReadingError(ClaimbookError):
    """The text is not JSON from here on; the finding has been made."""


class _Parser:
    """One pass over one text."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.source = findings.source
        self.text = findings.source.text
        self.values = 0

    def document(self) -> Node:
        at = self._skip(0)
        if at == len(self.text):
            self._stop(0, "blank line where a JSON value was expected", help_="delete it")
        node, at = self._value(at, 1)
        at = self._skip(at)
        if at < len(self.text):
            self._stop(at, "text after the end of the JSON value", len(self.text))
        return node

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def _stop(
        self, at: int, message: str, end: int | None = None, help_: str | None = None
    ) -> NoReturn:
        self.findings.add("R001", message, (at, end), help=help_)
        raise _StopReadingError(message)

    def _value(self, at: int, depth: int) -> tuple[Node, int]:
        self.values += 1
        if self.values > guard.MOST_VALUES:
            self._stop(at, f"more than {guard.MOST_VALUES} values in one text")
        first = self.text[at : at + 1]
        if first == '"':
            return self._string(at)
        if first not in {"{", "["}:
            return self._bare(at)
        if depth > guard.MOST_DEPTH:
            self._stop(at, f"nested deeper than {guard.MOST_DEPTH} levels")
        return self._mapping(at, depth) if first == "{" else self._sequence(at, depth)

    def _sequence(self, start: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        at = self._skip(start + 1)
        if not self.text.startswith("]", at):
            while True:
                node, at = self._value(at, depth + 1)
                items.append(node)
                at = self._skip(at)
                if self.text.startswith("]", at):
                    break
                at = self._expect(",", at, "`,` or `]`")
        return Sequence(tuple(items), self.source.span(start, at + 1)), at + 1

    def _mapping(self, start: int, depth: int) -> tuple[Node, int]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        at = self._skip(start + 1)
        if not self.text.startswith("}", at):
            while True:
                if not self.text.startswith('"', at):
                    self._stop(at, "a key in double quotes was expected here")
                key, at = self._string(at)
                at = self._expect(":", self._skip(at), "`:`")
                node, at = self._value(at, depth + 1)
                if entries.setdefault(key.text, (key, node))[0] is not key:
                    self._refuse_double(key, entries[key.text][0])
                at = self._skip(at)
                if self.text.startswith("}", at):
                    break
                at = self._expect(",", at, "`,` or `}`")
        return Mapping(tuple(entries.values()), self.source.span(start, at + 1)), at + 1

    def _expect(self, mark: str, at: int, what: str) -> int:
        if not self.text.startswith(mark, at):
            ended = at >= len(self.text)
            self._stop(at, f"{what} was expected " + ("where the text ends" if ended else "here"))
        return self._skip(at + 1)

    def _refuse_double(self, key: Scalar, first: Scalar) -> None:
        message = f"key `{excerpt(key.text)}` is said twice"
        related = (Related(first.place, "first said here"),)
        help_ = "keep one of the two"
        self.findings.take(Diagnostic(key.place, "R001", "error", message, help_, related=related))

    def _string(self, start: int) -> tuple[Scalar, int]:
        simple = _SIMPLE.match(self.text, start)
        if simple is not None:
            value, end = simple[1], simple.end()
        else:
            value, end = self._escaped(start)
        if not is_tidy(value):
            check_text(self.findings, value, start, end)
        return Scalar(value, value, "quoted", self.source.span(start, end)), end

    def _escaped(self, start: int) -> tuple[str, int]:
        pieces: list[str] = []
        at = start + 1
        while True:
            chunk = _CHUNK.match(self.text, at)
            if chunk is not None:
                pieces.append(chunk[0])
                at = chunk.end()
            if self.text.startswith('"', at):
                return "".join(pieces), at + 1
            if not self.text.startswith("\\", at):
                ended = at >= len(self.text)
                message = "the string is never closed" if ended else "raw control character"
                self._stop(start if ended else at, message, help_="write it as an escape")
            character, end = self._escape(at)
            pieces.append(character)
            at = end

    def _escape(self, at: int) -> tuple[str, int]:
        found = _ESCAPE.match(self.text, at)
        if found is None:
            self._stop(at, "an escape that JSON does not know", at + 2)
        high, low, code, name = found.groups()
        if high:
            character = chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
        else:
            character = chr(int(code, 16)) if code else _NAMED.get(name, name)
        if "\ud800" <= character <= "\udfff":
            message = "an escape that is half of a surrogate pair"
            self.findings.add("R001", message, found.span(), help="write the character itself")
            return "\ufffd", found.end()
        if character_fault(character) is not None:
            guard.report_character(self.findings, character, *found.span())
        return character, found.end()

    def _bare(self, at: int) -> tuple[Scalar, int]:
        word = _WORD.match(self.text, at)
        if word is None:
            ended = at >= len(self.text)
            self._stop(
                at, "a JSON value was expected " + ("where the text ends" if ended else "here")
            )
        text, end = word[0], word.end()
        if text in _WORDS:
            return Scalar(_WORDS[text], text, "plain", self.source.span(at, end)), end
        number = _NUMBER.fullmatch(text)
        if number is None or text == "-0":
            self._stop(at, f"`{excerpt(text)}` is not a JSON value", end)
        typed = decimal(text) if number[1] or number[2] else integer(text)
        if isinstance(typed, Trap):
            self.findings.add("R103", f"`{excerpt(text)}` {typed.why}", (at, end))
        value = None if isinstance(typed, Trap) else typed
        return Scalar(value, text, "plain", self.source.span(at, end)), end
