"""From a Pydantic model to a msgspec structure that takes no more than the model does.

Only what msgspec can judge natively is carried over: names, types, codes of closed lists, numbers
of items and lengths of texts. Patterns and grammars are judged elsewhere (`gate`).
"""

from collections.abc import Iterable
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
import msgspec
from pydantic import BaseModel
from pydantic.fields import FieldInfo


class Mirrors:
    """The structures of models, each made once."""

    def __init__(self) -> None:
        self._made: dict[type[BaseModel], type[msgspec.Struct]] = {}

    def of(self, model: type[BaseModel]) -> type[msgspec.Struct]:
        """Return the structure of a model: frozen, so that equal values are one key of a table."""
        made = self._made.get(model)
        if made is None:
            fields = [self._field(name, field) for name, field in model.model_fields.items()]
            made = self._made[model] = msgspec.defstruct(
                model.__name__,
                fields,
                frozen=True,
                kw_only=True,
                forbid_unknown_fields=True,
                omit_defaults=True,
                gc=False,
            )
        return made

    def _field(self, name: str, field: FieldInfo) -> tuple[str, Any] | tuple[str, Any, Any]:
        made = self._type(field.annotation, field.metadata)
        return (name, made) if field.is_required() else (name, made, field.default)

    def _type(self, annotation: Any, metadata: Iterable[Any] = ()) -> Any:  # noqa: ANN401
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *own = get_args(annotation)
            return self._type(inner, (*own, *metadata))
        if origin in (Union, UnionType):
            arms = [self._type(arm, metadata) for arm in get_args(annotation)]
            return Union[tuple(arms)]  # noqa: UP007 - made at run time
        made = self._plain(annotation, origin)
        limits = _limits(metadata)
        bounded = limits and annotation is not NoneType and origin is not Literal
        return Annotated[made, msgspec.Meta(**limits)] if bounded else made

    def _plain(self, annotation: Any, origin: Any) -> Any:  # noqa: ANN401
        if origin is tuple:
            inner, _ = get_args(annotation)
            return tuple[self._type(inner), ...]  # type: ignore[misc]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.of(annotation)
        if annotation in (str, bool, int, float, NoneType) or origin is Literal:
            return annotation
        raise TypeError(f"no structure mirrors {annotation!r}")


def _limits(metadata: Iterable[Any]) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    for part in metadata:
        for each in (part, *getattr(part, "metadata", ())):
            if isinstance(each, annotated_types.MinLen):
                limits["min_length"] = each.min_length
            if isinstance(each, annotated_types.MaxLen):
                limits["max_length"] = each.max_length
    return limits
