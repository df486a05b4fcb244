"""Record models -> tables: annotations are read once, here, into the tree of `claimbook.columns`.

Everything published is rendered from that tree (Arrow, Pandera, SQL, the data dictionary), never
from JSON Schema, which no longer knows a field's reference, unit or code list.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from claimbook.columns import Column, Table
from claimbook.derive.column import arms, coded, column, field_columns, flat_name, model_in
from claimbook.derive.portable import DerivationError
from claimbook.records.annotation import marker
from claimbook.records.markers import Child, Code
from claimbook.records.record import Published, Record, Strict
from claimbook.records.registry import GENERATED, RECORDS

__all__ = [
    "DerivationError",
    "column_name",
    "flat_name",
    "item_model",
    "models_at",
    "tables",
]

_PUBLISHED_AS = {
    # A stance's own claim and the claim that it answers cannot have one name.
    ("claim_stances", "claim"): "responds_to",
    # TARGET is a keyword of MERGE, and a record is called `record` in every other table.
    ("reviews", "target"): "record",
}
"""Fields whose column has another name, by table and field."""


@cache
def tables() -> dict[str, Table]:
    """Return every published table by name, in the order of their declaration.

    Raises:
        DerivationError: A field's type has no column type, two models disagree on a table, or a
            table has two columns of one name, or a key that is none of its columns.
    """
    found: dict[str, Table] = {}
    for model in RECORDS:
        for table in _tables_of(model):
            if found.setdefault(table.name, table) != table:
                raise DerivationError(f"two models declare the table `{table.name}` differently")
    for table in GENERATED:
        found[table.name] = replace(table, columns=tuple(map(coded, table.columns)))
    return {name: _finished(table, found) for name, table in found.items()}


def column_name(table: str, field: str) -> str:
    """Return the name of a field's column.

    >>> column_name("reviews", "target"), column_name("reviews", "reviewer")
    ('record', 'reviewer')
    """
    return _PUBLISHED_AS.get((table, field), field)


def _tables_of(model: type[Strict]) -> Iterator[Table]:
    published: Published = model.TABLE  # type: ignore[attr-defined]
    yield _table(published, (*_parents(published), *_own_columns(published.table, model)))
    for field in model.model_fields.values():
        child = marker(field, Child)
        if child is not None:
            yield from _child_tables(published, field, child)


def _table(published: Published, columns: tuple[Column, ...]) -> Table:
    ids = tuple(c for c in columns if (c.name,) == published.key)
    rest = tuple(c for c in columns if c not in ids)
    order = (*published.order, *(k for k in published.key if k not in published.order))
    return Table(published.table, published.grain, ids + rest, published.key, order)


def _parents(published: Published) -> Iterator[Column]:
    for name, references, description in published.parents:
        referred = tuple(part for part in references.split(",") if part)
        yield Column(name, "VARCHAR", description, nullable=False, references=referred)
    if "position" in published.key:
        yield _position()


def _position() -> Column:
    return Column("position", "BIGINT", "Place in the order given, from 1.", False, minimum=1)


def _own_columns(table: str, model: type[Strict]) -> Iterator[Column]:
    """Yield a model's own columns, those that all records share last."""
    shared = Record.model_fields
    fields = model.model_fields.items()
    for name, field in sorted(fields, key=lambda item: item[0] in shared):
        yield from field_columns(column_name(table, name), field)
    if issubclass(model, Record):
        yield RECORDED_IN


RECORDED_IN = Column(
    "recorded_in", "VARCHAR", "The release that held the record first.", nullable=False
)
"""The fifth clock of a record: filled by the build, never typed."""


def _child_tables(published: Published, field: FieldInfo, child: Child) -> Iterator[Table]:
    if child.value is None:
        yield from _tables_of(item_model(field))
        return
    parent = Column(
        child.parent, "VARCHAR", published.grain, nullable=False, references=(published.table,)
    )
    columns: tuple[Column, ...] = (parent, _value_column(field, child.value, child.description))
    key: tuple[str, ...] = (child.parent, child.value)
    if child.ordered:
        columns = (parent, _position(), columns[1])
        key = (child.parent, "position")
    yield Table(child.table, child.description, columns, key, key)


def _value_column(field: FieldInfo, name: str, description: str) -> Column:
    code = marker(field, Code)
    value = column(name, FieldInfo.from_annotation(_item(field)))
    vocabulary = code.vocabulary if code else None
    return coded(replace(value, description=description, nullable=False, vocabulary=vocabulary))


def _finished(table: Table, all_tables: dict[str, Table]) -> Table:
    columns = tuple(_finished_column(table, c, all_tables) for c in table.columns)
    names = [c.name for c in columns]
    if len(set(names)) < len(names):
        raise DerivationError(f"the table `{table.name}` has two columns of one name: {names}")
    if missing := {*table.primary_key, *table.sort_order} - set(names):
        raise DerivationError(f"the table `{table.name}` has no column {sorted(missing)}")
    return replace(table, columns=columns)


def _finished_column(table: Table, found: Column, all_tables: dict[str, Table]) -> Column:
    """Take a key's reference to itself away, and give a reference the form of what it refers to."""
    if (found.name,) == table.primary_key:
        return replace(found, references=())
    if found.pattern is not None or len(found.references) != 1:
        return found
    referred = all_tables[found.references[0]]
    key = referred.column(referred.primary_key[0])
    return replace(found, pattern=key.pattern, max_length=key.max_length)


def _item(field: FieldInfo) -> Any:  # noqa: ANN401 - any annotation
    return get_args(arms(field.annotation)[0])[0]


def item_model(field: FieldInfo) -> type[Strict]:
    """Return the model of a list field's items."""
    return model_in(_item(field))


def models_at(model: type[Strict], loc: tuple[str | int, ...]) -> tuple[type[Strict], ...]:
    """Return the models that may stand at a place inside a record, the record itself for ()."""
    found: tuple[type[Strict], ...] = (model,)
    for step in loc:
        if isinstance(step, str) and (fields := _fields_named(found, step)):
            found = tuple(inner for field in fields for inner in _models_in(field.annotation))
    return found


def _fields_named(models: tuple[type[Strict], ...], name: str) -> list[FieldInfo]:
    return [model.model_fields[name] for model in models if name in model.model_fields]


def _models_in(annotation: Any) -> Iterator[type[Strict]]:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
