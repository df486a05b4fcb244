"""The git repository that a dataset lies in, read without running anything it could bring along.

Names of files only come out of git, between NULs; none goes in. `claimbook_build.git` runs it.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from claimbook.errors import ClaimbookError
from claimbook_build.git import run_git

_PARTIAL = "this clone is partial: get the rest with `git fetch --refetch --filter=blob:limit=1g`"
_LINK, _MODULE = "120000", "160000"
_DEEPEN = (
    "this clone is shallow: deepen it with `git fetch --unshallow origin` "
    "or `git fetch --depth=1000 origin NAME`, in a workflow with `fetch-depth: 0`"
)


class RevisionError(ClaimbookError):
    """There is nothing to compare with: no git, no repository, no such revision, no history."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a commit.

    Attributes:
        mode: Its mode as git writes it, such as ``100644``.
        name: The hash of its contents.
    """

    mode: str
    name: str

    @property
    def plain(self) -> bool:
        """Whether it is a file, neither a link nor another repository."""
        return self.mode not in {_LINK, _MODULE}

    def is_at(self, path: Path, size: int | None) -> bool:
        """Whether a path holds just this, byte for byte; of another size, it is not even read."""
        try:
            found = path.lstat()
            mode = found.st_mode
            if found.st_size != size:
                return False
            if stat.S_ISREG(mode) and self.plain:
                data, executable = path.read_bytes(), bool(mode & stat.S_IXUSR)
                return executable == (self.mode == "100755") and self.is_of([data], len(data))
            link = os.fsencode(path.readlink()) if stat.S_ISLNK(mode) else b""
            return stat.S_ISLNK(mode) and self.is_of([link], len(link))
        except OSError:
            return False

    def is_of(self, pieces: Iterable[bytes], size: int) -> bool:
        """Whether its contents are some bytes, given in pieces; so many are expected."""
        kind = "sha1" if len(self.name) == 40 else "sha256"
        found = hashlib.new(kind, b"blob %d\0" % size, usedforsecurity=False)
        for piece in pieces:
            found.update(piece)
        return found.hexdigest() == self.name


class Repository:
    """The repository around a folder; paths are relative to that folder.

    Args:
        root: The folder above `seeds/` and `dataset/`; it may lie anywhere in the work tree.
        asked: The option that asks for it, for errors.

    Raises:
        RevisionError: git is not installed, or the folder lies in no repository.
    """

    def __init__(self, root: Path, asked: str = "--base") -> None:
        self._root = root
        self._asked = asked
        inside, said = self._try("rev-parse", "--is-inside-work-tree")
        if inside.strip() != b"true":
            reason = said or "it lies in no work tree"
            raise RevisionError(f"{asked} needs a git repository around {root}: {reason}")

    def merge_base(self, revision: str) -> str:
        """Return the commit at which HEAD and a revision parted.

        Raises:
            RevisionError: The revision is unknown, or no common history is at hand.
        """
        commit = self.commit(revision)
        head = self.commit("HEAD")
        found, _ = self._try("merge-base", commit, head)
        if not found:
            repair = self._deepen() or "name a revision that HEAD goes back to"
            raise RevisionError(f"`{revision}` and HEAD have no common history here\n{repair}")
        return found.split()[0].decode("ascii")

    def files(self, commit: str, tops: Iterable[str]) -> Mapping[str, Blob]:
        """Return every file that a commit holds at or below these paths."""
        listed = self._run("ls-tree", "-r", "-z", commit, "--", *tops)
        files: dict[str, Blob] = {}
        for line in listed.split(b"\0")[:-1]:
            head, _, path = line.partition(b"\t")
            mode, _, name = head.decode("ascii").split(" ")
            files[os.fsdecode(path)] = Blob(mode, name)
        return files

    def altered(self, commit: str, tops: Iterable[str]) -> frozenset[str]:
        """Return the tracked files of the work tree that may not be as they were in a commit.

        Too many rather than too few: git tells by size and time where it can.
        """
        options = ("-z", "--name-status", "--no-renames", "--relative")
        quiet = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty")
        out = self._run("diff", *options, *quiet, commit, "--", *tops)
        return frozenset(os.fsdecode(path) for path in out.split(b"\0")[1::2])

    def sizes(self, blobs: Iterable[Blob]) -> list[int | None]:
        """Return how many bytes files of commits hold, in order; None for what is not here."""
        asked = "".join(f"{blob.name}\n" for blob in blobs).encode("ascii")
        given = self._run("cat-file", "--batch-check=%(objectsize)", stdin=asked)
        return [int(size) if size.isdigit() else None for size in given.split(b"\n")[:-1]]

    def contents(self, blobs: Iterable[Blob]) -> list[bytes]:
        """Return the contents of files of commits, in order.

        Raises:
            RevisionError: A partial clone lacks one of them.
        """
        names = [blob.name for blob in blobs]
        asked = "".join(f"{name}\n" for name in names).encode("ascii")
        given, at, found = self._run("cat-file", "--batch", stdin=asked), 0, []
        for name in names:
            end = given.index(b"\n", at)
            head = given[at:end].split(b" ")
            if len(head) != 3:
                raise RevisionError(f"the contents {name} are missing in this clone\n{_PARTIAL}")
            start, size = end + 1, int(head[2])
            found.append(given[start : start + size])
            at = start + size + 1
        return found

    def commit(self, revision: str) -> str:
        """Return the hash of a commit; what looks like an option is never taken for one.

        Raises:
            RevisionError: The revision is unknown here.
        """
        if not revision or "\0" in revision:
            raise RevisionError(
                f"{self._asked} needs the name of a revision, such as `origin/main`"
            )
        found, _ = self._try(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if not found:
            known = "`git branch --all` lists those there are; `git fetch origin NAME` gets more"
            repair = "make a first commit" if revision == "HEAD" else self._deepen() or known
            raise RevisionError(f"there is no revision `{revision}` in this clone\n{repair}")
        return found.split()[-1].decode("ascii")

    def _deepen(self) -> str:
        """Return how to get the history that a shallow clone lacks; "" where the clone is whole."""
        shallow, _ = self._try("rev-parse", "--is-shallow-repository")
        return _DEEPEN if shallow.strip() == b"true" else ""

    def _run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        out, said = self._try(*arguments, stdin=stdin)
        if said:
            raise RevisionError(f"git {arguments[0]} failed: {said}")
        return out

    def _try(self, *arguments: str, stdin: bytes = b"") -> tuple[bytes, str]:
        """Return what git wrote, and what it said if it failed."""
        try:
            done = run_git(self._root, *arguments, stdin=stdin)
        except OSError as error:
            raise RevisionError(
                f"{self._asked} needs git, which does not start: {error.strerror}"
            ) from None
        said = done.stderr.decode("utf-8", "replace").strip()
        failed = f"exit code {done.returncode}" if done.returncode else ""
        return (b"", said or failed) if done.returncode else (done.stdout, "")
