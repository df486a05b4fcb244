"""Fields -> columns: what an annotation says of a value, as a column of a published table."""

from collections.abc import Iterator
from dataclasses import replace
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic.fields import FieldInfo

from claimbook.columns import Column, ColumnType
from claimbook.derive.portable import DerivationError, check_pattern
from claimbook.records.annotation import marker, metadata
from claimbook.records.markers import (
    Child,
    Code,
    Derives,
    Filled,
    Flat,
    InUnit,
    Listed,
    Pointer,
    Ref,
    Unpublished,
)
from claimbook.records.record import Strict
from claimbook.records.vocabulary import CLOSED

_TYPES: dict[type, ColumnType] = {
    bool: "BOOLEAN",
    int: "BIGINT",
    float: "DOUBLE",
    str: "VARCHAR",
}


def field_columns(name: str, field: FieldInfo) -> Iterator[Column]:
    """Yield the columns that a field is published as, those derived from it last.

    Raises:
        DerivationError: The field's type has no column type, or its pattern is not portable.
    """
    if marker(field, Flat) is not None:
        yield from _flat_columns(name, field)
    elif not any(marker(field, kind) for kind in (Child, Pointer, Unpublished)):
        yield column(name, field)
    derives = marker(field, Derives)
    for derived in derives.columns if derives else ():
        # What a required field derives stands in every row.
        yield replace(coded(derived), nullable=derived.nullable and not field.is_required())


def column(name: str, field: FieldInfo) -> Column:
    """Return the one column of a plain field.

    Raises:
        DerivationError: The field's type has no column type, or its pattern is not portable.
    """
    code, unit = marker(field, Code), marker(field, InUnit)
    ref, listed = marker(field, Ref), marker(field, Listed)
    found = Column(
        name=name,
        type=_column_type(name, field.annotation),
        description=field.description or "",
        nullable=not field.is_required() and marker(field, Filled) is None,
        unit=unit.unit if unit else None,
        vocabulary=code.vocabulary if code else None,
        closed=_literals(field.annotation),
        references=ref.tables if ref else (),
        listed=listed.name if listed else None,
    )
    return coded(_constrained(found, field))


def coded(found: Column) -> Column:
    """Give a column of a closed code list the list's codes."""
    if found.vocabulary is None or found.closed:
        return found
    return replace(found, closed=CLOSED.get(found.vocabulary, ()))


def flat_name(field: str, part: str) -> str:
    """Name the column of one part of a small object: a basis reads as one word with its kind.

    >>> flat_name("as_of_basis", "kind"), flat_name("as_of_basis", "because")
    ('as_of_basis', 'as_of_basis_because')
    """
    return field if part == "kind" else f"{field}_{part}"


def _flat_columns(name: str, field: FieldInfo) -> Iterator[Column]:
    for part, part_field in model_in(field.annotation).model_fields.items():
        inner = column(flat_name(name, part), part_field)
        described = f"{field.description} {inner.description}"
        yield replace(inner, description=described, nullable=True)


def _constrained(found: Column, field: FieldInfo) -> Column:
    """Add the pattern and the limits that the annotation sets."""
    limits: dict[str, Any] = {}
    for part in _parts(field):
        match part:
            case Ge(ge=limit):
                limits["minimum"] = limit
            case Le(le=limit):
                limits["maximum"] = limit
            case MinLen(min_length=limit):
                limits["min_length"] = limit
            case MaxLen(max_length=limit):
                limits["max_length"] = limit
            case Gt() | Lt():
                raise DerivationError(f"field `{found.name}`: a limit must include its own value")
            case _ if isinstance(pattern := getattr(part, "pattern", None), str):
                limits["pattern"] = _whole(found.name, pattern)
    return replace(found, **limits)


def _whole(name: str, pattern: str) -> str:
    if not (pattern.startswith("^") and pattern.endswith("$")):
        raise DerivationError(f"field `{name}`: the pattern must hold for the whole text: ^...$")
    check_pattern(pattern[1:-1])
    return pattern[1:-1]


def _parts(field: FieldInfo) -> Iterator[Any]:
    for found in metadata(field):
        yield from found.metadata if isinstance(found, FieldInfo) else (found,)


def _column_type(name: str, annotation: Any) -> ColumnType:  # noqa: ANN401 - any annotation
    plain = {str if get_origin(part) is Literal else part for part in arms(annotation)}
    if plain == {int, float}:
        return "DOUBLE"
    if len(plain) != 1 or (kind := _TYPES.get(plain.pop())) is None:
        raise DerivationError(f"field `{name}` has no column type: {annotation}")
    return kind


def arms(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any annotation
    """Return the parts of a union without None, looking through `Annotated`."""
    if get_origin(annotation) is Annotated:
        return arms(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        parts = (arm for part in get_args(annotation) for arm in arms(part))
        return tuple(part for part in parts if part is not type(None))
    return (annotation,)


def _literals(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - any annotation
    for arm in arms(annotation):
        if get_origin(arm) is Literal:
            return get_args(arm)
    return ()


def model_in(annotation: Any) -> type[Strict]:  # noqa: ANN401 - any annotation
    """Return the model that an annotation names.

    Raises:
        DerivationError: It names none.
    """
    for arm in arms(annotation):
        if isinstance(arm, type) and issubclass(arm, Strict):
            return arm
    raise DerivationError(f"no model in {annotation}")
