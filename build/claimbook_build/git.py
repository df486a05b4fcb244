"""How git is run here: so that nothing runs which a tree, or a variable, could bring along.

Every call is a list of arguments to git itself, never a shell. Switched off is what a configuration
could have run: monitors, hooks, external differences, text conversion, transports, repositories
inside the work tree. Of the environment only what finds git and the user's own configuration, and
says whose folders are safe, is handed on: git needs the user's filters to tell whether a file was
changed. Files that the user has ignored everywhere are not ignored.
"""

import os
import subprocess
from pathlib import Path
from typing import Final

_GIT: Final = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.untrackedCache=false"),
    *("-c", "core.quotePath=false"),
    *("-c", f"core.excludesFile={os.devnull}"),
    *("-c", "diff.external="),
    *("-c", "diff.autoRefreshIndex=false"),  # it would write the index
    *("-c", "protocol.allow=never"),
    *("-c", "safe.bareRepository=explicit"),
)
_KEPT: Final = ("PATH", "HOME", "XDG_CONFIG_HOME", "SUDO_UID")
_SET: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


def run_git(
    folder: Path, *arguments: str, stdin: bytes = b"", timeout: float | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run one command of git in a folder, whatever its exit code comes to.

    Args:
        folder: Where to run it.
        arguments: The command and its arguments.
        stdin: What it is given to read.
        timeout: Seconds that it may take; None lets it take its time.

    Raises:
        OSError: git does not start.
        subprocess.TimeoutExpired: It took too long.
    """
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return subprocess.run(
        [*_GIT, *arguments],  # git is found as the user finds it
        cwd=folder,
        env={"PATH": os.defpath} | kept | _SET,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=timeout,
    )
