"""The tables `keys` and `changes`, computed from the tables of a release and the one before.

Every row has a digest, and the release before lists those of its own rows: so only rows whose
digest differs, or that have no counterpart, are read on both sides and compared value by value, as
`claimbook diff` compares them. The engine's memory is bounded; beyond it, it goes on in files.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from claimbook.columns import Table
from claimbook.derive.arrow import arrow_schema
from claimbook.history import HISTORY
from claimbook.records.registry import CHANGES, KEYS
from claimbook.release.diff import keyed
from claimbook.release.diff.contract import ContractTable
from claimbook.release.diff.pairing import Pairing, paired
from claimbook.release.diff.promise import contract_table
from claimbook.release.manifest import TableEntry
from claimbook.release.open import Release
from claimbook.sql_text import parquet_file, quoted_name
from claimbook_build.changelog.fragments import Fragments
from claimbook_build.history.cells import NEWS, Differing, added, changed, removed
from claimbook_build.history.renaming import RENAMED, called_as_now, renamed
from claimbook_build.history.row_form import row_digest, row_key

if TYPE_CHECKING:
    import pyarrow as pa

MEMORY = "512MB"
"""What the engine may take before it goes on in files."""

_ANSWERS = ("table_name", "record", "reason", "changelog_id")
_BATCH = 2**16
_SUSPECT = "IN (SELECT row_key FROM suspects)"
_Side = tuple[TableEntry, str]


class History:
    """The history of a release whose other tables are written."""

    def __init__(
        self,
        release: str,
        written: Mapping[str, TableEntry],
        folder: Path,
        previous: Release | None,
    ) -> None:
        """Prepare it.

        Args:
            release: The version of the release that is being made.
            written: Its tables.
            folder: Where their files are.
            previous: The release before; None for the first of all.
        """
        self._release = release
        self._folder = folder
        self._new = {name: (entry, str(folder / entry.file)) for name, entry in written.items()}
        before = previous.manifest.tables if previous else ()
        self._old = {t.name: (t, str(previous.file(t))) for t in before} if previous else {}

    def __enter__(self) -> Self:
        """Start the engine."""
        import duckdb

        self._spill = TemporaryDirectory(prefix=".history-", dir=self._folder)
        self._connection = duckdb.connect(
            config={"memory_limit": MEMORY, "temp_directory": self._spill.name}
        )
        for statement in (
            "SET TimeZone = 'UTC'",
            "SET preserve_insertion_order = false",
            f"CREATE TABLE news ({', '.join(f'{name} VARCHAR' for name in NEWS)})",
            f"CREATE TABLE answers ({', '.join(f'{name} VARCHAR' for name in _ANSWERS)})",
            f"CREATE TABLE renamed ({', '.join(f'{name} VARCHAR' for name in RENAMED)})",
        ):
            self._connection.execute(statement)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the engine."""
        self._connection.close()
        self._spill.cleanup()

    def keys(self) -> "Iterator[pa.Table]":
        """Yield the rows of `keys`, sorted; what changed is known once all have been asked for."""
        for name in sorted({*self._new, *self._old} - set(HISTORY)):
            new, old = self._new.get(name), self._old.get(name)
            if new is None:
                self._differ(name, None, old)
            elif old is not None and _same(new[0], old[0]):
                yield from self._rows(KEYS, f"{self._known(name)} ORDER BY row_key")
            else:
                yield from self._rows(KEYS, self._compared(name, new, old))
        yield arrow_schema(KEYS).empty_table()

    def changes(self, reasons: Fragments | None) -> "Iterator[pa.Table]":
        """Yield the rows of `changes`, sorted, those of earlier releases among them.

        All name columns as they are called now.

        Args:
            reasons: Who knows why records changed; None: nobody does.
        """
        if reasons is not None:
            self._answer(reasons)
        names = [column.name for column in CHANGES.columns]
        sql = (
            f"SELECT n.*, '{self._release}' AS release, a.reason, a.changelog_id "  # noqa: S608
            "FROM news AS n LEFT JOIN answers AS a USING (table_name, record)"
        )
        if CHANGES.name in self._old:
            self._rename()
            before = f"{sql} WHERE n.change = 'removed'"  # these name columns as they were
            before = f"FROM {parquet_file(self._old[CHANGES.name][1])} UNION ALL BY NAME {before}"
            sql = f"{called_as_now(before)} UNION ALL BY NAME {sql} WHERE n.change <> 'removed'"
        order = ", ".join(f"{name} NULLS LAST" for name in CHANGES.sort_order)
        sql = f"SELECT {', '.join(names)} FROM ({sql}) ORDER BY {order}"  # noqa: S608 - our names
        yield from self._rows(CHANGES, sql)
        yield arrow_schema(CHANGES).empty_table()

    def _compared(self, name: str, new: _Side, old: _Side | None) -> str:
        """Compare a table, keep what changed, and return SQL for its rows of `keys`."""
        entry, path = new
        key = row_key([quoted_name(column) for column in entry.primary_key])
        digest = row_digest([(quoted_name(column.name), column.type) for column in entry.columns])
        rows = f"SELECT {key} AS row_key, {digest} AS row_digest FROM {parquet_file(path)}"  # noqa: S608
        here = f"'{self._release}'"
        if not self._old:
            return (
                f"SELECT '{name}' AS table_name, *, {here} AS first_release, "  # noqa: S608
                f"{here} AS last_changed_release FROM ({rows}) ORDER BY row_key"
            )
        self._connection.execute(
            "CREATE OR REPLACE TABLE merged AS "  # noqa: S608 - our own names
            "SELECT coalesce(n.row_key, o.row_key) AS row_key, n.row_digest, "
            "o.row_digest AS old_digest, o.first_release, o.last_changed_release "
            f"FROM ({rows}) AS n FULL JOIN ({self._known(name)}) AS o ON n.row_key = o.row_key"
        )
        self._connection.execute(
            "CREATE OR REPLACE TABLE suspects AS SELECT row_key FROM merged "
            "WHERE row_digest IS DISTINCT FROM old_digest"
        )
        self._differ(name, new, old)
        return (
            f"SELECT '{name}' AS table_name, row_key, row_digest, "  # noqa: S608 - our own names
            f"coalesce(first_release, {here}) AS first_release, CASE WHEN first_release IS NULL OR "
            f"row_key IN (SELECT row_key FROM news WHERE table_name = '{name}') THEN {here} "
            "ELSE last_changed_release END AS last_changed_release "
            "FROM merged WHERE row_digest IS NOT NULL ORDER BY row_key"
        )

    def _known(self, name: str) -> str:
        """Return SQL for a table's rows of `keys` in the release before."""
        listed = ", ".join(column.name for column in KEYS.columns)
        file = parquet_file(self._old[KEYS.name][1])
        return f"SELECT {listed} FROM {file} WHERE table_name = '{name}'"  # noqa: S608 - our names

    def _differ(self, name: str, new: _Side | None, old: _Side | None) -> None:
        """Compare the rows of a table that may differ, and keep what changed."""
        here, there = self._contract(new), self._contract(old)
        pair = paired(there, here)
        if here and there and not pair.key:  # another key: no row is one of those before
            self._keep(paired(there, None), there[0])
            self._keep(paired(None, here), here[0])
        elif owner := here or there:
            self._keep(pair, owner[0], there[0] if there else None)

    def _contract(self, side: _Side | None) -> tuple[ContractTable, str] | None:
        return side and (contract_table(self._connection, *side), side[1])

    def _keep(self, pair: Pairing, owner: ContractTable, old: ContractTable | None = None) -> None:
        if pair.old is None or pair.new is None:
            self._connection.execute(keyed.alone("differing", pair))
            kind = "VIEW"
        else:
            keys = (old or owner).primary_key, owner.primary_key
            before, now = (f"{row_key([quoted_name(n) for n in key])} {_SUSPECT}" for key in keys)
            self._connection.execute(keyed.keyed("differing", pair, (before, now)))
            kind = "TABLE"
        types = {column.name: column.type for column in (old or owner).columns}
        differing = Differing(pair, "differing", owner.primary_key, types)
        for sql in (added(differing), changed(differing), removed(differing)):
            self._connection.execute(f"INSERT INTO news {sql}")
        self._connection.execute(f"DROP {kind} differing")

    def _rename(self) -> None:
        """Keep what columns are called now, of tables that both releases have."""
        rows = [
            (name, was, now)
            for name in sorted(self._new.keys() & self._old.keys() - {*HISTORY})
            for was, now in renamed(
                *(contract_table(self._connection, *side[name]) for side in (self._old, self._new))
            ).items()
        ]
        if rows:
            self._connection.executemany("INSERT INTO renamed VALUES (?, ?, ?)", rows)

    def _answer(self, reasons: Fragments) -> None:
        """Ask for the reason of every record that changed."""
        import pyarrow as pa

        with self._connection.cursor() as asking:
            asking.execute("SELECT DISTINCT table_name, record FROM news")
            while page := asking.fetchmany(_BATCH):
                found = [(*row, reasons.reason_of(*row)) for row in page]
                told = [(t, r, a.reason, a.changelog_id) for t, r, a in found if a is not None]
                columns = [pa.array(c, pa.string()) for c in zip(*told, strict=True)]
                if columns:
                    self._connection.register("told", pa.table(columns, list(_ANSWERS)))
                    self._connection.execute("INSERT INTO answers FROM told")
                    self._connection.unregister("told")

    def _rows(self, table: Table, sql: str) -> "Iterator[pa.Table]":
        import pyarrow as pa

        schema = arrow_schema(table)
        for batch in self._connection.sql(sql).to_arrow_reader(_BATCH):
            yield pa.Table.from_batches([batch]).select(schema.names).cast(schema)


def _same(new: TableEntry, old: TableEntry) -> bool:
    """Whether two tables hold the same rows: by the bytes, or by what they say."""
    if new.columns != old.columns or new.primary_key != old.primary_key:
        return False
    alike = new.logical_digest is not None and new.logical_digest == old.logical_digest
    return alike or new.sha256 == old.sha256
