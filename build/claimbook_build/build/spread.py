"""From mirrored claims to tables, a column at a time: the rows that `rows` makes one by one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec.structs import astuple
from pydantic.fields import FieldInfo

from claimbook.dataset import Dataset
from claimbook.derive.arrow import arrow_schema
from claimbook.derive.tables import RECORDED_IN, column_name, flat_name, item_model, tables
from claimbook.records.annotation import marker, models_in
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.records.markers import Child, Derives, Flat, Pointer, Unpublished
from claimbook.records.record import Published, Strict
from claimbook.rules.r403_wording import DERIVED
from claimbook.values.wording import parse_wording
from claimbook_build.build.completion import CLAIM_DEFAULTS, FIGURE_DEFAULTS
from claimbook_build.build.known import Known
from claimbook_build.build.moments import moment_columns
from claimbook_build.build.tables import sorted_table
from claimbook_build.lines.moment import Calendar

if TYPE_CHECKING:
    import pyarrow as pa

Cells: TypeAlias = "dict[str, Sequence[Any] | pa.Array | None]"
"""Columns by their names; None for one that is null in every row."""

_about = attrgetter("about")
_figures = attrgetter("figures")


class Items:
    """Mirrored values of one structure, by their fields."""

    def __init__(self, model: type[Strict], items: Sequence[Any]) -> None:
        self.model = model
        self._names = items[0].__struct_fields__ if items else tuple(model.model_fields)
        columns = list(zip(*map(astuple, items), strict=True)) or [()] * len(self._names)
        self._values: dict[str, Sequence[Any]] = dict(zip(self._names, columns, strict=True))

    def values(self, name: str) -> Sequence[Any] | None:
        """Return the values of a field; None if no structure has it, so that all are left out."""
        return self._values.get(name)

    def required(self, name: str) -> Sequence[Any]:
        """Return the values of a field that every structure has."""
        return self._values[name]

    def children(self) -> Iterator[tuple[FieldInfo, Child, Sequence[Any]]]:
        """Yield the lists in use whose items are rows of their own."""
        for name, field in self.model.model_fields.items():
            child, values = marker(field, Child), self.values(name)
            if child is not None and values is not None:
                yield field, child, values


class Spread:
    """Spreads claims over tables, beside the records written by hand."""

    def __init__(self, hand: Dataset) -> None:
        self._calendar = Calendar(hand)
        self._first = hand.first_releases
        self._release = hand.release
        self._known: dict[str, Known] = {}
        self._wordings = Known(
            {name: _schema(Figure.TABLE.table).field(name).type for name in DERIVED}, _worded
        )

    def tables(self, claims: Sequence[Any]) -> "dict[str, pa.Table]":
        """Return the rows of claims of one structure, sorted, by the tables that get any.

        Args:
            claims: Mirrored claims that answer no other, and of which no place is withheld.
        """
        of_claims = Items(Claim, claims)
        zones = self._calendar.zones(claims, of_claims.required("document"))
        owners = [at for at, claim in enumerate(claims) for _ in claim.figures]
        of_figures = Items(Figure, list(chain.from_iterable(map(_figures, claims))))
        first = [about[0] if about else None for about in map(_about, claims)]
        found = {
            Claim.TABLE.table: self._claims(of_claims, zones),
            Figure.TABLE.table: self._figures(
                of_figures, [zones[at] for at in owners], [first[at] for at in owners]
            ),
            "claim_claimants": _claimants(of_claims),
        }
        found[Figure.TABLE.table]["claim"] = [claims[at].id for at in owners]
        for items in (of_claims, of_figures):
            for field, child, lists in items.children():
                found[child.table] = self._children(field, child, lists, items.required("id"))
        return {name: _table(name, cells) for name, cells in found.items()}

    def _claims(self, items: Items, zones: Sequence[str]) -> Cells:
        cells = self._cells(items, zones)
        cells["document"] = items.required("document")
        cells[RECORDED_IN.name] = self._releases(items)
        return cells | _filled(cells, CLAIM_DEFAULTS, len(zones))

    def _figures(self, items: Items, zones: Sequence[str], events: Sequence[str | None]) -> Cells:
        cells = self._cells(items, zones)
        own = items.required("event")
        cells["event"] = [one or other for one, other in zip(own, events, strict=True)]
        cells[RECORDED_IN.name] = self._releases(items)
        cells |= self._wordings.columns(items.required("wording"))
        return cells | _filled(cells, FIGURE_DEFAULTS, len(zones))

    def _releases(self, items: Items) -> Sequence[str | None]:
        """Return the release that held each record first: see `claimbook_build.build.rows`."""
        get = self._first.get
        return [get(key) or self._release for key in items.required("id")]

    def _cells(self, items: Items, zones: Sequence[str]) -> Cells:
        """Return the columns that the annotations of a model declare, in the zones of its rows."""
        published: Published = items.model.TABLE  # type: ignore[attr-defined]
        cells: Cells = {}
        for name, field in items.model.model_fields.items():
            values = items.values(name)
            if marker(field, Flat) is not None:
                cells |= _flat(column_name(published.table, name), field, values)
            elif not any(marker(field, kind) for kind in (Child, Pointer, Unpublished)):
                cells[column_name(published.table, name)] = values
            derives = marker(field, Derives)
            if derives is not None:
                cells |= self._derived(published.table, name, derives, zones, values)
        return cells

    def _derived(
        self,
        table: str,
        name: str,
        derives: Derives,
        zones: Sequence[str],
        values: Sequence[Any] | None,
    ) -> Cells:
        columns = derives.columns
        if values is None:
            return {column.name: None for column in columns}
        known = self._known.get(f"{table}.{name}")
        if known is None:
            types = {column.name: _schema(table).field(column.name).type for column in columns}
            known = Known(types, lambda key: moment_columns(columns, key[1], key[0]))
            self._known[f"{table}.{name}"] = known
        return {**known.columns(list(zip(zones, values, strict=True)))}

    def _children(
        self, field: FieldInfo, child: Child, lists: Sequence[Any], keys: Sequence[str]
    ) -> Cells:
        counts = list(map(len, lists))
        inner = list(chain.from_iterable(lists))
        cells: Cells = {child.value: inner} if child.value is not None else {}
        if child.value is None:
            cells = self._cells(Items(item_model(field), inner), ())
        cells[child.parent] = list(chain.from_iterable(map(repeat, keys, counts)))
        cells["position"] = list(chain.from_iterable(range(1, count + 1) for count in counts))
        return cells


@cache
def _schema(table: str) -> "pa.Schema":
    return arrow_schema(tables()[table])


def _worded(wording: str) -> Mapping[str, object]:
    quantity = parse_wording(wording)
    return {name: getattr(quantity, name) for name in DERIVED}


def _filled(cells: Cells, defaults: Mapping[str, str], count: int) -> Cells:
    """Return the columns in which a release leaves nothing out."""
    filled: Cells = {}
    for name, default in defaults.items():
        values = cells[name]
        filled[name] = (
            [default] * count if values is None else [value or default for value in values]
        )
    return filled


def _flat(name: str, field: FieldInfo, values: Sequence[Any] | None) -> Cells:
    model = next(iter(models_in(field.annotation)))
    return {
        flat_name(name, part): None
        if values is None
        else [None if value is None else getattr(value, part) for value in values]
        for part in model.model_fields
    }


def _claimants(items: Items) -> Cells:
    lists = items.required("claimants")
    voices = list(chain.from_iterable(lists))
    counts = list(map(len, lists))
    cells: Cells = {"actor": voices, "unnamed": None, "unnamed_of": None}
    if set(map(type, voices)) != {str}:
        named = [isinstance(voice, str) for voice in voices]
        pairs = list(zip(voices, named, strict=True))
        cells["actor"] = [voice if is_named else None for voice, is_named in pairs]
        cells["unnamed"] = [None if is_named else voice.unnamed for voice, is_named in pairs]
        cells["unnamed_of"] = [None if is_named else voice.of for voice, is_named in pairs]
    cells["claim"] = list(chain.from_iterable(map(repeat, items.required("id"), counts)))
    cells["position"] = list(chain.from_iterable(range(1, count + 1) for count in counts))
    return cells


def _table(name: str, cells: Cells) -> "pa.Table":
    import pyarrow as pa

    schema = _schema(name)
    count = len(cells[tables()[name].primary_key[0]] or ())
    arrays = []
    for column in schema:
        values = cells[column.name]
        made = pa.nulls(count, column.type) if values is None else values
        arrays.append(made if isinstance(made, pa.Array) else pa.array(made, column.type))
    return sorted_table(pa.Table.from_arrays(arrays, schema=schema), tables()[name])
