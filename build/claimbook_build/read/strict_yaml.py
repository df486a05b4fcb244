"""Strict YAML: libyaml's events, walked by hand, never a loader's constructors.

Texts in our own form are read line by line before that; see `quick_yaml`.

A loader follows aliases, resolves YAML 1.1's booleans and octal numbers, forgets where values
stood and recurses with the input; events do none of this. libyaml hands them out as it goes
(it looks ahead 1,024 characters at most), so that a nest of 100,000 brackets costs 25 events.
"""

from collections.abc import Callable
from typing import cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from claimbook.diagnostic import Place
from claimbook.errors import ClaimbookError
from claimbook_build.read import guard
from claimbook_build.read import yaml_refusal as refusal
from claimbook_build.read.findings import Findings
from claimbook_build.read.node import Mapping, Node, Reading, Scalar, Sequence, Span, Value
from claimbook_build.read.quick_yaml import quick_yaml
from claimbook_build.read.scalar import Trap, type_plain
from claimbook_build.read.source import Source
from claimbook_build.read.text import check_text, check_yaml_escapes
from claimbook_build.read.yaml_event import Event
from claimbook_build.read.yaml_problem import report_problem

_BLANK = frozenset(" \t")
_make = tuple.__new__  # half the time of what a named tuple wraps around it


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
    text = text.removeprefix("\ufeff")
    root = quick_yaml(text, path)
    return read_events(text, path) if root is None else Reading(root)


def read_events(text: str, path: str) -> Reading:
    """Read one YAML record, without a byte order mark, by its events."""
    findings = Findings(Source(path, text))
    guard.scan_yaml(findings)
    root = None
    if "R001" not in findings.codes:
        root = _Walk(findings).run()
    return Reading(root, findings.diagnostics())


class _StopWalkError(ClaimbookError):
    """The rest of the text is not worth reading; the finding has been made."""


class _Open:
    """A collection that is not closed yet: a mapping has pairs by key, a list has items."""

    __slots__ = ("event", "items", "key", "pairs")

    def __init__(self, event: Event, pairs: dict[str, tuple[Scalar, Node]] | None) -> None:
        self.event = event
        self.items: list[Node] = []
        self.pairs = pairs
        self.key: Scalar | None = None


class _Walk:
    """One pass over the events of one text."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.path = findings.source.path
        self.text = findings.source.text
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.whole = True  # whether every value that was written has its node
        self.values = 0
        self.long: list[tuple[str, int, int]] = []  # texts of several lines, looked at in the end
        self.commented = " #" in self.text or "\t#" in self.text
        self.quoted: int | None = None  # where the last text in quotes begins

    def run(self) -> Node | None:
        """Return the tree, or None when there is none or a part of it could not be made."""
        try:
            self._walk()
        except _StopWalkError:
            return None
        except yaml.YAMLError as error:
            report_problem(self.findings, error, self.quoted)
            return None
        for stretch in self.long:  # in a file that fails, they are what a missing quote made
            check_text(self.findings, *stretch)
        if self.root is None:
            refusal.refuse_emptiness(self.findings)
        return self.root if self.whole else None

    def _walk(self) -> None:
        get_event = cast("Callable[[], Event]", yaml.CSafeLoader(self.text).get_event)
        while True:
            event = get_event()
            kind: object = type(event)
            if kind is ScalarEvent:
                self._attach(self._scalar(event))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._attach(self._close(event))
            elif kind is MappingStartEvent:
                self._push(event, {})
            elif kind is SequenceStartEvent:
                self._push(event, None)
            elif kind is AliasEvent:
                self._take_alias(event)
            elif kind is DocumentStartEvent and self.root is not None:
                refusal.refuse_document(self.findings, event)
                raise _StopWalkError
            elif kind is StreamEndEvent:
                return

    def _scalar(self, event: Event) -> Scalar:
        if event.tag is not None or event.anchor is not None:
            refusal.refuse_property(self.findings, event)
        text, quote = event.value, event.style
        start, end = event.start_mark, event.end_mark
        span = (self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if not (text.isascii() and text.isprintable() and text.strip() == text):
            if start.line != end.line:
                self.long.append((text, start.index, end.index))
            else:
                check_text(self.findings, text, start.index, end.index)
        if not quote:
            if not text:  # libyaml sees one line more than there is
                span = self.findings.source.span(start.index, end.index)
            value = type_plain(text)
            if type(value) is not str or (
                self.commented and self.text[end.index : end.index + 1] in _BLANK
            ):
                value = self._doubtful(event, value)
            return _make(Scalar, (value, text, "plain", span))
        if quote == '"' and "\\" in self.text[start.index : end.index]:
            check_yaml_escapes(self.findings, start.index, end.index)
        if quote in "|>":
            return Scalar(text, text, "block", span)
        self.quoted = start.index
        return _make(Scalar, (text, text, "quoted", span))

    def _doubtful(self, event: Event, value: Value | Trap) -> Value:
        """Settle a plain scalar that is no text, or has something behind it on its line."""
        if isinstance(value, Trap):
            refusal.refuse_trap(self.findings, event, value)
            value = event.value
        cut = (value is None or isinstance(value, str)) and refusal.check_comment(
            self.findings, event
        )
        if not event.value and not cut and self.stack:
            self._refuse_nothing(event)
        return value

    def _refuse_nothing(self, event: Event) -> None:
        """Refuse a value that nothing was written for; a key of that sort is refused as a key."""
        top = self.stack[-1]
        if top.pairs is not None and top.key is None:
            return
        start, end = event.start_mark, event.end_mark
        place = Place(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if top.key is not None and start.index >= len(self.text):
            place = top.key.place  # libyaml puts the value on a line that is not there
        refusal.refuse_nothing(self.findings, place, top.key)

    def _take_alias(self, event: Event) -> None:
        refusal.refuse_alias(self.findings, event)
        self.whole = False
        start, end = event.start_mark, event.end_mark
        span = (self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        self._attach(self._stand_in(span))

    def _push(self, event: Event, pairs: dict[str, tuple[Scalar, Node]] | None) -> None:
        if event.tag is not None or event.anchor is not None:
            refusal.refuse_property(self.findings, event)
        self.stack.append(_Open(event, pairs))
        if len(self.stack) > guard.MOST_DEPTH:
            refusal.refuse_depth(self.findings, event)
            raise _StopWalkError

    def _close(self, event: Event) -> Node:
        opened = self.stack.pop()
        if opened.pairs is None:
            items = tuple(opened.items)
            return Sequence(items, self._extent(opened.event, event, items[-1] if items else None))
        pairs = tuple(opened.pairs.values())
        return Mapping(pairs, self._extent(opened.event, event, pairs[-1][1] if pairs else None))

    def _extent(self, opened: Event, closed: Event, last: Node | None) -> Span:
        """End a block collection with its last value: libyaml ends it at the next token."""
        start, end = opened.start_mark, closed.end_mark
        if opened.flow_style or last is None:
            return (self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        return (self.path, start.line + 1, start.column + 1, last.span[3], last.span[4])

    def _attach(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.pairs is None:
            top.items.append(node)
        elif top.key is None:
            ordinary = type(node) is Scalar and type(node.value) is str and node.text != "<<"
            top.key = node if ordinary else self._key(node)  # type: ignore[assignment]
        else:
            key, top.key = top.key, None
            if key.text in top.pairs:
                refusal.refuse_double(self.findings, key, top.pairs[key.text][0])
            else:
                top.pairs[key.text] = (key, node)
        self.values += 1
        if self.values > guard.MOST_VALUES:
            refusal.refuse_number(self.findings, top.event)
            raise _StopWalkError

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            refusal.refuse_key(self.findings, node)
            self.whole = False
            return self._stand_in(node.span)
        if type(node.value) is not str or (node.text == "<<" and node.style == "plain"):
            refusal.refuse_key(self.findings, node)
        return node

    def _stand_in(self, span: Span) -> Scalar:
        """Stand for what was refused; unlike any other, so that two are no key said twice."""
        name = f"\0{self.values}"
        return Scalar(name, name, "quoted", span)
