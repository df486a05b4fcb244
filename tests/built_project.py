"""The example as a project that declares a release, and the command in a process of its own."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from example_project import assemble

VERSION = "2026.11.0"
START = "from claimbook_build.cli.app import main; main()"


def project(root: Path, release: str | None = VERSION) -> Path:
    """Make the example a project below a folder, and return that folder."""
    assemble(root)
    declared = f'release = "{release}"\n' if release else ""
    (root / "pyproject.toml").write_text(f"[tool.claimbook]\n{declared}", "utf-8")
    return root


def claimbook(*arguments, cwd, env=None, start=START, **more):
    """Run the command, with next to nothing in its environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"} | (env or {})
    return subprocess.run(
        [sys.executable, "-c", start, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        check=False,
        timeout=300,
        **more,
    )


def on_terminal(*arguments, cwd, stream="stdout"):
    """Run the command with a terminal for one stream; return exit code, what it shows, the rest."""
    ours, theirs = pty.openpty()
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {stream: theirs}
    command = [sys.executable, "-c", START, *map(str, arguments)]
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm"}
    with subprocess.Popen(command, cwd=cwd, env=environment, **streams) as process:
        os.close(theirs)
        shown = b"".join(_until_closed(ours))
        rest = (process.stdout or process.stderr).read()
    return process.returncode, shown, rest


def _until_closed(descriptor):
    try:
        while chunk := os.read(descriptor, 65536):
            yield chunk
    except OSError:  # Linux's way to say that the other end is closed
        pass
    finally:
        os.close(descriptor)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
