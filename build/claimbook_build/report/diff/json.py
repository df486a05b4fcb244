"""A difference for programs: complete, an item a line, with a JSON Schema."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from claimbook.release.diff.bump import LEVELS, RULES, Level
from claimbook.release.diff.change import CellChange, How, RowChange, Value
from claimbook.release.diff.compare import Comparison
from claimbook.release.diff.rows import TableDifference
from claimbook.release.diff.summary import Event, FigureChange, RecordEvent
from claimbook.release.open import Release
from claimbook_build.report.surface import in_json


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ReleaseItem(_Row):
    """One of the two releases."""

    dataset: str = Field(description="Short name of the dataset.")
    release: str = Field(description="Its calendar version.")
    schema_version: str = Field(description="Version of its schema, as declared.")
    commit: str | None = Field(description="Commit it was built from; null: not known.")


class SchemaItem(_Row):
    """One change of the tables that readers' code may notice."""

    rule: Literal[tuple(RULES)] = Field(description="The rule, a stable code.")  # type: ignore[valid-type]
    level: Literal[LEVELS] = Field(description="What it demands of the version.")  # type: ignore[valid-type]
    table: str = Field(description="Table, view or macro; vocabulary; file of a definition.")
    column: str | None = Field(description="Column or code; null: all of it.")
    old: str | None = Field(description="What was before; null: nothing.")
    new: str | None = Field(description="What is now; null: nothing.")


class SchemaPart(_Row):
    """What changed for readers' code, and whether the declared version says so."""

    level: Level | None = Field(description="The gravest level of the changes; null: no change.")
    least_version: str = Field(description="The least version that they allow.")
    sufficient: bool = Field(description="Whether the declared version is that or a later one.")
    changes: list[SchemaItem] = Field(description="The changes, the gravest first.")


class CellItem(_Row):
    """One value that changed."""

    column: str = Field(description="The column, as it is called now.")
    old: Value = Field(description="The value before.")
    new: Value = Field(description="The value now.")


class FigureItem(_Row):
    """A figure that came, went, or says something else."""

    figure: str = Field(description="Its identifier.")
    how: How = Field(description="What happened to it.")
    measure: Value = Field(description="What it counts, now or at last.")
    unit: Value = Field(description="In what.")
    wording: Value = Field(description="In which words, now or at last.")
    documents: list[str] = Field(description="The documents it comes from.")
    cells: list[CellItem] = Field(description="What changed of what it says.")


class EventItem(_Row):
    """What happened to a claim or a document."""

    record: str = Field(description="Its identifier; a figure's if a link is about one.")
    event: Event = Field(description="New, gone, withdrawn, superseded, or of another status.")
    title: Value = Field(description="Proposition or title; null where a link tells the event.")
    documents: list[str] = Field(description="The documents it comes from.")
    because: str | None = Field(description="Status before and now, link, or tombstone.")


class TableItem(_Row):
    """How many rows of a table differ."""

    name: str = Field(description="The table.")
    old_rows: int | None = Field(ge=0, description="Rows before; null: no such table.")
    new_rows: int | None = Field(ge=0, description="Rows now; null: no such table.")
    added: int = Field(ge=0, description="Rows that only the new release has.")
    removed: int = Field(ge=0, description="Rows that only the old release has.")
    changed: int = Field(ge=0, description="Rows of one key whose values differ.")
    cells: dict[str, int] = Field(description="By column, in how many rows its value changed.")
    computed: bool = Field(description="Whether its rows follow from the other tables.")
    note: str | None = Field(description="How rows were matched, if not by the key.")


class RowItem(_Row):
    """One row that differs."""

    table: str = Field(description="Its table.")
    how: How = Field(description="What happened to it.")
    key: dict[str, Value] = Field(description="Its key; empty: matched by all columns.")
    documents: list[str] = Field(description="The documents it comes from.")
    row: dict[str, Value] | None = Field(
        description="The other columns of a row that was added or removed; null: it changed."
    )
    cells: list[CellItem] = Field(description="The values that changed.")


class Difference(_Row):
    """What differs between two releases. Days and instants (UTC) are ISO 8601 text."""

    old: ReleaseItem = Field(description="The release before.")
    new: ReleaseItem = Field(description="The release now.")
    equal: bool = Field(description="Whether schema and rows are the same.")
    figures: list[FigureItem] | None = Field(description="Figures; null: only counted.")
    claims: list[EventItem] | None = Field(description="Claims; null: only counted.")
    documents: list[EventItem] | None = Field(description="Documents; null: only counted.")
    schema_: SchemaPart = Field(alias="schema", description="Changes of the tables.")
    tables: list[TableItem] = Field(description="Every table of either release, with counts.")
    rows: list[RowItem] | None = Field(description="Every row that differs; null: only counted.")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `report` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:claimbook:schema:release-diff:1",
        **Difference.model_json_schema(by_alias=True),
        "title": "What differs between two releases",
    }


def report(found: Comparison, *, rows: bool = True) -> Iterator[str]:
    """Yield one object, complete; nothing of it is held in memory.

    Args:
        found: The comparison.
        rows: Whether to tell rows; without, their lists are null.
    """
    yield "{\n"
    yield f'"old":{in_json(_release(found.old))},\n"new":{in_json(_release(found.new))},\n'
    yield f'"equal":{in_json(found.equal)}'
    yield from _list("figures", map(_figure, found.figures()) if rows else None)
    yield from _list("claims", map(_event, found.claims()) if rows else None)
    yield from _list("documents", map(_event, found.documents()) if rows else None)
    yield f',\n"schema":{in_json(_schema(found))}'
    yield from _list("tables", (_table(found, table) for table in found.tables))
    told = (_row(row) for table in found.tables for row in found.rows(table.name))
    yield from _list("rows", told if rows else None)
    yield "\n}\n"


def _list(name: str, items: Iterable[object] | None) -> Iterator[str]:
    yield f',\n"{name}":'
    if items is None:
        yield "null"
        return
    before = "[\n"
    for item in items:
        yield before + in_json(item)
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


def _release(release: Release) -> dict[str, object]:
    manifest = release.manifest
    return {
        "dataset": manifest.dataset,
        "release": manifest.release,
        "schema_version": manifest.schema_version,
        "commit": manifest.commit,
    }


def _schema(found: Comparison) -> dict[str, object]:
    schema = found.schema
    names = ("rule", "level", "table", "column", "old", "new")
    changes = [{name: getattr(change, name) for name in names} for change in schema.changes]
    return {
        "level": schema.level,
        "least_version": schema.least,
        "sufficient": schema.suffices,
        "changes": changes,
    }


def _figure(change: FigureChange) -> dict[str, object]:
    return {
        "figure": change.figure,
        "how": change.how,
        "measure": change.measure,
        "unit": change.unit,
        "wording": change.wording,
        "documents": change.documents,
        "cells": [_cell(cell) for cell in change.cells],
    }


def _event(event: RecordEvent) -> dict[str, object]:
    names = ("record", "event", "title", "documents", "because")
    return {name: getattr(event, name) for name in names}


def _table(found: Comparison, table: TableDifference) -> dict[str, object]:
    names = ("name", "old_rows", "new_rows", "added", "removed", "changed", "cells", "note")
    told = {name: getattr(table, name) for name in names}
    return {**told, "computed": found.computed(table)}


def _row(change: RowChange) -> dict[str, object]:
    return {
        "table": change.table,
        "how": change.how,
        "key": change.key,
        "documents": change.documents,
        "row": None if change.how == "changed" else change.row,
        "cells": [_cell(cell) for cell in change.cells],
    }


def _cell(cell: CellChange) -> dict[str, object]:
    return {"column": cell.column, "old": cell.old, "new": cell.new}
