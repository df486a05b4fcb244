"""Strict YAML: libyaml's events, walked by hand, never a loader's constructors.

A loader follows aliases, resolves YAML 1.1's booleans and octal numbers, forgets where values
stood and recurses with the input; events do none of this. libyaml hands them out as it goes
(it looks ahead 1,024 characters at most), so that a nest of 100,000 brackets costs 25 events.
"""

import re
from collections.abc import Iterator
from typing import Protocol, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook_build.read import guard
from claimbook_build.read.findings import Findings, excerpt
from claimbook_build.read.node import Mapping, Node, Reading, Scalar, Sequence, Span, Value
from claimbook_build.read.scalar import Trap, type_plain
from claimbook_build.read.source import Source
from claimbook_build.read.text import check_text, check_yaml_escapes, is_tidy
from claimbook_build.read.yaml_problem import report_problem


class Mark(Protocol):
    """A point of the text, counted from 0."""

    line: int
    column: int
    index: int


class Event(Protocol):
    """What libyaml says; which of the attributes are there depends on the event's type."""

    start_mark: Mark
    end_mark: Mark
    tag: str | None
    anchor: str | None
    value: str
    style: str
    flow_style: bool


_COMMENT = re.compile(r"[ \t]+#([^\r\n]*)")


def read_yaml(data: bytes, path: str) -> Reading:
    """Read one YAML record.

    A leading byte order mark is passed over and counts for no column. Block scalars are read, with
    a warning for the line breaks that stay in the text.

    Args:
        data: The file's bytes.
        path: What to call the file in diagnostics.

    Returns:
        The tree and every finding. No input raises.
    """
    text = guard.decode(data, path)
    if not isinstance(text, str):
        return Reading(None, (text,))
    findings = Findings(Source(path, text.removeprefix("\ufeff")))
    guard.scan_yaml(findings)
    if "R001" in findings.codes:
        return Reading(None, findings.diagnostics())
    root = _Walk(findings).run()
    return Reading(root, findings.diagnostics())


class _Open:
    """A collection that is not closed yet."""

    __slots__ = ("event", "items", "key", "keys", "pairs")

    def __init__(self, event: Event) -> None:
        kind: object = type(event)
        self.event = event
        self.items: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] | None = None
        self.keys: dict[str, Scalar] = {}
        self.key: Scalar | None = None
        if kind is MappingStartEvent:
            self.pairs = []


class _Walk:
    """One pass over the events of one text."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.path = findings.source.path
        self.text = findings.source.text
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.whole = True
        self.values = 0

    def run(self) -> Node | None:
        try:
            events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
            for event in cast("Iterator[Event]", events):
                if not self._take(event):
                    return None
        except yaml.YAMLError as error:
            report_problem(self.findings, error)
            return None
        if self.root is None and self.whole:
            help_ = "write the record, or delete the file"
            self.findings.add("R001", "the file holds no record", (0, 0), help=help_)
        return self.root if self.whole else None

    def _take(self, event: Event) -> bool:
        """Take one event; False ends the walk."""
        kind: object = type(event)
        if kind is ScalarEvent:
            self._attach(self._scalar(event))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._attach(self._close(event))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            return self._push(event)
        elif kind is AliasEvent:
            self._refuse_alias(event)
        elif kind is DocumentStartEvent and self.root is not None:
            help_ = "one record file holds one document: split the file"
            self.findings.add("R001", "second document in the file", _indexes(event), help=help_)
            return False
        return self.values <= guard.MOST_VALUES or self._refuse_size(event)

    def _scalar(self, event: Event) -> Scalar:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        text, quote = event.value, event.style
        start, end = event.start_mark, event.end_mark
        span = (self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if not is_tidy(text):
            check_text(self.findings, text, start.index, end.index)
        if not quote:
            return Scalar(self._plain(event, text), text, "plain", span)
        if quote == '"' and "\\" in self.text[start.index : end.index]:
            check_yaml_escapes(self.findings, start.index, end.index)
        return Scalar(text, text, "block" if quote in "|>" else "quoted", span)

    def _plain(self, event: Event, text: str) -> Value:
        value = type_plain(text)
        if isinstance(value, Trap):
            self._refuse_trap(event, value)
            value = text
        if value is None or value is text:
            self._check_comment(event)
        return value

    def _push(self, event: Event) -> bool:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        self.stack.append(_Open(event))
        if len(self.stack) > guard.MOST_DEPTH:
            message = f"nested deeper than {guard.MOST_DEPTH} levels"
            self.findings.add("R001", message, _indexes(event))
            return False
        return True

    def _close(self, event: Event) -> Node:
        opened = self.stack.pop()
        start = opened.event.start_mark
        end = event.end_mark
        span = (self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if opened.pairs is None:
            last = opened.items[-1] if opened.items else None
            return Sequence(tuple(opened.items), self._trim(opened, span, last))
        last = opened.pairs[-1][1] if opened.pairs else None
        return Mapping(tuple(opened.pairs), self._trim(opened, span, last))

    def _trim(self, opened: _Open, span: Span, last: Node | None) -> Span:
        """End a block collection with its last value: libyaml ends it at the next token."""
        if opened.event.flow_style or last is None:
            return span
        return (*span[:3], last.span[3], last.span[4])

    def _attach(self, node: Node) -> None:
        self.values += 1
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.pairs is None:
            top.items.append(node)
        elif top.key is None:
            top.key = self._key(node)
        else:
            key, top.key = top.key, None
            first = top.keys.setdefault(key.text, key)
            if first is key:
                top.pairs.append((key, node))
            else:
                self._refuse_double(key, first)

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self.whole = False
            self._refuse(node.place, "a key must be text, not a list or a mapping")
            return Scalar("", f"\0{self.values}", "plain", node.span)
        if node.style == "plain" and node.text == "<<":
            self._refuse(node.place, "merge key `<<`", "write the fields out")
        elif not isinstance(node.value, str):
            shown = excerpt(node.text) or "nothing"
            self._refuse(node.place, f"a key must be text, not {shown}", "quote the key")
        return node

    def _refuse(self, place: Place, message: str, help_: str | None = None) -> None:
        self.findings.take(Diagnostic(place, "R001", "error", message, help_))

    def _refuse_double(self, key: Scalar, first: Scalar) -> None:
        message = f"key `{excerpt(key.text)}` is said twice"
        help_ = "keep one of the two"
        related = (Related(first.place, "first said here"),)
        self.findings.take(Diagnostic(key.place, "R001", "error", message, help_, related=related))

    def _refuse_alias(self, event: Event) -> None:
        self.whole = False
        help_ = "write the value out; text that begins with `*` is quoted"
        self.findings.add("R001", "YAML alias", _indexes(event), help=help_)
        place = self.findings.source.span(*_indexes(event))
        self._attach(Scalar("", "", "quoted", place))

    def _refuse_properties(self, event: Event) -> None:
        start = event.start_mark.index
        end = start + 1
        while end < len(self.text) and self.text[end] not in " \t\r\n,[]{}":
            end += 1
        anchor = self.text.startswith("&", start)
        what = "YAML anchor" if anchor else "YAML tag"
        help_ = f"delete it; text that begins with `{'&' if anchor else '!'}` is quoted"
        self.findings.add("R001", what, (start, end), help=help_)

    def _refuse_trap(self, event: Event, trap: Trap) -> None:
        shown = excerpt(event.value)
        message = f"`{shown}` {trap.why}"
        help_ = f'quote the text ("{shown}"), or write the plain value'
        self.findings.add("R103", message, _indexes(event), help=help_)

    def _refuse_size(self, event: Event) -> bool:
        message = f"more than {guard.MOST_VALUES} values in one file"
        self.findings.add("R001", message, _indexes(event))
        return False

    def _check_comment(self, event: Event) -> None:
        """Refuse a comment that cuts a sentence: `title: Strike #5 hit` is read as `Strike`."""
        end = event.end_mark.index
        if self.text[end : end + 1] not in {" ", "\t"}:
            return
        comment = _COMMENT.match(self.text, end)
        if comment is None:
            return
        glued = comment[1][:1] not in {"", " ", "\t", "#"}
        if glued or " " in event.value:
            at = comment.start(1) - 1
            help_ = "quote the text, or put the comment on a line of its own"
            span = (at, comment.end())
            self.findings.add("R001", "the text ends here: ` #` begins a comment", span, help=help_)


def _indexes(event: Event) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
