"""Two versions of a table for programs: complete, an item a line, with a JSON Schema."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from claimbook.diagnostic import Severity
from claimbook_build.importing.compare.compare import TableComparison
from claimbook_build.importing.compare.difference import HOWS, How
from claimbook_build.importing.compare.version import Version
from claimbook_build.report.surface import in_json

_OneSided = Literal["added", "removed"]


class _Item(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class VersionItem(_Item):
    """One of the two versions."""

    path: str = Field(description="The file, as it was named.")
    sha256: str | None = Field(description="SHA-256 of the file as it lies; null: not a file.")
    format: str | None = Field(description="Its format; null: it could not be told.")
    complete: bool = Field(description="Whether it was read to its end.")
    rows: int = Field(ge=0, description="Rows, as far as it was read.")
    doubles: int = Field(ge=0, description="Rows with the key of an earlier one.")


class NumbersItem(_Item):
    """What became of the cells that are figures."""

    changed: int = Field(ge=0, description="Cells that say something else.")
    added: int = Field(ge=0, description="Cells of new rows, and cells that were filled in.")
    removed: int = Field(ge=0, description="Cells of rows that are gone, and emptied ones.")


class RowsItem(_Item):
    """How many rows came, went and changed."""

    added: int = Field(ge=0, description="Rows that only the version now has.")
    removed: int = Field(ge=0, description="Rows that only the version before has.")
    changed: int = Field(ge=0, description="Rows of one key that say something else.")
    same: int = Field(ge=0, description="Rows that say the same.")
    rewritten: int = Field(ge=0, description="Rows among these that are printed otherwise.")


class ColumnItem(_Item):
    """A column that came or went."""

    how: _OneSided = Field(description="Whether it is new or gone.")
    name: str = Field(description="Its name.")
    values: int = Field(ge=0, description="In how many rows it has a value.")
    known: bool = Field(description="Whether the mapping knows it.")


class CourseItem(_Item):
    """How the cells of a column changed, in rows that both versions have."""

    name: str = Field(description="The column.")
    changed: int = Field(ge=0, description="In how many rows.")
    higher: int = Field(ge=0, description="In how many a number is greater now.")
    lower: int = Field(ge=0, description="In how many it is less.")
    filled: int = Field(ge=0, description="In how many there was no value before.")
    emptied: int = Field(ge=0, description="In how many there is no value now.")


class DefectCountItem(_Item):
    """How often a kind of defect is there."""

    name: str = Field(description="Its kind; of what the reader found as well.")
    code: str = Field(description="The rule that it breaks.")
    severity: Severity = Field(description="What it means for its row or cell.")
    old: int = Field(ge=0, description="How often before.")
    new: int = Field(ge=0, description="How often now.")
    removed: int = Field(ge=0, description="How many are gone.")
    added: int = Field(ge=0, description="How many are new.")


class SpotItem(_Item):
    """Where something stands in its version; of sheets and Parquet row and column."""

    line: int = Field(ge=0, description="Line of its beginning, from 1.")
    column: int = Field(ge=0, description="Column of its beginning, in characters from 1.")
    end_line: int = Field(ge=0, description="Line of its end.")
    end_column: int = Field(ge=0, description="Column behind its end.")
    sheet: str | None = Field(description="Where it stands in a workbook, as `Losses!B17`.")


class DefectItem(_Item):
    """A defect that only one version has."""

    how: _OneSided = Field(description="Whether it is new or gone.")
    name: str = Field(description="Its kind.")
    code: str = Field(description="The rule that it breaks.")
    severity: Severity = Field(description="What it means for its row or cell.")
    row: int = Field(ge=0, description="Number of its row, from 1; 0: of none.")
    key: str | None = Field(description="The key of the row; null: none.")
    column: str | None = Field(description="The column; null: the row as a whole.")
    spot: SpotItem = Field(description="Where it stands.")
    message: str = Field(description="What is wrong.")


class CellItem(_Item):
    """A cell that says something else."""

    column: str = Field(description="Its column.")
    old: str | None = Field(description="What was printed in it; null: nothing.")
    new: str | None = Field(description="What is printed in it; null: nothing.")
    old_spot: SpotItem = Field(description="Where it stood; its row if there was no such cell.")
    new_spot: SpotItem = Field(description="Where it stands.")


class RowItem(_Item):
    """A row that came, went, or says something else."""

    how: How = Field(description="What happened to it.")
    key: str | None = Field(description="Its key; null: matched by all that is printed in it.")
    old_row: int | None = Field(description="Its number before; null: there was none.")
    new_row: int | None = Field(description="Its number now; null: there is none.")
    old_spot: SpotItem | None = Field(description="Where it stood.")
    new_spot: SpotItem | None = Field(description="Where it stands.")
    cells: list[CellItem] = Field(description="Its cells that changed.")
    values: dict[str, str] = Field(description="What is printed in it, if it came or went.")


class TableDifference(_Item):
    """What differs between two versions of a table. Texts of the table are as they came."""

    mapping: str = Field(description="The mapping by which they were compared.")
    old: VersionItem = Field(description="The version before.")
    new: VersionItem = Field(description="The version now.")
    equal: bool = Field(description="Whether both were read whole, and say the same.")
    numbers: NumbersItem = Field(description="What became of the cells that are figures.")
    counts: RowsItem = Field(description="How many rows came, went and changed.")
    columns: list[ColumnItem] = Field(description="Columns that came or went.")
    courses: list[CourseItem] = Field(description="How the cells of columns changed.")
    defects: list[DefectCountItem] = Field(description="How often each kind of defect is there.")
    defect_changes: list[DefectItem] = Field(description="Defects that one version alone has.")
    rows: list[RowItem] = Field(description="Every row that came, went or changed.")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `report` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:claimbook:schema:table-diff:1",
        **TableDifference.model_json_schema(),
        "title": "What differs between two versions of a table",
    }


def report(found: TableComparison) -> Iterator[str]:
    """Yield one object, complete; its rows and defects are not held in memory."""
    counts: dict[str, int] = {how: found.counts[how] for how in HOWS}
    rows = {**counts, "same": found.same, "rewritten": found.rewritten}
    yield f'{{\n"mapping":{in_json(found.mapping)}'
    yield f',\n"old":{in_json(_version(found.old, found.doubles[0]))}'
    yield f',\n"new":{in_json(_version(found.new, found.doubles[1]))}'
    yield f',\n"equal":{in_json(found.equal)}'
    yield f',\n"numbers":{in_json(asdict(found.numbers))},\n"counts":{in_json(rows)}'
    yield from _list("columns", map(asdict, found.columns))
    yield from _list("courses", map(asdict, found.cells))
    yield from _list("defects", map(asdict, found.defects))
    sides: tuple[How, ...] = ("added", "removed")
    news = (asdict(change) for how in sides for change in found.defect_changes(how))
    yield from _list("defect_changes", news)
    yield from _list("rows", (asdict(row) for how in HOWS for row in found.rows(how)))
    yield "\n}\n"


def _version(version: Version, doubles: int) -> dict[str, object]:
    facts = version.facts
    return {
        "path": facts.path,
        "sha256": facts.sha256,
        "format": facts.format,
        "complete": facts.complete,
        "rows": facts.rows,
        "doubles": doubles,
    }


def _list(name: str, items: Iterable[object]) -> Iterator[str]:
    yield f',\n"{name}":'
    before = "[\n"
    for item in items:
        yield before + in_json(item)
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"
