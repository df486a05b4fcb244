"""What a file holds or is to hold: bytes, or what is too much for memory and lies in a file."""

import hashlib
import os
import shutil
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

_CHUNK = 2**20


class Print(NamedTuple):
    """What a file holds, told by its size and hash alone.

    Attributes:
        size: Its bytes.
        sha256: Their SHA-256.
    """

    size: int
    sha256: str


class Spooled(NamedTuple):
    """What a file is to hold, in another file; that one stays as it is until it is written.

    Attributes:
        path: The other file.
        print: What it holds.
    """

    path: Path
    print: Print


Before = bytes | Print | None
"""What a file holds now; None where there is none."""

After = bytes | Spooled
"""What a file is to hold."""


def print_of(path: Path) -> Print:
    """Return the print of a file, read piece by piece.

    Raises:
        OSError: It cannot be read.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        for piece in iter(partial(file.read, _CHUNK), b""):
            digest.update(piece)
            size += len(piece)
    return Print(size, digest.hexdigest())


def holds(path: Path, content: Before | Spooled) -> bool:
    """Tell whether a file holds just that; one that cannot be read holds nothing that we know."""
    try:
        if not path.is_file():  # a named pipe would never end
            return content is None
        if isinstance(content, bytes):
            return path.read_bytes() == content
        wanted = content.print if isinstance(content, Spooled) else content
        return (
            wanted is not None and path.stat().st_size == wanted.size and print_of(path) == wanted
        )
    except OSError:
        return content is None


def fill_file(folder: int, content: After, stage: str) -> None:
    """Write the stage of a file in an open folder.

    Args:
        folder: File descriptor of the folder.
        content: What it is to hold.
        stage: Its name there, which nobody has.

    Raises:
        OSError: The system refuses.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    descriptor = os.open(stage, flags, 0o600, dir_fd=folder)
    with open(descriptor, "wb") as file:  # noqa: PTH123
        _write(file, content)


def _write(file: IO[bytes], content: After) -> None:
    if isinstance(content, bytes):
        file.write(content)
        return
    with content.path.open("rb") as source:
        shutil.copyfileobj(source, file, _CHUNK)
