"""What the differing rows mean: figures that changed, claims that came or fell, new documents."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from claimbook.release.diff.change import CellChange, RowChange, Value

Rows = Callable[[str], Iterator[RowChange]]
"""The rows of a table that differ."""

TELLING = (
    *("wording", "qualifier", "nominal", "low", "low_exclusive", "best", "high", "high_exclusive"),
    *("measure", "unit", "item", "affected", "population", "sex", "age_class", "counting"),
    *("place", "event", "aggregation", "of_which", "share_of_measure", "share_of_place"),
    *("as_of", "period", "status"),
)
"""Columns of a figure whose change changes what it says."""

_FALLEN = frozenset({"withdrawn", "retracted"})
_REPLACING = frozenset({"supersedes", "corrects", "retracts", "disowns"})

Event = Literal["new", "gone", "withdrawn", "superseded", "status"]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is new, gone, or says something else.

    Attributes:
        figure: Its identifier.
        how: Whether it was added, removed or changed.
        measure: What it counts, now or at last.
        unit: In what.
        wording: In which words, now or at last.
        documents: The documents it comes from.
        cells: What changed, in the order of `TELLING`.
    """

    figure: str
    how: Literal["added", "removed", "changed"]
    measure: Value
    unit: Value
    wording: Value
    documents: tuple[str, ...]
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """What happened to a claim or a document.

    Attributes:
        record: Its identifier.
        event: New; gone from the release; withdrawn or retracted; superseded, corrected or
            disowned by another; or of another status.
        title: The proposition of a claim, the title of a document.
        documents: The documents it comes from.
        because: The status before and now, the link that says so, or the tombstone's reason.
    """

    record: str
    event: Event
    title: Value
    documents: tuple[str, ...]
    because: str | None = None


def figures(rows: Rows) -> Iterator[FigureChange]:
    """Yield figures that came, went or say something else, by identifier."""
    for row in rows("figures"):
        cells = tuple(
            sorted(
                (cell for cell in row.cells if cell.column in TELLING),
                key=lambda cell: TELLING.index(cell.column),
            )
        )
        if row.how == "changed" and not cells:
            continue
        measure, unit, wording = (row.row.get(name) for name in ("measure", "unit", "wording"))
        yield FigureChange(row.record, row.how, measure, unit, wording, row.documents, cells)


def claims(rows: Rows, tombstones: Mapping[str, str]) -> Iterator[RecordEvent]:
    """Yield what happened to claims, then what new links say of claims and figures.

    Args:
        rows: The rows that differ.
        tombstones: Why a record is gone, by identifier.
    """
    yield from _events(rows("claims"), "proposition", tombstones)
    for row in rows("links"):
        kind, about = row.row.get("kind"), row.row.get("object")
        if row.how == "added" and kind in _REPLACING and isinstance(about, str):
            event: Event = "withdrawn" if kind == "retracts" else "superseded"
            because = f"{row.row.get('subject')} {kind} it ({row.record})"
            yield RecordEvent(about, event, None, row.documents, because)


def documents(rows: Rows, tombstones: Mapping[str, str]) -> Iterator[RecordEvent]:
    """Yield documents that came, went, or have another status."""
    yield from _events(rows("documents"), "title", tombstones)


def _events(
    rows: Iterator[RowChange], title: str, tombstones: Mapping[str, str]
) -> Iterator[RecordEvent]:
    for row in rows:
        told = (row.row.get(title), row.documents)
        if row.how == "added":
            yield RecordEvent(row.record, "new", *told)
        elif row.how == "removed":
            yield RecordEvent(row.record, "gone", *told, tombstones.get(row.record))
        for cell in row.cells:
            if cell.column == "status":
                yield RecordEvent(row.record, _fate(cell.new), *told, f"{cell.old} -> {cell.new}")


def _fate(status: Value) -> Event:
    if status in _FALLEN:
        return "withdrawn"
    return "superseded" if status == "superseded" else "status"
