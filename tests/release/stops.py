"""Replaces three files again and again, told to stop at the N-th step for every N; a script.

Each attempt is a forked child. Prints one JSON object an attempt that left something wrong behind,
and last the number of attempts.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from claimbook_build.release import content, exchange, lock, publish, publish_files, stage

NAMES = ("a.yaml", "b.yaml", "deep/c.yaml")
OLD, NEW = b"old\n", b"new\n"
_PATIENCE = 25
"""Steps from the first signal to the second."""


def trace_lines(signum: int, chosen: set[int]) -> None:
    modules = (content, exchange, lock, publish, publish_files, stage)
    files = {module.__file__ for module in modules}
    step = 0

    def trace(frame: Any, event: str, _argument: Any) -> Any:
        nonlocal step
        if frame.f_code.co_filename not in files:
            return None
        if event == "line":
            step += 1
            if step in chosen:
                os.kill(os.getpid(), signum)
        return trace

    sys.settrace(trace)


def attempt(root: Path, signum: int, chosen: set[int]) -> int:
    """Return the status of a child that was told to stop there."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    code = 1
    try:
        trace_lines(signum, chosen)
        publish_files.publish_files({root / name: (OLD, NEW) for name in NAMES})
        code = 0
    except KeyboardInterrupt:
        code = 130
    finally:
        sys.settrace(None)
        os._exit(code)


def wrong(root: Path) -> list[str]:
    """Return what is neither all nor none, or was left behind."""
    held = {name: (root / name).read_bytes() for name in NAMES}
    torn = sorted(held) if len(set(held.values())) > 1 else []
    return torn + [str(path) for path in root.rglob(".*")]


def say(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()  # a forked child would say it again


def main(root: Path, signum: int, times: int) -> None:
    if signum == signal.SIGHUP:  # whoever runs the tests may have it ignored
        signal.signal(signum, signal.SIG_DFL)
    first, finished = 0, False
    while not finished:
        first += 3
        for name in NAMES:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(OLD)
        status = attempt(root, signum, {first + _PATIENCE * at for at in range(times)})
        code = os.waitstatus_to_exitcode(status)
        finished = code == 0
        if found := wrong(root):
            say(step=first, code=code, wrong=found)
        if code not in {0, 130, -signum}:
            say(step=first, code=code)
    say(tried=first // 3)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
