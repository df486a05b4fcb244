"""Identities of columns: numbers that stay when a column is renamed, written into every file.

`field_ids.txt` is their declaration. It only ever grows: a test sees to it that in each table the
numbers run from 1 without a gap, that every column has one, and that no name stands twice.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from claimbook.errors import ClaimbookError

GONE = "-"
"""Stands for today's name of a column that there is no more."""


class FieldIdError(ClaimbookError):
    """The list of identities is malformed, or lacks a column."""

    exit_code = 3


def field_ids(table: str) -> Mapping[str, int]:
    """Return the identity of each of a table's columns by its name.

    >>> field_ids("figures")["id"]
    1
    """
    return {
        names[0]: number
        for (owner, number), names in listed().items()
        if owner == table and names[0] != GONE
    }


@cache
def listed() -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Return the names of each column by its table and number: today's first, then earlier ones.

    Raises:
        FieldIdError: A line is malformed, or its number stands twice.
    """
    text = files("claimbook.derive").joinpath("field_ids.txt").read_text("utf-8")
    return read_field_ids(text)


def read_field_ids(text: str) -> Mapping[tuple[str, int], tuple[str, ...]]:
    r"""Return what a list of identities says.

    >>> dict(read_field_ids("claims 1 id\nclaims 2 - note"))
    {('claims', 1): ('id',), ('claims', 2): ('-', 'note')}

    Raises:
        FieldIdError: A line is malformed, or its number stands twice.
    """
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        table, *rest = line.split()
        key = (table, int(rest[0])) if len(rest) > 1 and rest[0].isdecimal() else None
        if key is None or key in found:
            raise FieldIdError(f"field_ids.txt: `{line}` is no `table number name`, or repeats one")
        found[key] = tuple(rest[1:])
    return found
