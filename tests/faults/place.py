"""Where commands are tried: a project in git, its releases, a temporary folder, what was said."""

import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from built_project import project
from git_project import GitProject, git

Held = dict[str, bytes | None]
"""What a folder holds: the content of files by their paths, None for folders."""

STAGE = re.compile(r"\.(stage|aside)-[0-9a-f]{16}")
_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_TRIED = re.compile(r"tmp/[a-z0-9_]{8}")
_START = "from claimbook_build.cli.app import main; main()"


class Place:
    """A folder for one trial after the other."""

    def __init__(self, root: Path) -> None:
        self.work = root / "work"
        self.project = project(self.work / "project")
        self.dist = self.project / "dist"
        self.temporary = self.work / "tmp"
        self.temporary.mkdir()
        self.said = root / "said"
        self.said.mkdir()
        self._template = root / "template"
        (self.project / ".gitignore").write_text("dist/\n", "utf-8")
        git("init", "--quiet", "--initial-branch=main", self.project, cwd=root)
        self.commit()

    def commit(self) -> None:
        """Commit: a release names its commit, so that those of two differ in some files."""
        GitProject(self.project).commit()

    def keep(self) -> None:
        """Make what is there now what each trial begins with."""
        shutil.rmtree(self._template, ignore_errors=True)
        shutil.copytree(self.work, self._template, symlinks=True)

    def reset(self) -> None:
        """Put everything as it was when it was kept."""
        before, now = held(self._template), held(self.work)
        for path in sorted(now, reverse=True):
            if path not in before:
                (self.work / path).rmdir() if now[path] is None else (self.work / path).unlink()
        for path in before:
            if path not in now and before[path] is None:
                (self.work / path).mkdir()
            elif path not in now or now[path] != before[path]:
                (self.work / path).unlink(missing_ok=True)
                shutil.copy2(self._template / path, self.work / path)

    def words(self) -> dict[str, str]:
        """Return what the last command said, by stream."""
        return {name: (self.said / name).read_text("utf-8") for name in ("stdout", "stderr")}

    def enter(self) -> None:
        """Go into the project, and put all words into files."""
        os.chdir(self.project)
        os.environ.update(_ALONE, TMPDIR=str(self.temporary))
        tempfile.tempdir = None
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs this may have it ignored
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        for name, stream in (("stdout", 1), ("stderr", 2)):
            descriptor = os.open(self.said / name, flags, 0o644)
            os.dup2(descriptor, stream)
            os.close(descriptor)


def held(folder: Path) -> Held:
    """Return what lies below a folder, but for what git keeps of its own.

    Nor counts the file with which Python tries a temporary folder, for it is removed at once, and
    nobody knows its name if the process was killed before.
    """
    found: Held = {}
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in folders:
            found[str((Path(root) / name).relative_to(folder))] = None
        for name in files:
            path = Path(root) / name
            found[str(path.relative_to(folder))] = path.read_bytes()
    return {path: data for path, data in found.items() if not _TRIED.fullmatch(path)}


def started(*arguments: str) -> Callable[[], int]:
    """Return a function that becomes the command, with an interpreter of its own."""

    def run() -> int:
        os.execv(sys.executable, [sys.executable, "-c", _START, *arguments])

    return run


def forked(*arguments: str) -> Callable[[], int]:
    """Return a function that runs the command in this very interpreter, which knows it all."""

    def run() -> int:
        from claimbook_build.cli.app import main

        sys.argv = ["claimbook", *arguments]
        try:
            main()
        except SystemExit as done:
            with suppress(OSError, ValueError):
                sys.stderr.flush()
            return done.code if isinstance(done.code, int) else 1
        return 97

    return run


def warm(*names: str) -> None:
    """Let builds remember what some of their steps came to: they then begin where they write."""
    from claimbook_build.release import build as module

    for name in names:
        setattr(module, name, _remembered(getattr(module, name)))


def _remembered(call):
    kept = []

    def remembered(*arguments, **options):
        if not kept:
            kept.append(call(*arguments, **options))
        return kept[0]

    return remembered
