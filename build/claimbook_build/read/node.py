"""What a reader returns: values that know where they stand."""

from collections.abc import Sequence as AnySequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from claimbook.diagnostic import Diagnostic, Place

Style = Literal["plain", "quoted", "block"]
Value = str | int | float | bool | None

# path, line, column, end line, end column: a Place before somebody asks for it. Most values are
# never complained about, and a tuple costs a third of a Place.
Span = tuple[str, int, int, int, int]


# Nodes are named tuples, not frozen dataclasses: a record has hundreds, and these take half the
# time to make.
class Scalar(NamedTuple):
    """A single value.

    Attributes:
        value: The typed value.
        text: What was written, without quotes and with escapes resolved: ``1.10`` of 1.1.
        style: ``plain``, ``quoted`` (either quote) or ``block`` (``|`` and ``>``).
        span: Where it stands.
    """

    value: Value
    text: str
    style: Style
    span: Span

    @property
    def place(self) -> Place:
        """The stretch of the file, quotes included."""
        return Place(*self.span)


class Sequence(NamedTuple):
    """A list."""

    items: "tuple[Node, ...]"
    span: Span

    @property
    def place(self) -> Place:
        """From the first bracket or dash to the end of the last item or the closing bracket."""
        return Place(*self.span)


class Mapping(NamedTuple):
    """Keys and values in the order of the file; each key once."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    span: Span

    @property
    def place(self) -> Place:
        """From the first key or brace to the end of the last value or the closing brace."""
        return Place(*self.span)

    def entry(self, name: str) -> "tuple[Scalar, Node] | None":
        """Return the key and the value of a name, or None."""
        return next((pair for pair in self.entries if pair[0].text == name), None)


Node = Scalar | Sequence | Mapping
Plain = Value | dict[str, "Plain"] | tuple["Plain", ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one text.

    Attributes:
        root: The tree, or None when there is none to work on; there is then an error at least.
            A tree may stand beside errors (a key said twice, say): look at `failed` before use.
        diagnostics: All findings, in the order of the file.
    """

    root: Node | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(finding.severity == "error" for finding in self.diagnostics)


def plain(node: Node) -> Plain:
    """Return the value as Python data: dictionaries, tuples for lists, single values.

    >>> key = Scalar("a", "a", "plain", ("f", 1, 1, 1, 2))
    >>> plain(Mapping(((key, Sequence((), ("f", 1, 4, 1, 6))),), ("f", 1, 1, 1, 6)))
    {'a': ()}
    """
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return tuple([i.value if type(i) is Scalar else plain(i) for i in node.items])
    return {key.text: v.value if type(v) is Scalar else plain(v) for key, v in node.entries}


def locate(root: Node, loc: AnySequence[str | int], *, key: bool = False) -> Place:
    """Return the place of the deepest node that a location reaches.

    Args:
        root: The tree.
        loc: Field names and list positions, as Pydantic gives them. A step that is not there is
            stepped over: Pydantic names the arms of a union and the fields that are missing.
        key: Give the place of the last step's key rather than of its value.
    """
    node, place = root, root.place
    for step in loc:
        if isinstance(node, Mapping) and isinstance(step, str):
            found = node.entry(step)
            if found is not None:
                node = found[1]
                place = found[0].place if key else node.place
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
            place = node.place
    return place
