"""Walking a record: every value of a kind with the way to it, found by its annotation."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from pydantic.fields import FieldInfo

from claimbook.records.annotation import marker
from claimbook.records.basis import Basis
from claimbook.records.markers import Code, Listed, Pointer, Ref
from claimbook.records.record import Strict

Loc: TypeAlias = tuple[str | int, ...]


class Found(NamedTuple):
    """A value inside a record, the way to it, and the field that holds it."""

    loc: Loc
    value: Any
    field: FieldInfo


NESTED_RECORDS = ("figures",)
"""Fields that hold records of their own: a walk of the outer record leaves them to theirs."""


def walk(record: Strict) -> Iterator[Found]:
    """Yield every value that is neither a list nor an object, depth first, nested records not."""
    yield from _walk(record, ())


def _walk(record: Strict, loc: Loc) -> Iterator[Found]:
    for name, field in type(record).model_fields.items():
        if name in NESTED_RECORDS:
            continue
        yield from _values(getattr(record, name), (*loc, name), field)


def _values(value: Any, loc: Loc, field: FieldInfo) -> Iterator[Found]:  # noqa: ANN401
    if isinstance(value, Strict):
        yield from _walk(value, loc)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _values(item, (*loc, at), field)
    elif value is not None:
        yield Found(loc, value, field)


class Marks(NamedTuple):
    """What a field's annotation says that rules care for."""

    refs: tuple[str, ...]
    vocabulary: str | None
    listed: str | None
    pointer: bool


_MARKS: dict[int, Marks] = {}
"""By identity: a model's fields live as long as the model, and cannot be hashed."""


def marks(field: FieldInfo) -> Marks:
    """Return a field's markers, read once."""
    found = _MARKS.get(id(field))
    if found is None:
        found = _MARKS[id(field)] = _read_marks(field)
    return found


def _read_marks(field: FieldInfo) -> Marks:
    ref, code, listed = marker(field, Ref), marker(field, Code), marker(field, Listed)
    return Marks(
        ref.tables if ref else (),
        code.vocabulary if code else None,
        listed.name if listed else None,
        marker(field, Pointer) is not None,
    )


def bases(record: Strict) -> Iterator[tuple[str, Basis]]:
    """Yield every top-level ground of a record with the name of the field it is the ground of."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Basis):
            yield name.removesuffix("_basis"), value
