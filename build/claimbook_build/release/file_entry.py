"""What a manifest says of a file: its name, its length and its SHA-256."""

from hashlib import file_digest
from pathlib import Path

from claimbook.release.manifest import FileEntry


def file_entry(path: Path) -> FileEntry:
    """Return the entry of a file that holds no table.

    Raises:
        OSError: It cannot be read.
    """
    return FileEntry(file=path.name, bytes=path.stat().st_size, sha256=sha256_of(path))


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
