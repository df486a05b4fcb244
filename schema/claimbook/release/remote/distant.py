"""A release that stays where it is: its manifest is fetched, and of its tables what a query needs.

What comes whole (manifest, views, tables of up to `LARGE` bytes) is held to its hash and kept in
the cache of downloads. Of a larger table only parts come: the server must name one edition of the
file and keep to it, the length must be the manifest's, and every piece has a hash of its own in the
release's list of pieces. An older release has no such list: there a server that lies about bytes is
believed, and whoever must not believe it downloads.
"""

import threading
import weakref
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from claimbook.release.connect import decoded, define, view_files
from claimbook.release.manifest import FileEntry, Manifest, TableEntry
from claimbook.release.pieces import LARGE, MAX_PIECES_BYTES, PIECES_NAME, PiecesError, read_pieces
from claimbook.release.remote.client import Client
from claimbook.release.remote.distant_file import DistantFile
from claimbook.release.remote.file_system import SCHEME, Files, PartFile, file_system
from claimbook.release.remote.refusal import DownloadError, IntegrityError

if TYPE_CHECKING:
    import duckdb


class FetchedFile:
    """A file that is fetched whole when its first byte is asked for."""

    def __init__(
        self, client: Client, release: str, entry: TableEntry | FileEntry, lock: threading.Lock
    ) -> None:
        self.size = entry.bytes
        self._client = client
        self._release = release
        self._entry = entry
        self._lock = lock
        self._data: bytes | None = None

    def read(self, start: int, number: int) -> bytes:
        """Return so many bytes from an offset on, fewer at the end of the file.

        Raises:
            DownloadError: The file could not be had, or is not what the manifest says.
        """
        with self._lock:
            if self._data is None:
                self._data = self._client.file(self._release, self._entry).read_bytes()
        return self._data[start : start + number]


class DistantRelease:
    """A release behind an address; call it for the connection to it.

    Attributes:
        address: Where it lies.
        manifest: What it holds.
    """

    def __init__(self, client: Client, manifest: Manifest) -> None:
        self.address = f"{client.address}/{manifest.release}"
        self.manifest = manifest
        self._client = client
        self._lock = threading.Lock()
        self._large: dict[str, DistantFile] = {}
        self._files = Files({table.file: self._file(table) for table in manifest.tables})
        # The engine holds on to the files, and so to the network, for as long as there is a
        # connection to it; a cursor is one.
        weakref.finalize(self._files, client.close)

    def __call__(self) -> "duckdb.DuckDBPyConnection":
        """Return the connection, which has every table, view and macro; it is made once.

        Raises:
            DownloadError: A view, or the list of pieces, cannot be fetched or is none.
            ViewError: A view cannot be made.
            MissingFsspecError: fsspec is not installed.
        """
        return self._connection

    def close(self) -> None:
        """Let go of connections."""
        if "_connection" in self.__dict__:
            self._connection.close()
        self._client.close()

    def failure(self, said: str) -> DownloadError | None:
        """Return the failure that an error of the engine tells of, if it does.

        It is not kept: what is raised holds on to all that was at hand, this release among it.
        """
        failure = self._files.failure
        if failure is None or str(failure) not in said:
            return None
        self._files.failure = None
        return failure.with_traceback(None)

    @cached_property
    def _connection(self) -> "duckdb.DuckDBPyConnection":
        import duckdb

        system = file_system(self._files)
        views = self._views()
        self._read_pieces()
        connection = duckdb.connect()
        try:
            connection.register_filesystem(system)
            tables = {table.name: f"{SCHEME}://{table.file}" for table in self.manifest.tables}
            columns = {table.name: _columns(table) for table in self.manifest.tables}
            define(connection, tables, views, columns)
        except BaseException:
            connection.close()
            raise
        return connection

    def _views(self) -> Mapping[str, str]:
        entries = view_files(self.manifest)
        paths = [self._client.file(self.manifest.release, entry) for entry in entries]
        return decoded({e.file: path for e, path in zip(entries, paths, strict=True)})

    def _read_pieces(self) -> None:
        """Tell files that are read in parts what their pieces must be, if the release says so."""
        entry = next((each for each in self.manifest.files if each.file == PIECES_NAME), None)
        if entry is None:
            return
        if entry.bytes > MAX_PIECES_BYTES:
            raise IntegrityError(f"{self.address}/{PIECES_NAME}: {entry.bytes} bytes are too many")
        data = self._client.file(self.manifest.release, entry).read_bytes()
        try:
            known = read_pieces(data, self.manifest.tables)
        except PiecesError as error:
            raise IntegrityError(f"{self.address}/{PIECES_NAME}: {error}") from None
        for name, pieces in known.items():
            self._large[name].pieces = pieces

    def _file(self, table: TableEntry) -> PartFile:
        release = self.manifest.release
        if table.bytes <= LARGE:
            return FetchedFile(self._client, release, table, self._lock)
        name = f"{release}/{table.file}"
        source, patience = self._client.parts()
        self._large[table.file] = DistantFile(source, name, table.bytes, patience, self._lock)
        return self._large[table.file]


def _columns(table: TableEntry) -> str:
    """Return a table's columns as `read_parquet` takes them, which so opens no file to learn them.

    Names and types are of the manifest's own narrow forms: nothing in them need be quoted.
    """
    told = (
        f"'{c.name}': {{name: '{c.name}', type: '{c.type}', default_value: NULL}}"
        for c in table.columns
    )
    return f"MAP {{{', '.join(told)}}}"
