"""Several files as one change: all are replaced, or all are as they were."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from claimbook_build.check.folder import paths_below
from claimbook_build.release.lock import Calm, stopping_calmly
from claimbook_build.release.publish import (
    PublishError,
    publish_file,
    restore_file,
    sweep_folder,
)
from claimbook_build.release.stage import left_behind

Change = tuple[bytes | None, bytes]
"""What a file holds now, None where there is none, and what it is to hold."""


def publish_files(changes: Mapping[Path, Change]) -> None:
    """Replace the content of files, or make them; what goes wrong half-way is taken back.

    A signal that asks the process to end counts as going wrong: it takes effect when everything is
    as it was. Each file is replaced in one step, so that a killed process leaves every single one
    whole.

    Args:
        changes: What to write, by file.

    Raises:
        PublishError: A file holds something else than was thought, or the system refuses; all
            files are then as they were, unless the message names one that could not be.
    """
    for path, (before, _) in changes.items():
        _expect(path, before)
    with stopping_calmly() as calm:
        _replace(changes, calm)


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


def _replace(changes: Mapping[Path, Change], calm: Calm) -> None:
    """Replace all or none; one plain function, as that of `publish` is."""
    begun: list[Path] = []
    absent = {path.parent for path in changes if not path.parent.exists()}
    swept: set[Path] = set()
    try:
        for path, (before, after) in changes.items():
            _expect(path, before)  # the files before it took their time
            begun.append(path)  # now: a signal may come just after it was replaced
            publish_file(path, after, mode=_mode(path), swept=swept)
        calm.hold()
    except BaseException as error:
        calm.hold()
        lost = [path for path in reversed(begun) if not _taken_back(path, changes[path])]
        for folder in absent:
            with suppress(OSError):  # it is not there, or somebody else uses it
                folder.rmdir()
        if lost:
            names = ", ".join(map(str, lost))
            raise PublishError(f"{error}; could not be put back: {names}") from error
        raise


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777 if path.exists() else 0o644


def _expect(path: Path, before: bytes | None) -> None:
    if _content(path) != before:
        raise PublishError(f"{path}: the file changed while it was worked on; run again")


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None  # a named pipe would never end
    except OSError:
        return None


def _taken_back(path: Path, change: Change) -> bool:
    """Whether a file holds again what it held; what somebody else wrote meanwhile stays."""
    before, after = change
    if _content(path) == after:
        with suppress(PublishError, OSError):
            if before is None:
                path.unlink()
            else:
                restore_file(path, before, mode=_mode(path))
    return _content(path) == before
