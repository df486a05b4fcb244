"""What stands below `seeds/` and `dataset/`: every file, and every folder that cannot be walked.

No link is followed, so that the walk ends; no folder is left out in silence.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.file import LIMITS

ROOTS = ("seeds", "dataset")
MOST_FOLDERS = 24
"""How deep folders may lie in each other: four times as deep as any record does."""


def paths_below(root: Path) -> Iterator[str]:
    """Yield the path of everything below `seeds/` and `dataset/` that is not a folder.

    A folder is among them when it has the name of a file, lies too deep, or cannot be read: of
    these `folder_fault` tells.
    """
    for top in ROOTS:
        if (root / top).is_symlink() or ((root / top).exists() and not (root / top).is_dir()):
            yield top
        else:
            yield from _walk(root, top)


def _walk(root: Path, top: str) -> Iterator[str]:
    ahead = [top]
    while ahead:
        folder = ahead.pop()
        try:
            with os.scandir(root / folder) as entries:
                found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except (FileNotFoundError, NotADirectoryError):
            continue  # there is no such top folder, or it vanished
        except OSError:
            yield folder
            continue
        for name, is_folder in found:
            path = f"{folder}/{name}"
            if not is_folder or _misnamed(path):
                yield path
            if is_folder and path.count("/") < MOST_FOLDERS:
                ahead.append(path)


def _misnamed(path: str) -> bool:
    return PurePosixPath(path).suffix in LIMITS or path.count("/") >= MOST_FOLDERS


def folder_fault(root: Path, path: str) -> Diagnostic | None:
    """Say what is wrong with a folder of `paths_below`; None when the path is no folder."""
    if path in ROOTS and ((root / path).is_symlink() or not (root / path).is_dir()):
        return _refusal(path, "a link or a file instead of a folder", "put the folder there")
    try:
        if not stat.S_ISDIR((root / path).lstat().st_mode):
            return None
        with os.scandir(root / path):
            pass
    except OSError as error:
        return _refusal(path, f"cannot be read: {error.strerror}")
    if path.count("/") >= MOST_FOLDERS:
        return _refusal(path, f"more than {MOST_FOLDERS} folders in each other")
    return _refusal(path, "a folder instead of a file", "rename it, or put the file there")


def _refusal(path: str, message: str, help_: str | None = None) -> Diagnostic:
    return Diagnostic(Place(path), "R002", "error", message, help_)
