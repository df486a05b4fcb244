"""Where a record stands: the entry of a dataset."""

from dataclasses import dataclass
from typing import TypeAlias

from claimbook.records.record import Strict

Loc: TypeAlias = tuple[str | int, ...]
"""The way from a file's root, or from a record, to a value: keys and list positions."""

# A vocabulary's code has its list before it already.
_SHARING = frozenset({"measures", "units", "series"})


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

    @property
    def minted_as(self) -> str:
        """How ``ids.lock`` names it: a measure and a unit may share their code.

        >>> Entry("measures", "strikes", Strict(), "seeds/reference/measures.yaml", ()).minted_as
        'measures.strikes'
        """
        return f"{self.table}.{self.key}" if self.table in _SHARING else self.key


@dataclass(frozen=True, slots=True)
class Minted:
    """One line of ``dataset/ids.lock``: an identifier that was given out once.

    Attributes:
        key: The identifier, or the code with its list before it.
        line: The line, counted from 1.
        release: The release that held it first; "" when none was declared then.
    """

    key: str
    line: int
    release: str = ""
