"""The cells of a row as they are compared: by value where the mapping reads one."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, TypeAlias

from claimbook_build.importing.compare.difference import CellChange, Spot, spot
from claimbook_build.importing.reading import Dated, RowReading

Empty: TypeAlias = Callable[[str, Any], bool]


def cells_of(reading: RowReading, is_empty: Empty) -> dict[str, Any]:
    """Return a row as a plain tree: its number and place, and every cell that is not empty.

    A cell is its value, what is printed there, and its place. Where the mapping reads no value,
    what is printed stands for it.

    Args:
        reading: The row.
        is_empty: Whether a cell of a column says nothing.
    """
    values = reading.values
    cells = {
        name: [
            _value(values[name]) if name in values else cell.text,
            cell.text,
            asdict(spot(cell.place, cell.sheet)),
        ]
        for name, cell in reading.row.cells.items()
        if not is_empty(name, cell.value)
    }
    return {"row": reading.row.number, "spot": asdict(spot(reading.row.place)), "cells": cells}


def _value(value: Any) -> Any:  # noqa: ANN401 - whatever a mapping reads
    if isinstance(value, Dated):
        return value.text
    return value if type(value) in {int, float, str} else str(value)


def printed(reading: RowReading, is_empty: Empty) -> dict[str, str]:
    """Return what is printed in a row, by column; empty cells left out."""
    return {
        name: cell.text
        for name, cell in reading.row.cells.items()
        if not is_empty(name, cell.value)
    }


def changed_cells(
    old: dict[str, Any], new: dict[str, Any], columns: Iterable[str]
) -> tuple[CellChange, ...]:
    """Return the cells that say something else in two trees of `cells_of`."""
    found = []
    for name in columns:
        before, after = old["cells"].get(name), new["cells"].get(name)
        if _differ(before, after):
            found.append(
                CellChange(
                    name,
                    before and before[1],
                    after and after[1],
                    Spot(**(before[2] if before else old["spot"])),
                    Spot(**(after[2] if after else new["spot"])),
                )
            )
    return tuple(found)


def _differ(before: list[Any] | None, after: list[Any] | None) -> bool:
    if before is None or after is None:
        return before is not after
    return bool(before[0] != after[0])


def compared(before: list[Any] | None, after: list[Any] | None) -> str:
    """Return how a cell changed: `filled`, `emptied`, `higher`, `lower`, or `otherwise`."""
    if before is None or after is None:
        return "filled" if before is None else "emptied"
    if isinstance(before[0], str) or isinstance(after[0], str):
        return "otherwise"
    return "higher" if after[0] > before[0] else "lower"
