"""Edits: new values for single scalars of a file, everything else byte for byte as it was."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from claimbook_build.read.node import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Edit:
    """One value to be written in place of another.

    Attributes:
        scalar: The value that stands there; on one line.
        text: What to write: text that YAML reads as text without quotes.
    """

    scalar: Scalar
    text: str


def edited(data: bytes, edits: Iterable[Edit], *, as_json: bool) -> bytes:
    """Return a file's bytes with the edits made; marks and line ends stay."""
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).split("\n")
    for edit in sorted(edits, key=lambda one: one.scalar.span[1:3], reverse=True):
        _, line, column, _, end = edit.scalar.span
        written = json.dumps(edit.text) if as_json else edit.text
        lines[line - 1] = lines[line - 1][: column - 1] + written + lines[line - 1][end - 1 :]
    return (mark + "\n".join(lines)).encode()


def scalar_at(root: Node, loc: Iterable[str | int]) -> Scalar | None:
    """Return the value at the end of a way through a tree; None if the way ends elsewhere."""
    node: Node = root
    for step in loc:
        if isinstance(node, Mapping) and (entry := node.entry(str(step))) is not None:
            node = entry[1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    one_line = isinstance(node, Scalar) and node.span[1] == node.span[3]
    return node if isinstance(node, Scalar) and one_line else None
