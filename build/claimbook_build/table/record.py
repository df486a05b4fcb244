"""One record of CSV as it was printed: where its cells stand, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from claimbook.diagnostic import Diagnostic
from claimbook_build.read import guard
from claimbook_build.read.character import is_clean
from claimbook_build.read.findings import Findings
from claimbook_build.read.node import Span
from claimbook_build.read.source import Source
from claimbook_build.read.text import check_text, is_tidy
from claimbook_build.table.lines import undecoded
from claimbook_build.table.row import Cell, Row


@dataclass(frozen=True, slots=True)
class Misquoted:
    """Where the quotes of a record go wrong, and how."""

    at: int
    message: str
    help: str | None = None


def cell_spans(text: str, delimiter: str) -> tuple[tuple[int, int], ...] | Misquoted:
    r"""Return where the cells of a record begin and end, quotes included (RFC 4180).

    >>> cell_spans('a,"b,c",d\n', ",")
    ((0, 1), (2, 7), (8, 9))
    >>> cell_spans('a,b"c', ",").message
    'a quote inside a cell that does not begin with one'
    """
    end = len(text.removesuffix("\n").removesuffix("\r"))
    spans: list[tuple[int, int]] = []
    at = 0
    while True:
        start = at
        if text.startswith('"', at):
            at = _closed(text, at)
            if at < 0:
                help_ = "close it, or write quotes inside a quoted cell twice"
                return Misquoted(start, "the quote is never closed", help_)
        else:
            found = text.find(delimiter, at, end)
            at = end if found < 0 else found
            quote = text.find('"', start, at)
            if quote >= 0:
                message = "a quote inside a cell that does not begin with one"
                help_ = "quote the whole cell, and write quotes inside it twice"
                return Misquoted(quote, message, help_)
        spans.append((start, at))
        if at >= end:
            return tuple(spans)
        if not text.startswith(delimiter, at):
            return Misquoted(at, "text behind the closing quote of a cell")
        at += 1


def _closed(text: str, start: int) -> int:
    """Return the index behind the quote that closes a cell, or -1."""
    at = text.find('"', start + 1)
    while at >= 0 and text.startswith('"', at + 1):
        at = text.find('"', at + 2)
    return at + 1 if at >= 0 else -1


class Record(NamedTuple):
    """A record: its text with the line's end, and the line on which it begins.

    It is the site of its row: where the cells stand is found only for who asks.
    """

    path: str
    line: int
    text: str
    delimiter: str
    encoding: str | None = None

    @property
    def source(self) -> Source:
        """The text with its lines."""
        return Source(self.path, self.text, self.line)

    def span(self) -> Span:
        """Return the stretch of the record, without the line's end."""
        length = len(self.text.rstrip("\r\n"))
        if "\n" not in self.text[:length]:
            return (self.path, self.line, 1, self.line, length + 1)
        return self.source.span(0, length)

    def cells(self, row: Row) -> Iterator[Cell]:
        """Yield the cells, each with its place."""
        source = Source(self.path, self.text.removesuffix("\n").removesuffix("\r"), self.line)
        texts = cast("tuple[str, ...]", row.values)
        for name, text, span in zip(row.columns, texts, self.spans(), strict=True):
            yield Cell(text, text, row.number, name, source.place(*span))

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches of the cells; none where the quotes are wrong."""
        spans = cell_spans(self.text, self.delimiter)
        return () if isinstance(spans, Misquoted) else spans

    def misquoted(self) -> Diagnostic | None:
        """Return what is wrong with the quotes, if anything."""
        found = cell_spans(self.text, self.delimiter) if '"' in self.text else ()
        if not isinstance(found, Misquoted):
            return None
        place = self.source.place(found.at)
        return Diagnostic(place, "R001", "error", found.message, found.help)

    def _tidy(self, body: str, values: Sequence[str]) -> bool:
        """Whether no text has outer spaces, or is other than NFC; quick for most records."""
        if body.isascii() and '"' not in body and self.delimiter != "\t":
            around = (f" {self.delimiter}", f"{self.delimiter} ")
            if body == body.strip() and around[0] not in body and around[1] not in body:
                return True
        return all(map(is_tidy, values))

    def judge_characters(self, values: Sequence[str]) -> tuple[Diagnostic, ...]:
        """Return the findings about single characters, and about what surrounds the texts."""
        body = self.text.removesuffix("\n").removesuffix("\r")
        if self.delimiter == "\t":
            body = body.replace("\t", "")
        if is_clean(body) and self._tidy(body, values):
            return ()
        bad = undecoded(self.text, self.path, self.line, self.encoding)
        if bad is not None:
            return (bad,)
        findings = Findings(self.source)
        guard.scan_markers(findings)
        guard.scan_characters(findings)
        for value, (start, end) in zip(values, self.spans(), strict=False):
            bare = value.lstrip()
            if start == 0 and bare != value and not self.text.startswith('"'):
                # At the beginning of a line `check_text` would speak of YAML's indentation.
                outer = (0, len(value) - len(bare))
                message = "white space before the text"
                findings.add("R106", message, outer, help="delete it", severity="warning")
                check_text(findings, bare, outer[1], end)
            else:
                check_text(findings, value, start, end)
        return findings.diagnostics()
