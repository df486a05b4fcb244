"""The commit that a release is built from: the only clock a release may know."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claimbook_build.git import run_git

TIMES = ("-c", "core.trustctime=true", "-c", "core.checkStat=default")
"""Has git tell a changed file by more than its time and size, whatever its configuration says."""

_DATA = ("seeds", "dataset", "pyproject.toml")
_CODE = ("schema", "build")


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
    could one from files that git ignores, which a build reads all the same, or was told not to look
    at (`unseen`). Times of files are believed only as far as git's own defaults do.
    """
    if _git(root, "rev-parse", "--show-toplevel") is None:
        return Commit()
    head = _git(root, "rev-parse", "HEAD")
    status = ("status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=dirty")
    data = _git(root, *TIMES, *status, "--ignored", "--", *_DATA)
    code = _git(root, *TIMES, *status, "--", *_CODE)
    listed = _git(root, "ls-files", "-v", "-z", "--", *_DATA, *_CODE)
    clean = data == code == "" and listed is not None and not unseen(listed)
    return commit_named(root, head) if clean and head else Commit()


def still(commit: Commit, root: Path) -> Commit:
    """Return a commit asked for before files were read, if they are of it still; else none.

    What was checked out or changed meanwhile may have been read, in part or whole.
    """
    return commit if commit_of(root) == commit else Commit()


def unseen(listed: str) -> list[str]:
    """Return the files whose changes git does not tell, as it was told or in a sparse checkout.

    Args:
        listed: What `git ls-files -v -z` says: lower-case letters mark `--assume-unchanged`, and
            S `--skip-worktree`.
    """
    lines = (line for line in listed.split("\0") if line)
    return [line[2:] for line in lines if line[0].islower() or line[0] == "S"]


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
