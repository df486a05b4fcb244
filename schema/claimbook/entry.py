"""Where a record stands: the entry of a dataset."""

from dataclasses import dataclass
from typing import TypeAlias

from claimbook.records.record import Strict

Loc: TypeAlias = tuple[str | int, ...]
"""The way from a file's root, or from a record, to a value: keys and list positions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record and where it stands.

    Attributes:
        table: The table that holds it.
        key: Its identifier or code; for evidence and codes, which have none, a made-up one.
        record: The record.
        path: The file, relative to the dataset's root.
        loc: The way from the file's root to the record.
        parent: The key of the record in which it is nested, or "".
    """

    table: str
    key: str
    record: Strict
    path: str
    loc: Loc
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Minted:
    """One line of ``dataset/ids.lock``: an identifier that was given out once.

    Attributes:
        key: The identifier.
        line: The line, counted from 1.
        release: The release that held it first; "" when none was declared then.
    """

    key: str
    line: int
    release: str = ""
