"""From a Pydantic model to a msgspec structure that takes no more than the model does.

Only what msgspec can judge natively is carried over: names, types, codes of closed lists, numbers
of items and lengths of texts. Patterns and grammars are judged elsewhere (`gate`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

import annotated_types
import msgspec
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claimbook.records.markers import Ref
from claimbook_build.lines.beside import OWN

Used: TypeAlias = Mapping[type[BaseModel], frozenset[str]]
"""Fields by models."""


class Mirrors:
    """The structures of models, each made once.

    Keys and codes are held to those that are known: an unknown one is not proved right, and of a
    known one there is one object, which is compared and looked up faster than its letters.
    """

    def __init__(self, keys: Callable[[str], Sequence[str]], used: Used | None = None) -> None:
        """Prepare to mirror.

        Args:
            keys: Which keys a table has; none, if they are not held to any.
            used: Of some models, the fields that structures shall have beside the required ones;
                of the others they have all.
        """
        self._keys = keys
        self._used = used or {}
        self._made: dict[type[BaseModel], type[msgspec.Struct]] = {}

    def of(self, model: type[BaseModel]) -> type[msgspec.Struct]:
        """Return the structure of a model: frozen, so that equal values are one key of a table."""
        made = self._made.get(model)
        if made is None:
            used = self._used.get(model, model.model_fields)
            fields = [
                self._field(name, field)
                for name, field in model.model_fields.items()
                if name in used or field.is_required()
            ]
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
        if annotation is str and (known := self._known(metadata)):
            return Literal[known]
        made = self._plain(annotation, origin)
        limits = _limits(metadata)
        bounded = limits and annotation is not NoneType and origin is not Literal
        return Annotated[made, msgspec.Meta(**limits)] if bounded else made

    def _known(self, metadata: Iterable[Any]) -> tuple[str, ...]:
        """Return the keys to which a text refers; none if it refers to none, or to other lines."""
        tables = [table for part in metadata if isinstance(part, Ref) for table in part.tables]
        return () if OWN.intersection(tables) else tuple(chain(*map(self._keys, tables)))

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
