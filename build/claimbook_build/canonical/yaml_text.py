"""Canonical YAML: one value a line, small groups of values on one line, comments where they were.

Records stand in block style, a field a line. A list of single values, and a mapping of single
values that is no record, stands in brackets when its line has at most 100 columns and no comment
stands inside; otherwise in block style. So the style follows from what is said, never from how it
was typed.
"""

from claimbook_build.canonical.arrange import Arranged
from claimbook_build.canonical.branch import Branch
from claimbook_build.canonical.order import Models
from claimbook_build.canonical.scalar_text import key_text, quoted, scalar_text
from claimbook_build.read.node import Mapping, Node, Scalar

WIDTH = 100
"""Most columns of a line that holds a list or a mapping."""

_STEP = 2
_LONGEST_KEY = 1000  # YAML 1.2, 7.4.2: a key before a colon has at most 1024 characters


def yaml_text(top: Branch, models: Models) -> str:
    """Return a tree as canonical YAML.

    Args:
        top: The root, with its comments.
        models: What the file may hold; none leaves keys in their order.
    """
    root = Arranged(top, models)
    lines = [*top.heads, *top.tails]
    if isinstance(top.node, Scalar):
        text = isinstance(top.node.value, str)
        lines.append(quoted(top.node.text) if text else scalar_text(top.node))
    elif not root.inner:
        lines.append(_empty(top.node))
    else:
        lines += _block(root, 0)
    return "".join(f"{line}\n" for line in [*lines, *(top.foots if not root.inner else ())])


def _block(holder: Arranged, indent: int) -> list[str]:
    """Return the lines of what a value holds, each thing with its comments."""
    return _lines(holder.inner, holder.branch.foots, indent)


def _lines(entries: list[Arranged], foots: list[str], indent: int) -> list[str]:
    lines: list[str] = []
    for entry in entries:
        above, own = _entry(entry, indent)
        lines += [" " * indent + comment for comment in above]
        lines += own
    return lines + [" " * indent + comment for comment in foots]


def _entry(entry: Arranged, indent: int) -> tuple[list[str], list[str]]:
    """Return the comments above a key or an item, and its lines."""
    branch = entry.branch
    above, tail = [*branch.heads, *branch.tails[:-1]], "".join(branch.tails[-1:])
    before, start = _start(branch, " " * indent)
    beside = _beside(entry, start, tail)
    if beside is not None:
        return above, [*before, f"{start} {beside} {tail}".rstrip()]
    if branch.key is not None:
        return above, [*before, f"{start} {tail}".rstrip(), *_block(entry, indent + _STEP)]
    return _item(entry, indent, [*above, tail] if tail else above)


def _start(branch: Branch, pad: str) -> tuple[list[str], str]:
    """Return how a key or an item begins, after a line of its own for a key that needs one."""
    if branch.key is None:
        return [], f"{pad}-"
    key = key_text(branch.key)
    return ([], f"{pad}{key}:") if len(key) <= _LONGEST_KEY else ([f"{pad}? {key}"], f"{pad}:")


def _item(entry: Arranged, indent: int, above: list[str]) -> tuple[list[str], list[str]]:
    """Return an item that goes over several lines: its first line is the one with the dash."""
    first, *rest = entry.inner
    inner_above, lines = _entry(first, indent + _STEP)
    lines[0] = " " * indent + "- " + lines[0][indent + _STEP :]
    lines += _lines(rest, entry.branch.foots, indent + _STEP)
    return [*above, *inner_above], lines


def _beside(entry: Arranged, start: str, tail: str) -> str | None:
    """Return a value that stands on the line of its key or dash, or None."""
    node = entry.branch.node
    if isinstance(node, Scalar):
        return scalar_text(node, comment=tail)
    if not entry.inner:
        return _empty(node)
    alone = all(isinstance(inner.branch.node, Scalar) for inner in entry.inner)
    if entry.record or not alone or entry.branch.talks():
        return None
    written = _bracketed(entry)
    return written if len(start) + 1 + len(written) <= WIDTH else None


def _bracketed(entry: Arranged) -> str:
    parts = []
    for inner in entry.inner:
        key, node = inner.branch.key, inner.branch.node
        written = scalar_text(node, flow=True) if isinstance(node, Scalar) else ""
        parts.append(f"{key_text(key, flow=True)}: {written}" if key is not None else written)
    inside = ", ".join(parts)
    return f"{{{inside}}}" if isinstance(entry.branch.node, Mapping) else f"[{inside}]"


def _empty(node: Node) -> str:
    return "{}" if isinstance(node, Mapping) else "[]"
