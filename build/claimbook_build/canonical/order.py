"""The order in which a model names its fields, and the lists whose order means nothing."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from claimbook.records.annotation import marker, models_in
from claimbook.records.markers import Child
from claimbook.records.record import Record, Strict
from claimbook_build.read.node import Mapping, Node

Models = tuple[type[Strict], ...]


class Field(NamedTuple):
    """What the model says of one field.

    Attributes:
        rank: Its place among the fields; those that every record has come last.
        models: What its value, or each of its items, may be.
        unordered: Whether it lists plain values and their order means nothing.
    """

    rank: int
    models: Models
    unordered: bool


_UNKNOWN = Field(2**31, (), False)


class Order:
    """What the models say of one mapping; of an unknown one nothing."""

    def __init__(self, models: Models, node: Node) -> None:
        names = {key.text for key, _ in node.entries} if isinstance(node, Mapping) else set()
        model = _fitting(models, names)
        self._fields = _fields(model) if model is not None else {}
        record = model is not None and issubclass(model, Record)
        self.record = record or bool(names & {"id", "code"})

    def field(self, name: str) -> Field:
        """Return what is known of a field."""
        return self._fields.get(name, _UNKNOWN)


def fields_of(models: Models, names: Iterable[str]) -> dict[str, Field]:
    """Return what is known of the fields of a mapping with these keys, in their order."""
    model = _fitting(models, names)
    return _fields(model) if model is not None else {}


def _fitting(models: Models, names: Iterable[str]) -> type[Strict] | None:
    """Return the model that has most of these fields, the first of several."""
    if len(models) < 2:
        return next(iter(models), None)
    wanted = set(names)
    return max(models, key=lambda model: len(wanted & model.model_fields.keys()))


@cache
def _fields(model: type[Strict]) -> dict[str, Field]:
    return {
        name: Field(rank, _models(model, name), _unordered(model, name))
        for rank, name in enumerate(field_order(model))
    }


def field_order(model: type[Strict]) -> tuple[str, ...]:
    """Return a model's fields in the order in which they are written.

    >>> from claimbook.records.item import Item
    >>> field_order(Item)[0], field_order(Item)[-1]
    ('id', 'waive')
    """
    shared = Record.model_fields
    return tuple(sorted(model.model_fields, key=lambda name: name in shared))


def _models(model: type[Strict], name: str) -> Models:
    return tuple(_strict(models_in(model.model_fields[name].annotation)))


def _strict(found: Iterable[type]) -> Iterator[type[Strict]]:
    yield from (model for model in found if issubclass(model, Strict))


def _unordered(model: type[Strict], name: str) -> bool:
    child = marker(model.model_fields[name], Child)
    return child is not None and child.value is not None and not child.ordered
