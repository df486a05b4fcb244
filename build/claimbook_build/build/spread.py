"""From mirrored claims to tables, a column at a time: the rows that `rows` makes one by one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic.fields import FieldInfo

from claimbook.dataset import Dataset
from claimbook.derive.arrow import arrow_schema
from claimbook.derive.tables import RECORDED_IN, column_name, flat_name, item_model, tables
from claimbook.records.annotation import marker, models_in
from claimbook.records.claim import Claim
from claimbook.records.evidence import Evidence
from claimbook.records.figure import Figure
from claimbook.records.markers import Child, Derives, Flat, Pointer, Unpublished
from claimbook.records.record import Published, Strict
from claimbook.rules.r403_wording import DERIVED
from claimbook.values.wording import parse_wording
from claimbook_build.build.cited import Citing, cited
from claimbook_build.build.completion import CLAIM_DEFAULTS, FIGURE_DEFAULTS
from claimbook_build.build.first_release import releases_of_documents
from claimbook_build.build.known import Known
from claimbook_build.build.moments import moment_columns
from claimbook_build.build.tables import sorted_table
from claimbook_build.lines.moment import Calendar

if TYPE_CHECKING:
    import pyarrow as pa

Cells: TypeAlias = "dict[str, pa.Array]"
"""Columns by their names."""

_ELSEWHERE = (Child, Pointer, Unpublished)
"""What fields say that are no columns of their record's table."""


_key = attrgetter("id")


class Items:
    """Mirrored values of one structure, by their fields."""

    def __init__(self, model: type[Strict], items: Sequence[Any]) -> None:
        self.model = model
        self._items = items
        self._used = items[0].__struct_fields__ if items else ()

    def __len__(self) -> int:
        return len(self._items)

    def values(self, name: str) -> list[Any] | None:
        """Return the values of a field; None if no structure has it, so that all are left out."""
        return list(map(attrgetter(name), self._items)) if name in self._used else None

    def lists(self, name: str) -> list[tuple[Any, ...]]:
        """Return the values of a field that holds lists."""
        return list(map(attrgetter(name), self._items))

    def citing(self, documents: "pa.Array") -> Iterator[Citing]:
        """Yield the locators of each record, whose documents these are, if any is a cell."""
        if not self._items:
            return
        lists = self.lists("evidence")
        if "#" in "".join(chain.from_iterable(lists)):
            yield from zip(map(_key, self._items), documents.to_pylist(), lists, strict=True)

    def array(self, name: str, kind: "pa.DataType") -> "pa.Array":
        """Return the values of a field as a column of some type."""
        return _array(self.values(name), kind, len(self._items))

    def children(self) -> Iterator[tuple[FieldInfo, Child, list[Any]]]:
        """Yield the lists in use whose items are rows of their own."""
        for name, field in self.model.model_fields.items():
            child = marker(field, Child)
            if child is not None and name in self._used:
                yield field, child, self.lists(name)


class Spread:
    """Spreads claims over tables, beside the records written by hand."""

    def __init__(self, hand: Dataset) -> None:
        self._calendar = Calendar(hand)
        by_hand = {*hand.keys("claims"), *hand.keys("figures")}
        self._first = {
            key: release
            for key, release in hand.first_releases.items()
            if key.startswith(("clm_", "fig_")) and key not in by_hand
        }
        self._of_documents = releases_of_documents(hand)
        self._release = hand.release
        self._known: dict[str, Known] = {}
        types = {name: _schema(Figure.TABLE.table).field(name).type for name in DERIVED}
        self._wordings = Known(types, _worded)

    def tables(self, claims: Sequence[Any]) -> "dict[str, pa.Table]":
        """Return the rows of claims of one structure, sorted, by the tables that get any.

        Args:
            claims: Mirrored claims that answer no other, and of which no place is withheld.
        """
        import pyarrow as pa

        claims = sorted(claims, key=_key)  # then most tables come out sorted
        of_claims = Items(Claim, claims)
        named = list(map(attrgetter("document"), claims))
        documents = pa.array(named, pa.string())
        zones = pa.array(self._calendar.zones(claims, named), pa.string())
        of_figures, owners = _nested(of_claims.lists("figures"))
        figures = Items(Figure, of_figures)
        of_owners = documents.take(owners)
        own = self._claims(of_claims, zones, documents)
        first = [about[0] if about else None for about in of_claims.lists("about")]
        chief = pa.array(first, pa.string()).take(owners)
        found = {
            Claim.TABLE.table: own,
            Figure.TABLE.table: self._figures(figures, zones.take(owners), chief, of_owners)
            | {"claim": own["id"].take(owners)},
            "claim_claimants": _claimants(of_claims, own["id"]),
        }
        for items in (of_claims, figures):
            keys = found[items.model.TABLE.table]["id"]  # type: ignore[attr-defined]
            for field, child, lists in items.children():
                found[child.table] = self._children(field, child, lists, keys)
        citing = chain(of_claims.citing(documents), figures.citing(of_owners))
        found[Evidence.TABLE.table] = cited(citing)
        return {name: _table(name, cells) for name, cells in found.items()}

    def _claims(self, items: Items, zones: "pa.Array", documents: "pa.Array") -> Cells:
        cells = self._cells(items, zones) | {"document": documents}
        cells[RECORDED_IN.name] = self._releases(cells["id"], documents)
        return cells | {n: cells[n].fill_null(default) for n, default in CLAIM_DEFAULTS.items()}

    def _figures(
        self, items: Items, zones: "pa.Array", events: "pa.Array", documents: "pa.Array"
    ) -> Cells:
        import pyarrow.compute as pc

        cells = self._cells(items, zones)
        cells["event"] = pc.coalesce(cells["event"], events)
        cells[RECORDED_IN.name] = self._releases(cells["id"], documents)
        cells |= self._wordings.columns(cells["wording"])
        return cells | {n: cells[n].fill_null(default) for n, default in FIGURE_DEFAULTS.items()}

    def _releases(self, keys: "pa.Array", documents: "pa.Array") -> "pa.Array":
        """Return the release that held each record first: see `claimbook_build.build.rows`."""
        import pyarrow as pa
        import pyarrow.compute as pc

        coded = documents.dictionary_encode()
        of_document, own = self._of_documents.get, self._release
        each = [of_document(document) or own for document in coded.dictionary.to_pylist()]
        found = pa.array(each, pa.string()).take(coded.indices)
        if self._first:
            known = pa.array(self._first.keys(), pa.string())
            first = pa.array(self._first.values(), pa.string())
            found = pc.coalesce(first.take(pc.index_in(keys, value_set=known)), found)
        return found

    def _cells(self, items: Items, zones: "pa.Array | None" = None) -> Cells:
        """Return the columns that the annotations of a model declare, in the zones of its rows."""
        published: Published = items.model.TABLE  # type: ignore[attr-defined]
        schema = _schema(published.table)
        cells: Cells = {}
        for name, field, is_flat, derives in _own(items.model):
            column = column_name(published.table, name)
            if is_flat:
                cells |= _flat(column, field, items.values(name), len(items), schema)
            else:
                cells[column] = items.array(name, schema.field(column).type)
            if derives is not None and zones is not None:
                known = self._moments(f"{published.table}.{name}", derives, schema)
                undated = cells[column].null_count == len(items)
                cells |= (
                    known.nothing(len(items)) if undated else known.columns(zones, cells[column])
                )
        return cells

    def _moments(self, name: str, derives: Derives, schema: "pa.Schema") -> Known:
        if name not in self._known:
            columns = derives.columns
            types = {column.name: schema.field(column.name).type for column in columns}
            self._known[name] = Known(types, lambda zone, text: moment_columns(columns, text, zone))
        return self._known[name]

    def _children(
        self, field: FieldInfo, child: Child, lists: list[tuple[Any, ...]], keys: "pa.Array"
    ) -> Cells:
        inner, owners = _nested(lists)
        if child.value is None:
            cells = self._cells(Items(item_model(field), inner))
        else:
            kind = _schema(child.table).field(child.value).type
            cells = {child.value: _array(inner, kind, len(inner))}
        return cells | {child.parent: keys.take(owners), "position": _positions(lists)}


def _nested(lists: "list[tuple[Any, ...]]") -> "tuple[list[Any], pa.Array]":
    """Return the items of lists one after the other, and the list of each by its position."""
    import pyarrow as pa

    owners = list(chain.from_iterable(map(repeat, range(len(lists)), map(len, lists))))
    return list(chain.from_iterable(lists)), pa.array(owners, pa.int32())


def _positions(lists: "list[tuple[Any, ...]]") -> "pa.Array":
    import pyarrow as pa

    counts = list(map(len, lists))
    if set(counts) == {1}:
        return pa.repeat(1, len(counts))
    counted = (range(1, count + 1) for count in counts)
    return pa.array(chain.from_iterable(counted), pa.int64())


def _array(values: list[Any] | None, kind: "pa.DataType", count: int) -> "pa.Array":
    import pyarrow as pa

    return pa.nulls(count, kind) if values is None else pa.array(values, kind)


@cache
def _own(model: type[Strict]) -> tuple[tuple[str, FieldInfo, bool, Derives | None], ...]:
    """Return the fields that are columns of their record's table, but those of a wording."""
    return tuple(
        (name, field, marker(field, Flat) is not None, marker(field, Derives))
        for name, field in model.model_fields.items()
        if name not in DERIVED and not any(marker(field, kind) for kind in _ELSEWHERE)
    )


@cache
def _schema(table: str) -> "pa.Schema":
    return arrow_schema(tables()[table])


def _worded(wording: str) -> Mapping[str, object]:
    quantity = parse_wording(wording)
    return {name: getattr(quantity, name) for name in DERIVED}


def _flat(
    name: str, field: FieldInfo, values: list[Any] | None, count: int, schema: "pa.Schema"
) -> Cells:
    model = next(iter(models_in(field.annotation)))
    cells: Cells = {}
    for part in model.model_fields:
        own = values and [None if value is None else getattr(value, part) for value in values]
        column = flat_name(name, part)
        cells[column] = _array(own, schema.field(column).type, count)
    return cells


def _claimants(items: Items, keys: "pa.Array") -> Cells:
    import pyarrow as pa

    lists = items.lists("claimants")
    voices, owners = _nested(lists)
    cells = {"claim": keys.take(owners), "position": _positions(lists)}
    if set(map(type, voices)) == {str}:
        none = pa.nulls(len(voices), pa.string())
        named = {"actor": pa.array(voices, pa.string()), "unnamed": none, "unnamed_of": none}
        return cells | named
    unnamed = [None if isinstance(voice, str) else voice for voice in voices]
    actors: list[Any] = [voice if isinstance(voice, str) else None for voice in voices]
    return cells | {
        "actor": pa.array(actors, pa.string()),
        "unnamed": pa.array([voice and voice.unnamed for voice in unnamed], pa.string()),
        "unnamed_of": pa.array([voice and voice.of for voice in unnamed], pa.string()),
    }


def _table(name: str, cells: Cells) -> "pa.Table":
    import pyarrow as pa

    schema = _schema(name)
    data = pa.Table.from_arrays([cells[column.name] for column in schema], schema=schema)
    return sorted_table(data, tables()[name])
