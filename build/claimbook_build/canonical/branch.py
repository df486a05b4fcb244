"""A tree whose every key and item carries its comments: what the writers walk."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from claimbook_build.canonical.comment import Comment, Position
from claimbook_build.read.node import Mapping, Node, Scalar, Sequence


@dataclass(slots=True, eq=False)
class Branch:
    """A key with its value, an item of a list, or the root.

    Attributes:
        key: The key; None for an item and for the root.
        node: The value.
        parent: The branch whose value holds this one; None for the root.
        start: Where it begins in the text that was read.
        column: The column at which a comment of its own begins: that of its key, or of its dash.
        flow: Whether its value was written within brackets.
        heads: Comments on the lines above it.
        tails: Comments beside it.
        foots: Comments below the last thing that its value holds.
        branches: What its value holds.
    """

    key: Scalar | None
    node: Node
    parent: "Branch | None"
    start: Position
    column: int
    flow: bool
    heads: list[str] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    foots: list[str] = field(default_factory=list)
    branches: list["Branch"] = field(default_factory=list)

    @property
    def end(self) -> Position:
        """Where its value ends."""
        return self.node.span[3], self.node.span[4]

    def talks(self) -> bool:
        """Whether a comment stands inside its value."""
        return bool(self.foots) or any(b.heads or b.tails or b.talks() for b in self.branches)

    def above(self) -> Iterator["Branch"]:
        """Yield the branches that hold it, the nearest first."""
        branch = self.parent
        while branch is not None:
            yield branch
            branch = branch.parent


def grow(text: str, root: Node, comments: Iterable[Comment]) -> Branch:
    """Return the tree of a text with every comment at the key or item that it is about.

    A comment on a line of its own is about what follows it, unless it is indented as what went
    before and deeper than what follows. Any other comment is about what it stands beside.

    Args:
        text: The text, without a byte order mark.
        root: Its tree, as the strict reader gives it.
        comments: Its comments, in order.
    """
    lines = text.split("\n")
    top = _branch(lines, None, root, None, 1)
    order = [top, *_inside(lines, top)]
    attacher = _Attacher(order)
    for comment in comments:
        attacher.attach(comment)
    return top


def bare(node: Node) -> Branch:
    """Return a tree that has no comments."""
    top = Branch(None, node, None, (1, 1), 1, flow=False)
    deque(_inside([], top), maxlen=0)
    return top


def _branch(
    lines: list[str], key: Scalar | None, node: Node, parent: Branch | None, column: int
) -> Branch:
    span = key.span if key is not None else node.span
    bracketed = not isinstance(node, Scalar) and (
        # A pair of a list in brackets, `[a: 1]`, is a mapping without braces of its own.
        (parent is not None and parent.flow) or _begins_with_a_bracket(lines, node)
    )
    return Branch(key, node, parent, (span[1], span[2]), column, bracketed)


def _begins_with_a_bracket(lines: list[str], node: Node) -> bool:
    _, line, column, *_ = node.span
    return lines[line - 1 : line] != [] and lines[line - 1][column - 1 : column] in {"[", "{"}


def _inside(lines: list[str], branch: Branch) -> Iterator[Branch]:
    """Yield everything below a branch in the order of the text, and hang it there."""
    node = branch.node
    pairs: Iterable[tuple[Scalar | None, Node]] = ()
    if isinstance(node, Mapping):
        pairs = node.entries
    elif isinstance(node, Sequence):
        pairs = ((None, item) for item in node.items)
    for key, value in pairs:
        column = key.span[2] if key is not None else node.span[2]
        inner = _branch(lines, key, value, branch, column)
        branch.branches.append(inner)
        yield inner
        yield from _inside(lines, inner)


class _Attacher:
    """Gives each comment to the branch that it is about."""

    def __init__(self, order: list[Branch]) -> None:
        self.order = order
        self.starts = [branch.start for branch in order]
        self.gap: tuple[int, int] = (0, 0)  # which one, and the leftmost comment in it so far

    def attach(self, comment: Comment) -> None:
        at = bisect_right(self.starts, comment.at)
        last = self.order[at - 1] if at else None
        following = self.order[at] if at < len(self.order) else None
        if last is None:
            self.order[0].heads.append(comment.text)
            return
        while last.parent is not None and last.parent.flow and last.parent.end <= comment.at:
            last = last.parent
        if comment.alone:
            self._alone(comment, last, following)
        elif last.flow and last.end <= comment.at and last.talks():
            last.foots.append(comment.text)  # it comes after those inside, and stays after them
        else:
            last.tails.append(comment.text)

    def _alone(self, comment: Comment, last: Branch, following: Branch | None) -> None:
        brackets = _open_brackets(last, comment.at)
        if brackets is not None:
            if following is not None and following.start < brackets.end:
                following.heads.append(comment.text)
            else:
                (brackets.foots if brackets.branches else brackets.tails).append(comment.text)
        elif (last.node.span[1], last.node.span[2]) > comment.at and not last.branches:
            last.tails.append(comment.text)  # between a key and its value
        else:
            column = self._column(comment)
            owner = None if comment.dashed else _closed_around(column, last, following)
            if owner is not None:
                owner.foots.append(comment.text)
            elif following is not None:
                following.heads.append(comment.text)
            else:
                self.order[0].foots.append(comment.text)

    def _column(self, comment: Comment) -> int:
        """Return how deep a comment counts as: no deeper than the one before, to stay after it."""
        at = bisect_right(self.starts, comment.at)
        column = min(comment.at[1], self.gap[1]) if self.gap[0] == at else comment.at[1]
        self.gap = (at, column)
        return column


def _open_brackets(last: Branch, at: Position) -> Branch | None:
    """Return the innermost brackets that are open at a position."""
    for branch in (last, *last.above()):
        if branch.flow and branch.end > at and (branch.node.span[1], branch.node.span[2]) < at:
            return branch
    return None


def _closed_around(column: int, last: Branch, following: Branch | None) -> Branch | None:
    """Return the deepest branch that ends here and is indented no deeper than a comment."""
    still_open = {id(b) for b in following.above()} if following is not None else set()
    for branch in last.above():
        if id(branch) in still_open:
            return None
        inside = branch.branches[0].column
        if inside <= column and (following is None or inside > following.column):
            return branch
    return None
