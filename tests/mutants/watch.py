"""Which test runs which line: only such a test can notice a mistake there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any


class Watch:
    """The lines of some files that ran since it was last asked."""

    def __init__(self, files: frozenset[str]) -> None:
        self._files = files
        self._lines: set[tuple[str, int]] = set()

    @contextmanager
    def watching(self) -> Iterator[set[tuple[str, int]]]:
        """Watch while the context lasts; the set holds file and line of all that ran."""
        self._lines = set()
        before = sys.gettrace()
        sys.settrace(self._call)
        try:
            yield self._lines
        finally:
            sys.settrace(before)

    def _call(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        code = frame.f_code
        if event != "call" or code.co_filename not in self._files:
            return None
        self._lines.add((code.co_filename, code.co_firstlineno))
        return self._line

    def _line(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        if event == "line":
            self._lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line


def lines_of(code: CodeType) -> set[int]:
    """Return the lines of a function that can run, those of functions inside it among them."""
    lines = {line for *_, line in code.co_lines() if line is not None}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            lines |= lines_of(constant)
    return lines
