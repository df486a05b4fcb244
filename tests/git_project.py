"""A project in a git repository of its own, for tests that change and commit."""

import os
import subprocess
from pathlib import Path

SWITCHES = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(*arguments, cwd, **more):
    """Run git as if nobody had configured it, and return what it wrote."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *SWITCHES, *map(str, arguments)],
        cwd=cwd,
        env=kept | ALONE,
        capture_output=True,
        check=False,
        **more,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8", "surrogateescape").strip()


class GitProject:
    """A work tree."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments, **more):
        return git(*arguments, cwd=self.root, **more)

    def commit(self, message="change"):
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def text(self, path):
        return (self.root / path).read_text("utf-8")

    def change(self, path, old, new):
        text = self.text(path)
        assert old in text, (path, old)
        self.write(path, text.replace(old, new))


def initialised(root: Path) -> GitProject:
    """Make a folder with files a repository with one commit, on the branch main."""
    git("init", "--quiet", "--initial-branch=main", root, cwd=root)
    project = GitProject(root)
    project.commit("base")
    return project
