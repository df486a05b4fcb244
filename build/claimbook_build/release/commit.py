"""The commit that a release is built from: the only clock a release may know."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claimbook_build.git import run_git


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, or its absence.

    Attributes:
        hash: Its name; None outside a repository, or when the data was changed since.
        date: When it was made, UTC, ISO 8601; None likewise.
    """

    hash: str | None = None
    date: str | None = None


def commit_of(root: Path) -> Commit:
    """Return the commit that `seeds/`, `dataset/` and the code in a folder are those of.

    A release that was built from changed files names no commit: it could not be built again. Nor
    could one from files that git ignores, which a build reads all the same.
    """
    if _git(root, "rev-parse", "--show-toplevel") is None:
        return Commit()
    status = ("status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=dirty")
    data = _git(root, *status, "--ignored", "--", "seeds", "dataset", "pyproject.toml")
    code = _git(root, *status, "--", "schema", "build")
    return commit_named(root, "HEAD") if data == code == "" else Commit()


def commit_named(root: Path, revision: str) -> Commit:
    """Return a commit of the repository around a folder; none if there is no such commit."""
    log = ("log", "-1", "--no-show-signature", "--format=%H %ct", "--end-of-options", revision)
    seconds = _git(root, *log, "--")
    if not seconds:
        return Commit()
    name, _, stamp = seconds.partition(" ")
    moment = datetime.fromtimestamp(int(stamp), UTC)
    return Commit(name, moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = run_git(root, *arguments, timeout=60)
        return done.stdout.decode().strip() if done.returncode == 0 else None
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
