"""Several files as one change: all are replaced, or all are as they were."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from claimbook_build.check.folder import paths_below
from claimbook_build.release.content import After, Before, fill_file, holds
from claimbook_build.release.exchange import exchange, take_back
from claimbook_build.release.lock import Calm, stopping_calmly
from claimbook_build.release.publish import (
    WAIT,
    PublishError,
    flush,
    placed,
    refused,
    sweep_folder,
    sweep_place,
)
from claimbook_build.release.stage import (
    check_target,
    left_behind,
    remove_stage,
    settle,
    stage_name,
)

Change = tuple[Before, After]
"""What a file holds now, None where there is none, and what it is to hold."""


def publish_files(changes: Mapping[Path, Change], root: Path | None = None) -> None:
    """Replace the content of files, or make them; what goes wrong half-way is taken back.

    All new contents are on the disk before the first file is replaced, and all old ones until the
    last one is: taking back needs no room. A signal that asks the process to end counts as going
    wrong before the first replacement; from then on it waits for the last. Each file is replaced in
    one step, so that a killed process leaves every single one whole.

    Args:
        changes: What to write, by file.
        root: A folder below which all folders that are missing are made; else only those that
            hold the files. They go again if nothing is written.

    Raises:
        PublishError: A file holds something else than was thought, or the system refuses; all
            files are then as they were, unless the message names one that could not be.
    """
    for path, (before, _) in changes.items():
        _expect(path, before)
    with stopping_calmly() as calm:
        _replace(changes, calm, root)


def publish_below(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Replace the content of files that are named by their paths below a folder, all or none.

    Args:
        root: The folder.
        before: What the files hold, by path.
        after: What they are to hold, by path; the others stay.

    Raises:
        PublishError: As of `publish_files`.
    """
    publish_files({root / path: (before[path], data) for path, data in after.items()})


def sweep_records(root: Path) -> None:
    """Remove what killed processes left behind below `seeds/` and `dataset/`.

    Args:
        root: The folder above them. No link is followed.
    """
    for path in {(root / path).parent for path in paths_below(root) if left_behind(_name(path))}:
        sweep_folder(path)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _replace(changes: Mapping[Path, Change], calm: Calm, root: Path | None) -> None:
    """Replace all or none, while nobody else writes to the folders."""
    folders: dict[Path, int] = {}
    with ExitStack() as stack:
        for path in changes if root is not None else ():
            above = [each for each in path.parent.parents if root in each.parents]
            for folder in reversed(above):
                stack.enter_context(_made(folder))
        first = {path.parent: path for path in sorted(changes, reverse=True)}
        for parent in sorted(first):  # whatever files are meant: two writers never wait in a ring
            folders[parent] = stack.enter_context(placed(first[parent], WAIT, calm)).folder
            sweep_place(folders[parent])
        steps = [_Step(path, *each, folders[path.parent]) for path, each in changes.items()]
        _exchange_all(steps, calm)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder if it is missing; it goes again if what is done in it fails."""
    if folder.is_symlink():
        raise PublishError(f"{folder}: it is a symbolic link")
    absent = not folder.exists()
    try:
        with _told(folder):
            if absent:
                folder.mkdir(exist_ok=True)
                flush(folder.parent)
        yield
    except BaseException:
        if absent:
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        raise


class _Step:
    """The replacement of one file."""

    def __init__(self, path: Path, before: Before, after: After, folder: int) -> None:
        self.path, self.before, self.after, self.folder = path, before, after, folder
        self._stage = stage_name(path.name)
        self._replaced: bool | None = None

    def stage(self) -> None:
        """Write the new content beside the file: all the room that the change needs."""
        with _told(self.path):
            check_target(self.path, None)
            fill_file(self.folder, self.after, self._stage)
            settle(self._stage, self.folder, _mode(self.path))

    def exchange(self) -> None:
        """Let the new content take the name; the old is kept where the new was."""
        _expect(self.path, self.before)  # the files before it took their time
        with _told(self.path):
            self._replaced = exchange(self.folder, self._stage, self.path.name)

    def flush(self) -> None:
        """Make the name durable."""
        with _told(self.path):
            os.fsync(self.folder)

    def undo(self) -> bool:
        """Whether the file holds again what it held; what somebody else wrote meanwhile stays."""
        if self._replaced is None:
            return True
        if holds(self.path, self.after):
            take_back(self.folder, self._stage, self.path.name, replaced=self._replaced)
        return holds(self.path, self.before)

    def clear(self) -> None:
        """Remove what is left beside the file: the new content, or the old."""
        remove_stage(self._stage, self.folder)


def _exchange_all(steps: list[_Step], calm: Calm) -> None:
    """Take all steps or none; one plain function, as that of `publish` is."""
    try:
        for step in steps:
            step.stage()
        calm.hold()
        for step in steps:
            step.exchange()
        for step in {step.folder: step for step in steps}.values():
            step.flush()
    except BaseException as error:
        calm.hold()
        lost = [step.path for step in reversed(steps) if not step.undo()]
        if lost:
            names = ", ".join(map(str, lost))
            raise PublishError(f"{error}; could not be put back: {names}") from error
        raise
    finally:
        calm.hold()
        for step in steps:
            step.clear()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refused(path, error) from error


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777 if path.exists() else 0o644


def _expect(path: Path, before: Before) -> None:
    if not holds(path, before):
        raise PublishError(f"{path}: the file changed while it was worked on; run again")
