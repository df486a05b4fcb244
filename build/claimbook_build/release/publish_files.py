"""Several files as one change: all are replaced, or all are as they were."""

from collections.abc import Mapping
from pathlib import Path

from claimbook_build.release.publish import PublishError, publish_file

Change = tuple[bytes, bytes]
"""What a file holds now, and what it is to hold."""


def publish_files(changes: Mapping[Path, Change]) -> None:
    """Replace the content of files; what goes wrong half-way is taken back.

    Each file is replaced in one step, so that a killed process leaves every single one whole.

    Args:
        changes: What to write, by file.

    Raises:
        PublishError: A file holds something else than was thought, or the system refuses; all
            files are then as they were, unless the message names one that could not be.
    """
    for path, (before, _) in changes.items():
        if _content(path) != before:
            raise PublishError(f"{path}: the file changed while it was worked on; run again")
    done: list[Path] = []
    try:
        for path, (_, after) in changes.items():
            publish_file(path, after, mode=path.stat().st_mode & 0o777)
            done.append(path)
    except BaseException as error:
        lost = [path for path in reversed(done) if not _taken_back(path, changes[path][0])]
        if lost:
            names = ", ".join(map(str, lost))
            raise PublishError(f"{error}; could not be put back: {names}") from error
        raise


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _taken_back(path: Path, before: bytes) -> bool:
    try:
        publish_file(path, before, mode=path.stat().st_mode & 0o777)
    except (PublishError, OSError):
        return False
    return True
