"""Comparing two releases: schema, tables, rows, and what they mean."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.errors import ClaimbookError
from claimbook.history import HISTORY
from claimbook.release.diff import summary
from claimbook.release.diff.bump import (
    Level,
    SchemaChange,
    demanded,
    least_version,
    schema_changes,
    suffices,
)
from claimbook.release.diff.change import How, RowChange
from claimbook.release.diff.contract import Contract, ContractTable
from claimbook.release.diff.group import Group, groups
from claimbook.release.diff.indexed import by_index, indexed, same_columns
from claimbook.release.diff.origin import gather
from claimbook.release.diff.pairing import paired
from claimbook.release.diff.promise import contract_of
from claimbook.release.diff.rows import Sides, TableDifference, changes, difference
from claimbook.release.diff.session import session
from claimbook.release.manifest import TableEntry
from claimbook.release.open import Release
from claimbook.sql_text import parquet_file

if TYPE_CHECKING:
    import duckdb


class DiffError(ClaimbookError):
    """Two releases cannot be compared."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class SchemaDifference:
    """How the contract of two releases differs.

    Attributes:
        old: The version declared before.
        new: The version declared now.
        changes: What changed, the gravest first.
    """

    old: str
    new: str
    changes: tuple[SchemaChange, ...]

    @property
    def level(self) -> Level | None:
        """What the changes demand together."""
        return demanded(self.changes)

    @property
    def least(self) -> str:
        """The least version that the changes allow."""
        return least_version(self.old, self.level)

    @property
    def suffices(self) -> bool:
        """Whether the declared version is high enough."""
        return suffices(self.old, self.new, self.level)


@dataclass
class Comparison:
    """Two releases side by side; to be used inside `compare` only.

    Attributes:
        old: The release before.
        new: The release now.
        schema: How their contracts differ.
        tables: How many rows differ, table by table.
        by_hash: Whether only numbers are known, and no rows can be told.
    """

    old: Release
    new: Release
    schema: SchemaDifference
    tables: tuple[TableDifference, ...]
    by_hash: bool
    _connection: "duckdb.DuckDBPyConnection"
    _gathered: bool = field(default=False)

    @property
    def equal(self) -> bool:
        """Whether both promise the same and hold the same rows."""
        return not self.schema.changes and all(table.equal for table in self.tables)

    def computed(self, table: TableDifference) -> bool:
        """Tell whether a table is a view's rows, which follow from the other tables."""
        file = f"view_{table.name}.sql"
        return any(each.file == file for each in self.new.manifest.files)

    def rows(
        self, table: str, most: int | None = None, only: tuple[How, ...] = ()
    ) -> Iterator[RowChange]:
        """Yield the rows of a table that differ: changed, added, removed, by key.

        Args:
            table: The table.
            most: How many rows at most.
            only: What became of them; empty: whatever did.

        Raises:
            DiffError: Rows were compared by hash.
        """
        if self.by_hash:
            raise DiffError("rows were only counted")
        found = next((each for each in self.tables if each.name == table), None)
        if found is None or found.equal:
            return
        self._gather()
        with self._connection.cursor() as cursor:
            yield from changes(cursor, found, most, only)

    def contract(self) -> Contract:
        """Return all that the new release promises, its views too.

        Raises:
            ViewError: A view of it cannot be made.
        """
        return contract_of(self._connection, self.new)

    def groups(self, table: str, by: str, added: str | None = None) -> tuple[Group, ...]:
        """Return how many rows of a table that differs share a value, and their numbers' sum."""
        found = next((each for each in self.tables if each.name == table), None)
        if found is None or found.equal or found.pair is None:
            return ()
        return groups(self._connection, found.pair, by, added)

    def figures(self, only: tuple[How, ...] = ()) -> Iterator[summary.FigureChange]:
        """Yield figures that came, went or say something else, or only some of these."""
        return summary.figures(lambda table: self.rows(table, only=only))

    def claims(self, only: tuple[How, ...] = ()) -> Iterator[summary.RecordEvent]:
        """Yield what happened to claims, by their own rows, of which the others may be left out."""

        def rows(table: str) -> Iterator[RowChange]:
            return self.rows(table, only=only if table == "claims" else ())

        return summary.claims(rows, self._tombstones("claims"))

    def documents(self) -> Iterator[summary.RecordEvent]:
        """Yield what happened to documents."""
        return summary.documents(self.rows, self._tombstones("documents"))

    def _gather(self) -> None:
        """Learn the documents of what differs, once, and only when rows are told."""
        if not self._gathered:
            known = [(t.pair, t.target) for t in self.tables if t.pair and t.target]
            gather(self._connection, (self.old, self.new), known)
            self._gathered = True

    def _tombstones(self, table: str) -> dict[str, str]:
        """Return why records of a table are gone, as the new release says."""
        entry = next((t for t in self.new.manifest.tables if t.name == "retired"), None)
        found = next((t for t in self.tables if t.name == table), None)
        if entry is None or found is None or found.target is None or not found.removed:
            return {}
        if not {"record", "reason", "replaced_by"} <= {c.name for c in entry.columns}:
            return {}
        if found.pair is None or not found.pair.key:
            return {}
        sql = (
            f"SELECT record, reason, replaced_by FROM {parquet_file(str(self.new.file(entry)))} "  # noqa: S608
            f"WHERE record IN (SELECT CAST(k0 AS VARCHAR) FROM {found.target} WHERE n IS NULL)"
        )
        rows = self._connection.execute(sql).fetchall()
        return {
            str(record): f"{reason}" + (f"; see {instead}" if instead else "")
            for record, reason, instead in rows
        }


@contextmanager
def compare(
    old: Release, new: Release, *, by_hash: bool = False, spill: Path | None = None
) -> Iterator[Comparison]:
    """Compare two releases that were opened; the rows can be told as long as the block lasts.

    Tables whose files are equal are not read, and those that tell of releases are not compared.
    Memory has a limit, beyond which the engine goes on in files that are deleted at the end.

    Args:
        old: The release before.
        new: The release now.
        by_hash: Count rows only, comparing 64-bit hashes: of the rows, or of the digests that both
            releases list. It is meant for releases that one trusts: hashes can be made to collide,
            and a list can say what is not so.
        spill: The folder for what memory does not hold, as of `session`.

    Raises:
        ViewError: A view of one of them cannot be made.
        DiffError: The engine refuses, for instance because the disk is full.
    """
    import duckdb

    try:
        with session(old, new, spill) as connection:
            before, after = _contracts(connection, old, new)
            yield Comparison(
                old,
                new,
                SchemaDifference(before.version, after.version, schema_changes(before, after)),
                tuple(_tables(connection, (old, before), (new, after), by_hash=by_hash)),
                by_hash,
                connection,
            )
    except duckdb.Error as error:
        raise DiffError(f"the releases cannot be compared: {error}") from None


def _contracts(
    connection: "duckdb.DuckDBPyConnection", old: Release, new: Release
) -> tuple[Contract, Contract]:
    """Return both contracts; views are made only where they may differ."""
    before, after = (contract_of(connection, each, views=False) for each in (old, new))
    alike = before.definitions == after.definitions and [
        (t.name, [(c.name, c.type) for c in t.columns]) for t in before.tables
    ] == [(t.name, [(c.name, c.type) for c in t.columns]) for t in after.tables]
    if alike:
        return before, after
    return contract_of(connection, old), contract_of(connection, new)


def _tables(
    connection: "duckdb.DuckDBPyConnection",
    before: tuple[Release, Contract],
    after: tuple[Release, Contract],
    *,
    by_hash: bool,
) -> Iterator[TableDifference]:
    old, new = ({t.name: t for t in side[0].manifest.tables} for side in (before, after))
    listed = by_hash and indexed(before[0], after[0])
    for number, name in enumerate(dict.fromkeys((*new, *old))):
        here, there = old.get(name), new.get(name)
        if name in HISTORY:
            continue
        if here and there and (here.sha256, here.columns) == (there.sha256, there.columns):
            yield TableDifference(name, here.rows, there.rows)
            continue
        if here and there and listed and same_columns(here, there):
            yield by_index(connection, (before[0], after[0]), (here, there))
            continue
        pair = paired(_side(before, here), _side(after, there))
        rekeyed = bool(here and there and here.primary_key != there.primary_key)
        sides = Sides(pair, here.rows if here else None, there.rows if there else None, rekeyed)
        yield difference(connection, sides, f"differing_{number}", by_hash=by_hash)


def _side(
    side: tuple[Release, Contract], entry: TableEntry | None
) -> tuple[ContractTable, str] | None:
    if entry is None:
        return None
    table = side[1].table(entry.name)
    return None if table is None else (table, str(side[0].file(entry)))
