"""Files that are nothing else: no link is followed, no pipe waited for, no device read."""

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

BLOCK = 1024 * 1024
"""Bytes a read; larger ones do not hash faster."""

_PLAIN = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def open_plain(path: Path) -> BinaryIO:
    """Open a regular file for reading.

    Raises:
        OSError: It is not there, or something else than a regular file.
    """
    return _checked(os.open(path, os.O_RDONLY | _PLAIN))


def open_for_append(path: Path) -> BinaryIO:
    """Open a regular file for reading and writing, made when missing, with no other name.

    Raises:
        OSError: It is something else than that.
    """
    return _checked(os.open(path, os.O_RDWR | os.O_CREAT | _PLAIN, 0o600), links=1, mode="r+b")


def _checked(descriptor: int, links: int | None = None, mode: str = "rb") -> BinaryIO:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or (links is not None and found.st_nlink > links):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file of its own")
    return os.fdopen(descriptor, mode, buffering=0 if mode != "rb" else -1)  # type: ignore[return-value]


def sha256_of(file: BinaryIO) -> "hashlib._Hash":
    """Return the SHA-256 of what is left of a file, ready to take more."""
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest


def is_exactly(path: Path, size: int, sha256: str) -> bool:
    """Whether a regular file has this length and this SHA-256.

    Raises:
        OSError: It cannot be read, or is something else than a regular file.
    """
    with open_plain(path) as file:
        if os.fstat(file.fileno()).st_size != size:
            return False
        return sha256_of(file).hexdigest() == sha256


def flush_folder(path: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
