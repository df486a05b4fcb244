"""Values that refer to something: to a record, to a code, to a span of a text."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from claimbook.entry import Entry, Loc
from claimbook.mapping.looked_up import looked_up
from claimbook.mapping.mapping import Mapping
from claimbook.records.annotation import Marks, marks, models_in
from claimbook.records.record import Record, Strict


class Marked(NamedTuple):
    """One value with what its field's declaration says of it.

    Attributes:
        entry: The record.
        loc: The way from the record to the value.
        value: The value.
        marks: What the field says.
    """

    entry: Entry
    loc: Loc
    value: Any
    marks: Marks


def marked(entries: Iterable[Entry]) -> Iterator[Marked]:
    """Yield every such value; nested records have entries of their own.

    Of a mapping these are also the values that its columns are looked up to be.
    """
    for entry in entries:
        yield from _in_record(entry, entry.record, ())
        if isinstance(entry.record, Mapping):
            for loc, value, found in looked_up(entry.record):
                yield Marked(entry, loc, value, found)


def _in_record(entry: Entry, record: Strict, loc: Loc) -> Iterator[Marked]:
    for name, found in _fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):  # most are
            yield Marked(entry, (*loc, name), value, found)
        elif value is not None and value != ():
            yield from _in_value(entry, value, (*loc, name), found)


def _in_value(entry: Entry, value: Any, loc: Loc, found: Marks) -> Iterator[Marked]:  # noqa: ANN401
    if isinstance(value, Strict):
        yield from _in_record(entry, value, loc)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _in_value(entry, item, (*loc, at), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _in_value(entry, item, (*loc, key), found)
    else:
        yield Marked(entry, loc, value, found)


@cache
def _fields(model: type[Strict]) -> tuple[tuple[str, Marks], ...]:
    """Return the fields of a model that are worth a walk: most of a record's are not."""
    return tuple(
        (name, marks(field))
        for name, field in model.model_fields.items()
        if not any(issubclass(inner, Record) for inner in models_in(field.annotation))
        and (any(marks(field)) or any(True for _ in models_in(field.annotation)))
    )
