"""Whether a work tree is exactly its commit, and whether a release was tagged at another one."""

import subprocess
from pathlib import Path

from claimbook.errors import ClaimbookError
from claimbook_build.git import run_git
from claimbook_build.release.commit import TIMES, unseen

_MOST = 10


class TreeError(ClaimbookError):
    """A release cannot be built from this work tree."""


def refuse_dirty(root: Path, out: Path) -> None:
    """Refuse a work tree that holds anything but its commit, the folder of releases aside.

    Raises:
        TreeError: There is no repository, or files were changed or added; they are named.
    """
    top = _git(root, "rev-parse", "--show-toplevel")
    if top is None:
        raise TreeError(f"{root}: no git repository; a release is built from a commit")
    _refuse_unseen(Path(top.rstrip("\n")))
    status = (*TIMES, "status", "--porcelain", "-z", "--untracked-files=normal")
    parts = iter((_git(root, *status) or "").split("\0"))
    changed = []
    for part in parts:
        if part[:1] in {"R", "C"}:  # where it was before comes next
            next(parts, None)
        if part and not _within(Path(top.rstrip("\n")) / part[3:], out):
            changed.append(part[3:])
    if changed:
        listed = _listed(changed)
        raise TreeError(f"the work tree is not its commit; commit these first:\n{listed}")


def _refuse_unseen(top: Path) -> None:
    listed = _git(top, "ls-files", "-v", "-z")
    if listed is None:
        raise TreeError(f"{top}: git does not list its files")
    if hidden := unseen(listed):
        raise TreeError(
            f"git does not tell whether these are as in the commit:\n{_listed(hidden)}\n"
            "let it look with `git update-index --no-assume-unchanged --no-skip-worktree FILE`, or "
            "`git sparse-checkout disable`"
        )


def _listed(names: list[str]) -> str:
    more = [f"and {len(names) - _MOST} more"] if len(names) > _MOST else []
    return "\n".join(f"  {name}" for name in [*names[:_MOST], *more])


def refuse_tagged(root: Path, tag: str) -> None:
    """Refuse to build again what was tagged at another commit.

    Raises:
        TreeError: The tag is of another commit than the one that is checked out.
    """
    tagged = _git(root, "rev-parse", "--quiet", "--verify", f"refs/tags/{tag}^{{commit}}")
    if tagged is not None and tagged != _git(root, "rev-parse", "HEAD"):
        raise TreeError(f"the tag {tag} is of commit {tagged.strip()}: make the next release")


def _within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = run_git(root, *arguments, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise TreeError(f"git does not run: {error}") from None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None
