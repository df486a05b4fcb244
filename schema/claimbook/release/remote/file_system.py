"""The files of a release as DuckDB reads them: a read-only file system of names, by fsspec's form.

The engine keeps one handle for all its threads, and says where to read in a call of its own before
the one that reads: so a handle remembers a place for each thread. With one place for all of them
threads get each other's bytes, which is a wrong answer or a broken page now and then.
"""

import importlib.util
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol

from claimbook.errors import ClaimbookError
from claimbook.release.remote.refusal import DownloadError

SCHEME = "claimbook"
"""Names of files begin with this and ``://``."""

_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""When each file was changed last: what has changed is an error, and not a file of another date."""


class MissingFsspecError(ClaimbookError, ImportError):
    """fsspec is not installed; only reading over a network needs it."""


class PartFile(Protocol):
    """A file that is read in parts."""

    @property
    def size(self) -> int:
        """Its length in bytes."""

    def read(self, start: int, number: int) -> bytes:
        """Return so many bytes from an offset on, fewer at the end of the file."""


class Files:
    """Files by their names, and what went wrong with them last."""

    def __init__(self, files: Mapping[str, PartFile]) -> None:
        self._files = dict(files)
        self.failure: DownloadError | None = None

    def read(self, name: str, start: int, number: int) -> bytes:
        """Return bytes of a file; the engine tells an error of Python's by its text alone."""
        try:
            return self._files[name].read(start, number)
        except DownloadError as error:
            self.failure = error
            raise

    def size(self, name: str) -> int:
        """Return the length of a file in bytes."""
        return self._files[name].size

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return name in self._files


class _Handle:
    """An open file, with a place for each thread."""

    def __init__(self, files: Files, name: str) -> None:
        self._files = files
        self._name = name
        self._own = threading.local()

    def seek(self, offset: int, whence: int = 0) -> int:
        size = self._files.size(self._name)
        self._own.place = offset + (0, self.tell(), size)[whence]
        return self.tell()

    def tell(self) -> int:
        return int(getattr(self._own, "place", 0))

    def read(self, number: int = -1) -> bytes:
        start = self.tell()
        most = self._files.size(self._name) - start
        data = self._files.read(self._name, start, most if number < 0 else number)
        self._own.place = start + len(data)
        return data

    def close(self) -> None:
        """Hold nothing open."""


def file_system(files: Files) -> object:
    """Return files as what `duckdb.DuckDBPyConnection.register_filesystem` takes.

    Raises:
        MissingFsspecError: fsspec is not installed.
    """
    if importlib.util.find_spec("fsspec") is None:
        said = "reading over a network needs fsspec: pip install 'claimbook[remote]'"
        raise MissingFsspecError(f"{said}, or download the release")
    from fsspec import AbstractFileSystem

    class ReleaseFiles(AbstractFileSystem):  # type: ignore[misc]
        """Knows the files of one release, and opens them for reading alone."""

        protocol = SCHEME
        cachable = False

        def open(self, path: str, mode: str = "rb", **_: object) -> _Handle:
            if mode != "rb" or not files.has(_name(path)):
                raise FileNotFoundError(f"{path}: only the files of a release, to read them")
            return _Handle(files, _name(path))

        def exists(self, path: str, **_: object) -> bool:
            return files.has(_name(path))

        def isdir(self, path: str) -> bool:
            del path  # releases are flat
            return False

        def glob(self, path: str, **_: object) -> list[str]:
            return [path] if files.has(_name(path)) else []

        def size(self, path: str) -> int:
            return files.size(_name(path))

        def modified(self, path: str) -> datetime:
            del path
            return _ALWAYS

    return ReleaseFiles()


def _name(path: str) -> str:
    return path.removeprefix(f"{SCHEME}://")
