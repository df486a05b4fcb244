"""Names where identifiers are meant, in records that could not be typed because of them (R207)."""

from collections.abc import Iterator
from typing import NamedTuple

from claimbook.diagnostic import Place
from claimbook.records.annotation import marks, models_in
from claimbook.records.record import Strict
from claimbook.rules.r207_alias import Named, Names
from claimbook.values.identifier import PREFIXES
from claimbook_build.check.collect import Collection
from claimbook_build.check.layout import shelf_of
from claimbook_build.read.node import Mapping, Node, Scalar, Sequence


class NameFound(NamedTuple):
    """A name that stands where an identifier is meant, and the record that is so called."""

    place: Place
    text: str
    owner: Named


def names_in(collection: Collection) -> Iterator[NameFound]:
    """Yield every name of one record in the references of the files that have the wrong shape."""
    names: Names | None = None
    for path in sorted(collection.dataset.broken):
        shelf, root = shelf_of(path), collection.tree(path)
        if shelf is None or shelf.model is None or root is None:
            continue
        names = names or Names(collection.dataset)
        yield from _walk(shelf.model, root, names)


def _walk(model: type[Strict], node: Node, names: Names) -> Iterator[NameFound]:
    """Follow a tree and the model that it should have, as far as they go together."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _walk(model, item, names)
    if not isinstance(node, Mapping):
        return
    for key, value in node.entries:
        field = model.model_fields.get(key.text)
        if field is None:
            continue
        refs = marks(field).refs
        if refs:
            yield from _names(value, refs, names)
        for inner in models_in(field.annotation):
            if issubclass(inner, Strict):
                yield from _walk(inner, value, names)


def _names(node: Node, tables: tuple[str, ...], names: Names) -> Iterator[NameFound]:
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Scalar) and item.text[:4] not in PREFIXES:
            owner = names.owner(item.text, tables)
            if owner is not None:
                yield NameFound(item.place, item.text, owner)
