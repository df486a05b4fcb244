"""The single door for every file written: whole, or not at all.

What is written goes to a stage beside its target, is made durable, and takes the target's name in
one step. At every instant, through a crash, a full disk or a ``kill -9``, the target is either
what it was or what it is to become. Stages that a killed process left behind are swept by the next
one that publishes in the same folder. POSIX only.
"""

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from claimbook.errors import ClaimbookError
from claimbook_build.release.content import fill_file
from claimbook_build.release.exchange import exchange, restore_asides, take_back
from claimbook_build.release.lock import Calm, locked, stopping_calmly
from claimbook_build.release.stage import check_target, remove_stage, settle, stage_name, sweep

_FILE_MODE = 0o444
WAIT = 30.0
"""Seconds that a second writer waits for the first."""

Beside = Callable[[], Mapping[str, bytes]]
"""Tells which files are to stand beside what was published, by name, and what they hold."""


class PublishError(ClaimbookError):
    """Nothing could be published, or the disk would not confirm it; the target is whole anyway."""

    exit_code = 4


def publish(
    target: Path,
    write: Callable[[Path], None],
    *,
    marker: str = "manifest.json",
    wait: float = WAIT,
    beside: Beside = dict,
) -> None:
    """Write a folder and put it in its place in one step, in place of an older one if need be.

    Files end up with mode 0444 and folders with 0755 whatever the umask, all flushed to disk.

    Args:
        target: The folder to publish. Its parent is made when missing.
        write: Fills the empty folder it is given. Whatever it raises is raised again, and the
            target is untouched.
        marker: A file that an older folder must hold to be replaced, so that a mistyped target
            never costs somebody's documents.
        wait: Seconds to wait for another writer in the same parent folder.
        beside: Called when the folder has its name; returns files that are to stand beside it from
            then on, by name. Where one cannot be written, or this raises, the older folder is put
            back.

    Raises:
        PublishError: The target or its parent is a symbolic link, the target is something else
            than an older release, another process is writing, or the system refuses (read-only,
            disk full). An `OSError` of ``write`` counts as the system's.
    """
    with stopping_calmly() as calm, placed(target, wait, calm) as place:

        def fill(stage: str) -> None:
            os.mkdir(stage, 0o700, dir_fd=place.folder)
            write(target.parent / stage)

        check_target(target, marker)
        sweep_place(place.folder)
        _replace(
            place, target.name, fill, _FILE_MODE, lambda: _put(place, target, [*beside().items()])
        )


def publish_file(target: Path, data: bytes, *, mode: int = 0o644, wait: float = WAIT) -> None:
    """Write one file and put it in its place in one step, in place of an older one if need be.

    Args:
        target: The file to write. Its parent is made when missing.
        data: The whole content.
        mode: The file's permissions, whatever the umask.
        wait: Seconds to wait for another writer in the same folder.

    Raises:
        PublishError: As for `publish`.
    """
    with stopping_calmly() as calm, placed(target, wait, calm) as place:
        check_target(target, None)
        sweep_place(place.folder)
        _replace(place, target.name, partial(fill_file, place.folder, data), mode)


def publish_made(target: Path, write: Callable[[Path], None], *, mode: int = 0o644) -> None:
    """Have one file written by an engine of its own, and put it in its place in one step.

    Args:
        target: The file to publish. Its parent is made when missing.
        write: Writes the file that it is given; what it leaves beside it is thrown away.
        mode: The file's permissions, whatever the umask.

    Raises:
        PublishError: As for `publish`.
    """
    with stopping_calmly() as calm, placed(target, WAIT, calm) as place:

        def fill(stage: str) -> None:
            room = stage_name(target.name)
            try:
                os.mkdir(room, 0o700, dir_fd=place.folder)
                write(target.parent / room / target.name)
                made = f"{room}/{target.name}"
                os.rename(made, stage, src_dir_fd=place.folder, dst_dir_fd=place.folder)
                calm.hold()  # what follows is short, and a signal would put the cleaning off
            finally:
                calm.hold()
                remove_stage(room, place.folder)

        check_target(target, None)
        sweep_place(place.folder)
        _replace(place, target.name, fill, mode)


def sweep_folder(folder: Path) -> None:
    """Remove what killed processes left behind in a folder, unless somebody writes there now."""
    with (
        suppress(OSError),
        _descriptor(folder, os.O_NOFOLLOW) as descriptor,
        locked(descriptor, 0.0),
    ):
        sweep_place(descriptor)


def sweep_place(folder: int) -> None:
    """Put right what a killed process left behind, before anything else is done there."""
    restore_asides(folder)
    sweep(folder)


class Place(NamedTuple):
    """An open folder that nobody else writes to meanwhile."""

    folder: int
    calm: Calm


def _put(place: Place, target: Path, files: list[tuple[str, bytes]]) -> None:
    """Put files beside a target, each within the change of the one before."""
    if files:
        (name, data), *rest = files
        check_target(target.with_name(name), None)
        fill = partial(fill_file, place.folder, data)
        _replace(place, name, fill, 0o644, lambda: _put(place, target, rest))


def _replace(
    place: Place,
    name: str,
    fill: Callable[[str], None],
    mode: int,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Fill a stage, let it take the name, and leave no litter however this ends.

    One plain function: a signal inside contextlib's own lines would put the cleaning off.
    """
    stage = stage_name(name)
    try:
        fill(stage)
        settle(stage, place.folder, mode)
        place.calm.hold()
        replaced = exchange(place.folder, stage, name)
        try:
            os.fsync(place.folder)
            then()
        except BaseException:  # what was there before is whole for certain
            take_back(place.folder, stage, name, replaced=replaced)
            raise
    finally:
        place.calm.hold()
        remove_stage(stage, place.folder)  # the unfinished new one, or the old one


@contextmanager
def placed(target: Path, wait: float, calm: Calm) -> Iterator[Place]:
    """Open and lock the target's parent; make system errors clean."""
    if target.name in {"", ".."}:
        raise PublishError(f"{target}: not a name that can be published")
    try:
        with _opened(target.parent) as folder, locked(folder, wait):
            yield Place(folder, calm)
    except OSError as error:
        raise refused(target, error) from error


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    if folder.is_symlink():
        raise OSError(errno.ELOOP, "its folder is a symbolic link")
    absent = not os.path.lexists(folder)
    try:
        if absent:
            folder.mkdir(exist_ok=True)
            flush(folder.parent)
        with _descriptor(folder, os.O_NOFOLLOW) as descriptor:
            yield descriptor
    except BaseException:
        if absent:
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        raise


@contextmanager
def _descriptor(folder: Path, flags: int = 0) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | flags)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def flush(folder: Path) -> None:
    """Make the names in a folder durable; not in one that takes names but shows none."""
    with suppress(PermissionError), _descriptor(folder) as descriptor:
        os.fsync(descriptor)


def refused(target: Path, error: OSError) -> PublishError:
    """Return what the system refused, in words."""
    return PublishError(f"{target}: {_in_words(error)}")


def _in_words(error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.errno and "[errno " in reason:  # Arrow names the stage, which nobody knows
        reason = os.strerror(error.errno)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"may not be written there ({reason})"
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"no room on the disk ({reason})"
    return reason
