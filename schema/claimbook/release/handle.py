"""Handles of a release and of its tables: what they hold at a glance, rows when asked for."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.errors import ClaimbookError
from claimbook.release.answer import Answer, Column, Connect, ask
from claimbook.release.cite import CitationFormat, cite
from claimbook.release.connect import connect
from claimbook.release.manifest import Manifest, TableEntry
from claimbook.release.open import Release
from claimbook.release.preview import WIDTH, html, text
from claimbook.sql_text import quoted_name

if TYPE_CHECKING:
    import duckdb

    from claimbook.release.signer import Signer
    from claimbook.release.verify import Verified


class UnknownTableError(ClaimbookError, AttributeError, LookupError):
    """A release has no table or view of that name."""


class TableHandle(Answer):
    """A table of a release: what is known of it at once, and its rows when asked for.

    It is an `Answer`, so that its rows go to any library that takes Arrow streams.

    Attributes:
        name: Its name in SQL.
        rows: How many rows it has.
        version: The release's version.
        licence: Licence of the data, an SPDX expression.
        primary_key: Columns whose values together name one row; empty when nothing does.
    """

    __slots__ = ("_columns", "_dataset", "licence", "name", "primary_key", "rows", "version")

    def __init__(self, connect: Connect, manifest: Manifest, entry: TableEntry) -> None:
        super().__init__(connect, f'FROM "{entry.name}"', source=f'"{entry.name}"')
        self.name = entry.name
        self.rows = entry.rows
        self.version = manifest.release
        self.licence = manifest.licence
        self.primary_key = entry.primary_key
        self._dataset = manifest.dataset
        self._columns = tuple(Column(c.name, c.type, c.description) for c in entry.columns)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns with their descriptions, in their order."""
        return self._columns

    def __repr__(self) -> str:
        heads = tuple(Column(name, "VARCHAR") for name in Column._fields)
        return f"{self._title()}\n{text(heads, self._columns, len(self._columns))}"

    def _repr_html_(self) -> str:
        return html(Column._fields, self._columns, self._title(), most=len(self._columns))

    def _title(self) -> str:
        size = f"{self.rows:,} rows, {len(self._columns)} columns"
        return f"{self.name}: {size}; {self._dataset} {self.version}, {self.licence}"


class ReleaseHandle:
    """A release: its tables and views as attributes, or by ``release[name]``.

    Where a method has the name of a table (`changes`), the table is ``release["changes"]``.

    Attributes:
        root: The release's folder, absolute.
        manifest: What it holds.
    """

    def __init__(self, release: Release) -> None:
        self.root: Path = release.root
        self.manifest: Manifest = release.manifest
        self._release = release

    @property
    def version(self) -> str:
        """The dataset's calendar version, YYYY.M.N."""
        return self.manifest.release

    @property
    def licence(self) -> str:
        """Licence of the data, an SPDX expression."""
        return self.manifest.licence

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(table.name for table in self.manifest.tables)

    @cached_property
    def views(self) -> tuple[str, ...]:
        """The names of the views that are no tables; macros are asked by `sql`."""
        known = "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
        found = self._connect().cursor().execute(known).fetchall()
        return tuple(name for (name,) in found if name not in self.tables)

    def sql(self, query: str, params: Sequence[object] = ()) -> Answer:
        """Return the answer to one reading statement over every table, view and macro.

        It runs in this process: SQL of strangers belongs in `claimbook query`.

        Args:
            query: One statement, such as ``from best_figure('latest')``.
            params: A value for each ``?`` in it.

        Raises:
            QueryError: The engine finds it wrong.
            RefusedError: It is not one statement that reads.
        """
        return ask(self._connect, query, params)

    def cite(self, style: CitationFormat = "text", *, record: str | None = None) -> str:
        """Return how to cite this release: text, apa, bibtex, csl-json or cff.

        Args:
            style: How; a record is cited as text whatever is said here.
            record: Identifier of a figure, claim or document to cite with its release.

        Raises:
            CitationError: There is no such style.
            UnknownRecordError: There is no such figure, claim or document.
        """
        if record is None:
            return cite(self.manifest, style)
        from claimbook.release.cite_record import cite_record

        return cite_record(self._connect(), self.manifest, record)

    def verify(
        self,
        *,
        manifest_sha256: str | None = None,
        signer: "Signer | None" = None,
        logical: bool = False,
    ) -> "Verified":
        """Compare every file with the manifest once more, and refuse what it does not know.

        Args:
            manifest_sha256: What the SHA-256 of the manifest must be, in hexadecimal.
            signer: Who must have signed it: a `KeySigner` or an `IdentitySigner`.
            logical: Whether to compute the tables' logical digests anew, too; needs pyarrow.

        Raises:
            ReleaseError: The release is not whole, not the one that was loaded, or not signed by
                whom it must be.
            SignerError: The signer is not named in a way that can be checked.
            DigestError: pyarrow is not installed.
        """
        from claimbook.release.verify import verify

        return verify(
            self.root,
            manifest_sha256=manifest_sha256,
            manifest=self.manifest,
            signer=signer,
            logical=logical,
        )

    def changes(self, since: str | None = None) -> Answer:
        """Return what changed in the releases after one, cell by cell.

        Args:
            since: The version after which changes count; None for all that are recorded.

        Raises:
            ChangesError: The release has no table of changes, or `since` is no version that it
                could have changes after.
        """
        from claimbook.release.changes import changes_query

        return ask(self._connect, changes_query(self.manifest, since))

    def table(self, name: str) -> TableHandle:
        """Return a table; what `release[name]` does, for those who want no view.

        Raises:
            UnknownTableError: The release has no table of that name.
        """
        for entry in self.manifest.tables:
            if entry.name == name:
                return TableHandle(self._connect, self.manifest, entry)
        raise UnknownTableError(self._unknown(name))

    def __getitem__(self, name: str) -> Answer:
        if name in self.tables:
            return self.table(name)
        if name in self.views:
            quoted = quoted_name(name)  # a view's own SQL chose its name
            return Answer(self._connect, f"FROM {quoted}", source=quoted)
        raise UnknownTableError(self._unknown(name))

    def __getattr__(self, name: str) -> Answer:
        if name.startswith("_"):  # what Python and notebooks ask of every object
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*self.tables, *self.views))

    def __contains__(self, name: object) -> bool:
        return name in self.tables or name in self.views

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self})

    def __repr__(self) -> str:
        heads = (Column("table", "VARCHAR"), Column("rows", "BIGINT"), Column("key", "VARCHAR"))
        return f"{self._title()}\n{text(heads, self._overview(), len(self.tables))}{self._more()}"

    def _repr_html_(self) -> str:
        heads = ("table", "rows", "key")
        return html(heads, self._overview(), self._title(), most=len(self.tables))

    def _overview(self) -> list[tuple[str, int, str]]:
        entries = self.manifest.tables
        return [(entry.name, entry.rows, ", ".join(entry.primary_key)) for entry in entries]

    def _title(self) -> str:
        return f"{self.manifest.dataset} {self.version}, {self.licence}: {len(self.tables)} tables"

    def _more(self) -> str:
        """Return what else can be asked, by the names of files: no engine need be asked for it."""
        from textwrap import fill

        from claimbook.release.text_table import visible

        files = (entry.file for entry in self.manifest.views())
        names = (file.removeprefix("view_").removesuffix(".sql") for file in files)
        told = ", ".join(sorted(visible(name) for name in names if name not in self.tables))
        return "\n" + fill(f"views and macros: {told}", WIDTH) if told else ""

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches

        from claimbook.release.sql_hint import names_of
        from claimbook.release.text_table import visible

        macros = names_of(self._connect()).macros
        if name in macros:
            return f'{name} is a macro: release.sql("from {name}{macros[name]}")'
        near = get_close_matches(name, (*self, *macros), n=1)
        hint = f"; did you mean {visible(near[0])}?" if near else ""
        return f"release {self.version} has no table or view {name!r}{hint}"

    @property
    def _connect(self) -> Connect:
        return self._connected

    def _connected(self) -> "duckdb.DuckDBPyConnection":
        return self._connection

    @cached_property
    def _connection(self) -> "duckdb.DuckDBPyConnection":
        return connect(self._release)
