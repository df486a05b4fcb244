"""The stage: where something is written before it takes its name."""

import errno
import os
import re
import secrets
import shutil
import stat
from contextlib import suppress
from pathlib import Path

_LEFT_BEHIND = re.compile(r"\.([^/]+)\.(stage|aside)-[0-9a-f]{16}")
_FOLDER_MODE = 0o755


def stage_name(name: str) -> str:
    """Return a fresh hidden name beside ``name``; its form is what `sweep` recognises."""
    return f".{name}.stage-{secrets.token_hex(8)}"


def left_behind(name: str) -> tuple[str, bool] | None:
    """Return of what a name is a stage, and whether it may be all that is left of it, or None.

    >>> left_behind(".links.yaml.stage-0123456789abcdef"), left_behind(".gitignore")
    (('links.yaml', False), None)
    """
    found = _LEFT_BEHIND.fullmatch(name)
    return None if found is None else (found[1], found[2] == "aside")


def check_target(target: Path, marker: str | None) -> None:
    """Refuse to replace what is not an older edition of the same thing.

    Args:
        target: The name to be taken.
        marker: A file that an older folder holds; None when a file is published.

    Raises:
        OSError: It is a link, of the wrong kind, or a folder with content but without the marker.
    """
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, "it is a symbolic link")
    if marker is None:
        if not stat.S_ISREG(mode):
            raise OSError(errno.EEXIST, "it is not a regular file")
    elif not stat.S_ISDIR(mode):
        raise OSError(errno.EEXIST, "it is not a folder")
    elif os.listdir(target) and not (target / marker).is_file():  # noqa: PTH208
        raise OSError(errno.EEXIST, f"it holds files but no {marker}: not ours to replace")


def settle(stage: str, parent: int, mode: int) -> None:
    """Set the modes of all that was staged and flush it to disk, folders last.

    Raises:
        OSError: The disk refuses, or the stage holds a link, a pipe or a shared file.
    """
    if stat.S_ISREG(os.lstat(stage, dir_fd=parent).st_mode):
        _settle_file(stage, parent, mode)
        return
    for _, folders, files, folder in os.fwalk(stage, topdown=False, dir_fd=parent, onerror=_raise):
        links = [name for name in folders if stat.S_ISLNK(os.lstat(name, dir_fd=folder).st_mode)]
        for name in (*files, *links):  # a link to a folder counts as a folder there
            _settle_file(name, folder, mode)
        os.fchmod(folder, _FOLDER_MODE)
        os.fsync(folder)


def _settle_file(name: str, folder: int, mode: int) -> None:
    found = os.lstat(name, dir_fd=folder)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        raise OSError(errno.EINVAL, f"{name} is not a regular file of its own")
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder)
    try:
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _raise(error: OSError) -> None:
    raise error


def remove_stage(stage: str, parent: int) -> None:
    """Remove a stage, trying twice; what resists is left to the next `sweep`."""
    for _ in range(2):
        with suppress(OSError):
            _remove(stage, parent)


def sweep(parent: int) -> None:
    """Remove what killed processes left behind. The caller holds the lock, so none is alive."""
    for name in os.listdir(parent):
        if left_behind(name):
            remove_stage(name, parent)


def _remove(name: str, parent: int) -> None:
    try:
        mode = os.lstat(name, dir_fd=parent).st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        shutil.rmtree(name, dir_fd=parent)
    else:
        os.unlink(name, dir_fd=parent)
