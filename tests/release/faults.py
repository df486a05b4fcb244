"""Publishes again and again, with one fault at the N-th step for every N; run as a script.

Each attempt is a forked child, so that a fault may be a signal or ``kill -9``. Prints one JSON
object a fault that left something wrong behind, and last the number of faults tried.
"""

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimbook_build.release import exchange, lock, publish, stage
from claimbook_build.release.publish import PublishError

CALLS = (
    *("mkdir", "open", "close", "write", "fsync", "fchmod", "lstat", "fstat"),
    *("listdir", "scandir", "rename", "unlink", "rmdir"),
)
OLD, NEW = "old", "new"


class Step:
    """Counts steps and lets the fault happen at the chosen one."""

    def __init__(self, chosen: int, fault: Callable[[], None]) -> None:
        self.left, self.fault, self.happened = chosen, fault, False

    def __call__(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.happened = True
            self.fault()


def wrap_calls(step: Step, where: str) -> None:
    def wrapped(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            if where == "before":
                step()
                return call(*args, **kwargs)
            result = call(*args, **kwargs)
            step()
            return result

        return counted

    for name in CALLS:
        setattr(os, name, wrapped(getattr(os, name)))
    exchange._swap = wrapped(exchange._swap)


def trace_lines(step: Step) -> None:
    files = {module.__file__ for module in (exchange, lock, publish, stage)}

    def trace(frame: Any, event: str, _argument: Any) -> Any:
        if frame.f_code.co_filename not in files:
            return None
        if event == "line":
            step()
        return trace

    sys.settrace(trace)


def write(text: str) -> Callable[[Path], None]:
    def fill(folder: Path) -> None:
        for name in ("manifest.json", "a.parquet", "deep/b.sql"):
            (folder / name).parent.mkdir(exist_ok=True)
            file = os.open(folder / name, os.O_WRONLY | os.O_CREAT, 0o600)
            os.write(file, text.encode())
            os.close(file)

    return fill


def fail() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def send(number: signal.Signals) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), number)


FAULTS: dict[str, Callable[[], None]] = {
    "error": fail,
    "kill": send(signal.SIGKILL),
    "term": send(signal.SIGTERM),
    "int": send(signal.SIGINT),
}


def attempt(target: Path, chosen: int, fault: str, where: str) -> int:
    """Publish the new edition in a child; return its wait status."""
    if child := os.fork():
        return os.waitpid(child, 0)[1]
    step = Step(chosen, FAULTS[fault])
    try:
        trace_lines(step) if where == "line" else wrap_calls(step, where)
        publish.publish(target, write(NEW), wait=0.0)
        code = 0
    except PublishError:
        code = 10
    except KeyboardInterrupt:
        code = 11
    finally:
        sys.settrace(None)
    os._exit(code if step.happened else 99)


def content(target: Path) -> set[str]:
    found = {str(path.relative_to(target)): path for path in target.rglob("*") if path.is_file()}
    if set(found) != {"manifest.json", "a.parquet", "deep/b.sql"}:
        return {"torn"}
    return {path.read_text() for path in found.values()}


def held(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def wrongs(target: Path, fault: str, status: int) -> list[str]:
    wrong = []
    after, entries = content(target), held(target)
    if after not in ({OLD}, {NEW}):
        wrong.append(f"torn: {sorted(after)}")
    if fault != "kill" and entries != [target.name]:
        wrong.append(f"litter: {entries}")
    code = os.waitstatus_to_exitcode(status)
    if code == 0 and after != {NEW}:
        wrong.append("it said that all went well")
    expected = {"error": {0, 10}, "kill": {-9}, "term": {0, -15}, "int": {0, 11, 1}}[fault]
    if code not in expected:
        wrong.append(f"it ended with {code}")
    return wrong


def main(place: Path, fault: str, where: str) -> None:
    target, tried = place / "2026.11.0", 0
    while True:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        publish.publish(target, write(OLD))
        status = attempt(target, tried + 1, fault, where)
        if status == 99 << 8:
            break
        tried += 1
        wrong = wrongs(target, fault, status)
        publish.publish(target, write(NEW), wait=0.0)
        if content(target) != {NEW} or held(target) != [target.name]:
            wrong.append(f"the next run did not mend it: {held(target)}")
        if wrong:
            sys.stdout.write(json.dumps({"step": tried, "wrong": wrong}) + "\n")
    sys.stdout.write(json.dumps({"tried": tried}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
