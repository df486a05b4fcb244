"""Keys in the order of the model, and sets sorted: what may be moved without changing a meaning."""

from claimbook_build.canonical.branch import Branch
from claimbook_build.canonical.order import Field, Models, Order
from claimbook_build.read.node import Mapping, Scalar


class Arranged:
    """A branch with the models that its value may have, and what it holds in canonical order."""

    __slots__ = ("branch", "inner", "record")

    def __init__(self, branch: Branch, models: Models, *, unordered: bool = False) -> None:
        self.branch = branch
        self.record = False
        if isinstance(branch.node, Mapping):
            order = Order(models, branch.node)
            self.record = order.record
            pairs = [(_field_of(order, inner), inner) for inner in branch.branches]
            pairs.sort(key=lambda pair: pair[0].rank)  # stable: unknown fields stay in their order
            self.inner = [
                Arranged(inner, field.models, unordered=field.unordered) for field, inner in pairs
            ]
        else:
            items = branch.branches
            if unordered and all(_is_text(item) for item in items):
                items = sorted(items, key=_text_of)
            self.inner = [Arranged(item, models) for item in items]
        if isinstance(branch.node, Scalar) and branch.node.value is None:
            _raise_glued(branch)
        if branch.key is None and branch.parent is not None and self.inner:
            _lift(branch, self.inner[0].branch)


def _lift(item: Branch, first: Branch) -> None:
    """Give an item the comments above the first thing in it: they stand above the item's dash."""
    if first.heads:
        item.heads += [*item.tails, *first.heads]
        item.tails.clear()
        first.heads.clear()


def _raise_glued(branch: Branch) -> None:
    """Put a comment glued to its mark above null: our reader refuses it beside."""
    if any(tail[1:2] not in {"", " ", "\t", "#"} for tail in branch.tails[-1:]):
        branch.heads += branch.tails
        branch.tails.clear()


def _field_of(order: Order, branch: Branch) -> Field:
    return order.field(branch.key.text if branch.key is not None else "")


def _is_text(branch: Branch) -> bool:
    return isinstance(branch.node, Scalar) and isinstance(branch.node.value, str)


def _text_of(branch: Branch) -> str:
    return branch.node.text if isinstance(branch.node, Scalar) else ""
