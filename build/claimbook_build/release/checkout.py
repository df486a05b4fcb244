"""What a commit holds, written into a folder byte for byte, as it was committed.

Files are taken from git as objects: no filter, no conversion of line ends, no hook and no attribute
of the tree comes between, and nothing is written into the repository. Names come out of git between
NULs; a part of one is never a way upwards, and nothing that is written is a link, so that no name
leads out of the folder.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from claimbook.errors import ClaimbookError
from claimbook_build.select.repository import Blob, Repository

MOST_HELD = 2**25
"""Bytes of files that are held in memory at a time, unless one alone has more."""


class CheckoutError(ClaimbookError):
    """A commit holds what no dataset may hold: a link, another repository, a name that is none."""


def check_out(repository: Repository, commit: str, tops: Iterable[str], folder: Path) -> int:
    """Write the files of a commit at or below some paths; return how many there are.

    Args:
        repository: The repository, of whose folder paths are relative.
        commit: The commit's hash.
        tops: Which paths.
        folder: An empty folder.

    Raises:
        RevisionError: git fails, or the clone lacks a file.
        CheckoutError: A file of the commit is no plain file, or its name leads elsewhere.
        OSError: The system refuses.
    """
    files = repository.files(commit, tops)
    for path, blob in files.items():
        _refuse(path, blob)
    for paths in _portions(files, repository.sizes(files.values())):
        contents = repository.contents(files[path] for path in paths)
        for path, data in zip(paths, contents, strict=True):
            _write(folder, path, data)
    return len(files)


def _refuse(path: str, blob: Blob) -> None:
    if not blob.plain:
        raise CheckoutError(f"the commit holds {path!r}, a link or another repository")
    parts = path.split("/")
    if any(part in {"", ".", ".."} or part.casefold() == ".git" for part in parts):
        raise CheckoutError(f"the commit holds {path!r}, which is no name of a file")


def _portions(files: Iterable[str], sizes: Iterable[int | None]) -> Iterator[list[str]]:
    """Cut a list of files where too much would be held in memory."""
    portion: list[str] = []
    held = 0
    for path, size in zip(files, sizes, strict=True):
        if portion and held + (size or 0) > MOST_HELD:
            yield portion
            portion, held = [], 0
        portion.append(path)
        held += size or 0
    if portion:
        yield portion


def _write(folder: Path, path: str, data: bytes) -> None:
    target = folder.joinpath(*PurePosixPath(path).parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with open(os.open(target, flags, 0o600), "wb") as file:  # noqa: PTH123
        file.write(data)
