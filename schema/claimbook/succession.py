"""What a release makes of the one before it: the facts that the rules of family R8 judge."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from claimbook.release.diff.bump import SchemaChange


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows a table or a group of its rows has, or what their numbers come to.

    Attributes:
        table: The table.
        what: What is counted or added up, in words.
        old: The number in the release before.
        new: The number now.
        answered: Whether an entry of the changelog names the table.
    """

    table: str
    what: str
    old: float
    new: float
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Altered:
    """A row that was published, and that says something else now or is gone.

    Attributes:
        table: The table.
        record: The record to which the row belongs.
        cells: The values that changed, each as its column, old and new text; empty: it is gone.
        answered: Whether an entry of the changelog, or a tombstone, says why.
    """

    table: str
    record: str
    cells: tuple[tuple[str, str, str], ...] = ()
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Succession:
    """A release beside the one before it.

    Attributes:
        previous: The version before.
        release: The version that is being made.
        schemas: The version of the schema before, and now.
        declared: Where the release is declared: path, line from 1, text of the line.
        changes: How the schema changed.
        differs: Whether any row differs.
        totals: What may have shrunk.
        altered: The rows that changed or went; may be read once only.
    """

    previous: str
    release: str
    schemas: tuple[str, str]
    declared: tuple[str, int, str]
    changes: tuple[SchemaChange, ...] = ()
    differs: bool = False
    totals: tuple[Total, ...] = ()
    altered: Iterable[Altered] = field(default=())
