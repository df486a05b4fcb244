"""Putting a new folder in an old one's place in one step.

Linux exchanges two names atomically (``renameat2`` with ``RENAME_EXCHANGE``, kernel 3.15): at
every instant the name leads to a whole folder, the old or the new. Where the kernel or the file
system cannot, two plain renames do it. Between the two the name is missing for some microseconds;
a crash just there leaves the old folder aside, and `restore_asides` puts it back before anything
else is done in that place.
"""

import ctypes
import errno
import os
import re
import secrets
from contextlib import suppress

_RENAME_EXCHANGE = 2  # linux/fs.h
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})
_ASIDE = re.compile(r"\.([^/]+)\.aside-[0-9a-f]{16}")


def exchange(folder: int, stage: str, name: str) -> bool:
    """Put ``stage`` in the place of ``name``; what was there, if anything, is then ``stage``.

    Args:
        folder: Open file descriptor of the folder that holds both.
        stage: Name of the new file or folder.
        name: The name to take.

    Returns:
        Whether something was there.

    Raises:
        OSError: Nothing has changed.
    """
    if not exists(folder, name):
        os.rename(stage, name, src_dir_fd=folder, dst_dir_fd=folder)
        return False
    try:
        _swap(folder, stage, name)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        _step_aside(folder, stage, name)
    return True


def take_back(folder: int, stage: str, name: str, *, replaced: bool) -> None:
    """Undo an exchange that the disk would not confirm, as far as the disk lets it.

    Args:
        folder: As of `exchange`.
        stage: As of `exchange`.
        name: As of `exchange`.
        replaced: What `exchange` returned.
    """
    with suppress(OSError):
        if replaced:
            exchange(folder, stage, name)
        else:
            os.rename(name, stage, src_dir_fd=folder, dst_dir_fd=folder)
        os.fsync(folder)


def exists(folder: int, name: str) -> bool:
    """Tell whether the folder has an entry of that name, whatever it is."""
    try:
        os.lstat(name, dir_fd=folder)
    except FileNotFoundError:
        return False
    return True


def restore_asides(folder: int) -> None:
    """Finish exchanges by two renames that a crash cut short: bring back what has no successor."""
    for entry in os.listdir(folder):
        found = _ASIDE.fullmatch(entry)
        if found and not exists(folder, found[1]):
            os.rename(entry, found[1], src_dir_fd=folder, dst_dir_fd=folder)


def _swap(folder: int, stage: str, name: str) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, "this system cannot exchange two names")
    if libc.renameat2(folder, os.fsencode(stage), folder, os.fsencode(name), _RENAME_EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)


def _step_aside(folder: int, stage: str, name: str) -> None:
    aside = f".{name}.aside-{secrets.token_hex(8)}"

    def move(source: str, target: str) -> None:
        os.rename(source, target, src_dir_fd=folder, dst_dir_fd=folder)

    try:
        move(name, aside)
        move(stage, name)
        move(aside, stage)
    except BaseException:
        if exists(folder, aside):
            if exists(folder, name):  # the new one has it already
                move(name, stage)
            move(aside, name)
        raise
