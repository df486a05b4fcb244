"""Reading annotations: what a field's declaration says beyond its type."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claimbook.records.markers import Code, Listed, Pointer, Ref

_Marker = TypeVar("_Marker")


_SAID: dict[int, tuple[FieldInfo, tuple[Any, ...]]] = {}
"""What fields say, by the identity of each, which is kept with it: fields cannot be hashed."""


def metadata(field: FieldInfo) -> tuple[Any, ...]:
    """Return all that a field's annotation says, that of a union's arms included; read once."""
    known = _SAID.get(id(field))
    if known is None:
        said = (*field.metadata, *_deep_metadata(field.annotation))
        known = _SAID[id(field)] = (field, said)
    return known[1]


def _deep_metadata(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401
    if get_origin(annotation) is Annotated:
        inner, *own = get_args(annotation)
        return (*own, *_deep_metadata(inner))
    if get_origin(annotation) in (Union, UnionType, tuple):
        return tuple(m for part in get_args(annotation) for m in _deep_metadata(part))
    return ()


def marker(field: FieldInfo, kind: type[_Marker]) -> _Marker | None:
    """Return the field's marker of that kind, or None."""
    return _first(metadata(field), kind)


def _first(said: tuple[Any, ...], kind: type[_Marker]) -> _Marker | None:
    return next((m for m in said if isinstance(m, kind)), None)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any annotation
    """Yield every model that an annotation names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


NESTED_RECORDS = ("figures",)
"""Fields that hold records of their own: a walk of the outer record leaves them to theirs."""


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
    said = metadata(field)
    ref, code, listed = _first(said, Ref), _first(said, Code), _first(said, Listed)
    return Marks(
        ref.tables if ref else (),
        code.vocabulary if code else None,
        listed.name if listed else None,
        _first(said, Pointer) is not None,
    )
