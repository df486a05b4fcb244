"""Canonical JSON Lines: a record a line, keys in the model's order, a space after `:` and `,`."""

import json

from claimbook_build.canonical.arrange import Arranged
from claimbook_build.canonical.branch import Branch, bare
from claimbook_build.canonical.order import Models
from claimbook_build.canonical.scalar_text import quoted
from claimbook_build.read.node import Mapping, Node, Scalar


def json_line(node: Node, models: Models) -> str:
    """Return a value as one line of canonical JSON, without its line end.

    >>> json_line(Scalar("Київ", "Київ", "quoted", ("", 1, 1, 1, 7)), ())
    '"Київ"'
    """
    return _written(Arranged(bare(node), models))


def _written(value: Arranged) -> str:
    branch: Branch = value.branch
    if isinstance(branch.node, Scalar):
        return _scalar(branch.node)
    if isinstance(branch.node, Mapping):
        pairs = (f"{_text(_key(inner.branch))}: {_written(inner)}" for inner in value.inner)
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(map(_written, value.inner)) + "]"


def _key(branch: Branch) -> str:
    return branch.key.text if branch.key is not None else ""


def _scalar(scalar: Scalar) -> str:
    """Return a single value; a number keeps its digits."""
    return _text(scalar.value) if isinstance(scalar.value, str) else scalar.text


def _text(text: str) -> str:
    return quoted(text, lambda character: json.dumps(character)[1:-1])
