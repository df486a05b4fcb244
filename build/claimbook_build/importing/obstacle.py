"""What the reader of tables found, by names: what kept rows, or all of a table, from being read."""

from collections.abc import Iterator
from typing import NamedTuple

from claimbook.diagnostic import Diagnostic
from claimbook_build.table.table import Table

HEADER = "R107"
"""The rule on rows that repeat the header: each is a defect of the table, `header-row`."""

OBSTACLES = {
    "not-a-table": "The file is a table in a format that is read.",
    "not-a-list": "A table in JSON is a list of rows.",
    "broken-off": "The table can be read to its end.",
    "broken-row": "Every row is sound in the table's format.",
    "broken-syntax": "What stands around the rows is sound in the table's format.",
    "unreadable-value": "Every cell holds one value of a type that is known.",
    "stray-character": "No text holds characters that hide or reorder others, nor space around it.",
}
"""Every kind of obstacle by its name, with what must be so."""

_NAMES = {"R002": "not-a-table", "R106": "stray-character"}


class Obstacle(NamedTuple):
    """One of them.

    Attributes:
        name: Its kind, a key of `OBSTACLES`.
        row: Number of its row among the table's, from 1; 0: the table as a whole.
        found: What the reader says.
    """

    name: str
    row: int
    found: Diagnostic


def obstacles(table: Table) -> Iterator[Obstacle]:
    """Yield what was found in a table that was read, but rows that repeat its header."""
    every = tuple(table.found)
    for number, (row, found) in enumerate(every, 1):
        if found.code != HEADER:
            ended = number == len(every) and not table.count.complete
            yield Obstacle(_name(table, row, found, ended=ended), row, found)


def _name(table: Table, row: int, found: Diagnostic, *, ended: bool) -> str:
    if found.code in _NAMES:
        return _NAMES[found.code]
    if found.code == "R103":
        return "not-a-list" if ended and table.format == "json" else "unreadable-value"
    if row:
        return "broken-row"
    return "broken-off" if ended else "broken-syntax"
