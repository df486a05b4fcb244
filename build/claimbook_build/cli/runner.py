"""What a CI runner says about the job that a command is part of."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Runner:
    """The surroundings of a command.

    Attributes:
        github: Whether it runs as a step of GitHub Actions.
        workspace: The folder of the repository's checkout, or None.
        blobs: The address below which the host shows the repository's files, or nothing.
        summary: The file whose Markdown the host shows with the step, or None.
    """

    github: bool = False
    workspace: Path | None = None
    blobs: str = ""
    summary: Path | None = None

    def folder(self, root: Path) -> str:
        """Return a dataset's folder inside the repository, with a slash; or nothing."""
        if self.workspace is None:
            return ""
        try:
            inside = root.resolve().relative_to(self.workspace.resolve()).as_posix()
        except ValueError:
            return ""
        return "" if inside == "." else f"{inside}/"


def runner(environ: Mapping[str, str]) -> Runner:
    """Read the variables that GitHub Actions and GitLab CI set.

    >>> runner({"GITHUB_ACTIONS": "true"}).github, runner({}).github
    (True, False)
    """
    workspace = environ.get("GITHUB_WORKSPACE") or environ.get("CI_PROJECT_DIR")
    summary = environ.get("GITHUB_STEP_SUMMARY")
    return Runner(
        environ.get("GITHUB_ACTIONS") == "true",
        Path(workspace) if workspace else None,
        _blobs(environ),
        Path(summary) if summary else None,
    )


def _blobs(environ: Mapping[str, str]) -> str:
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (quote(environ.get(name, ""), safe="/:") for name in names)
    if not (server.startswith("https://") and repository and commit):
        return ""
    return f"{server}/{repository}/blob/{commit}/"


def append(path: Path, text: str) -> None:
    """Add text to a file that a runner keeps, on a line of its own.

    Raises:
        OSError: It is no regular file, or cannot be written.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK
    with os.fdopen(os.open(path, flags, 0o644), "ab") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise OSError(f"{path} is no regular file")
        file.write(("\n" if state.st_size else "").encode() + text.encode())


def size(path: Path) -> int:
    """Return how many bytes of a file are taken; none when it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
