"""A folder of this machine as a source: a memory stick, a network share, `dist/`."""

import os
from pathlib import Path
from typing import BinaryIO

from claimbook.release.remote.address import Address
from claimbook.release.remote.plain_file import open_plain
from claimbook.release.remote.refusal import NetworkError


class FileBody:
    """A file, from an offset to its end."""

    def __init__(self, file: BinaryIO, start: int, validator: str | None) -> None:
        found = os.fstat(file.fileno())
        own = f"{found.st_size}-{found.st_mtime_ns}-{found.st_ino}"
        self.start = start if validator in {None, own} and start <= found.st_size else 0
        self.total: int | None = found.st_size
        self.validator: str | None = own
        self._file = file
        file.seek(self.start)

    def read(self, most: int) -> bytes:
        """Return the next bytes, empty at the end."""
        try:
            return self._file.read(most)
        except OSError as error:
            raise NetworkError(error.strerror or "cannot be read") from None

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class FileSource:
    """Files below a folder."""

    def __init__(self, address: Address) -> None:
        self._root = Path(address.path)

    def open(self, name: str, start: int, validator: str | None, most: int) -> FileBody:
        """Open a file.

        Raises:
            NetworkError: It is not there, or no regular file.
        """
        del most  # who reads it counts, and a file of this machine ends
        try:
            return FileBody(open_plain(self._root / name), start, validator)
        except OSError as error:
            raise NetworkError(f"{name}: {error.strerror or 'cannot be read'}") from None

    def close(self) -> None:
        """Hold nothing open."""
