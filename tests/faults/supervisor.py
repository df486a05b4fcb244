"""Runs something in a process whose every changing call is counted, recorded, and may go wrong."""

import ctypes
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from faults.calls import SECOND, SHAPES, WRITES
from faults.listener import Asked, answer, install, receive

_ROOM = frozenset({"write", "pwrite64", "writev", "pwritev", "pwritev2", "fallocate", "ftruncate"})
_NAMES = frozenset({"open", "openat", "openat2", "creat", "mkdir", "mkdirat", "sendfile"})
_ELSEWHERE = ("/dev/", "/proc/", "/sys/", "/memfd:")
_BYTES = 4096


class Call(NamedTuple):
    """A call that changes a file.

    Attributes:
        name: Its name.
        path: The file, or the name, that it changes.
        other: The second name of a renaming or linking, else nothing.
    """

    name: str
    path: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, and when.

    Attributes:
        at: At which call, counted from one; 0 for never.
        signum: A signal that comes just before the call, which then goes on.
        number: The error with which the call fails.
        lasting: Whether all later ones fail too that need what is then missing.
        spared: The beginning of paths to which that does not happen: of another disk.
    """

    at: int = 0
    signum: signal.Signals | None = None
    number: int | None = None
    lasting: bool = False
    spared: str = "//"

    def number_of(self, position: int, call: Call) -> int | None:
        """Return the error of a call, or None."""
        if self.number is None or not self.at or position < self.at:
            return None
        if position == self.at:
            return self.number
        lasts = self.lasting and not call.path.startswith(self.spared)
        return self.number if lasts and call.name in _ROOM | _NAMES else None


@dataclass(slots=True)
class Outcome:
    """How it went.

    Attributes:
        code: The exit code; less than zero for a signal.
        calls: The calls, in order.
    """

    code: int = 0
    calls: list[Call] = field(default_factory=list)


class HungError(Exception):
    """The process did not end in time."""


def run(
    work: Callable[[], int],
    fault: Fault,
    prepare: Callable[[], None] = lambda: None,
    seconds: float = 60,
) -> Outcome:
    """Run a function in a child of this process, or what it executes in its place.

    Args:
        work: The function; it returns the exit code.
        fault: What goes wrong.
        prepare: Run there before that, unwatched.
        seconds: How long it may take.

    Raises:
        HungError: It did not end in time, and was killed.
        OSError: The kernel does not let it be watched.
    """
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        _be_watched(theirs, prepare, work)
    theirs.close()
    try:
        with ours:
            _, found, _, _ = socket.recv_fds(ours, 1, 1)
        if not found:
            raise OSError("the process could not be watched")
        with os.fdopen(found[0]) as listener, os.fdopen(os.pidfd_open(child)) as end:
            return _watch(listener.fileno(), end.fileno(), child, fault, seconds)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)


def _be_watched(
    theirs: socket.socket, prepare: Callable[[], None], work: Callable[[], int]
) -> None:
    code = 99
    try:
        os.setsid()
        prepare()
        listener = install()
        socket.send_fds(theirs, [b"."], [listener])
        os.close(listener)
        theirs.close()
        code = work()
    finally:
        os._exit(code)


def _watch(listener: int, end: int, child: int, fault: Fault, seconds: float) -> Outcome:
    outcome, deadline = Outcome(), time.monotonic() + seconds
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    poll.register(end, select.POLLIN)
    while True:
        ready = dict(poll.poll(1000 * max(0.0, deadline - time.monotonic())))
        if not ready:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise HungError(f"after {len(outcome.calls)} calls: {outcome.calls[-3:]}")
        if ready.get(listener, 0) & select.POLLIN:
            with suppress(FileNotFoundError, ProcessLookupError):  # it died, or a signal came
                _answer(listener, child, fault, outcome)
        elif end in ready:
            outcome.code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            return outcome


def _answer(listener: int, child: int, fault: Fault, outcome: Outcome) -> None:
    asked = receive(listener)
    path = _path(asked)
    if path is None:
        answer(listener, asked, None)
        return
    outcome.calls.append(Call(asked.name, path, _other(asked)))
    position = len(outcome.calls)
    if position == fault.at and fault.signum is not None:
        if fault.signum is signal.SIGKILL:
            os.killpg(child, fault.signum)
            return
        os.kill(child, fault.signum)
    answer(listener, asked, fault.number_of(position, outcome.calls[-1]))


def _path(asked: Asked) -> str | None:
    """Return the file that a call would change; None where it is a pipe, a device, or memory."""
    shape, arguments = SHAPES[asked.name], asked.arguments
    if asked.name == "mmap" and not arguments[2] & WRITES:
        return None
    if shape.path is not None:
        path = _named(asked, shape.descriptor, shape.path)
    elif shape.descriptor is not None:
        path = _opened(asked.pid, arguments[shape.descriptor])
    else:
        return asked.name
    return None if not path.startswith("/") or path.startswith(_ELSEWHERE) else path


def _other(asked: Asked) -> str:
    second = SECOND.get(asked.name)
    return _named(asked, *second) if second else ""


def _named(asked: Asked, descriptor: int | None, path: int) -> str:
    given = _text(asked.pid, asked.arguments[path])
    if not given.startswith("/"):
        given = f"{_folder(asked, descriptor)}/{given}"
    return os.path.normpath(given)


def _folder(asked: Asked, which: int | None) -> str:
    number = -100 if which is None else ctypes.c_int(asked.arguments[which]).value
    if number == -100:  # AT_FDCWD
        return str(Path(f"/proc/{asked.pid}/cwd").readlink())
    return _opened(asked.pid, number)


def _opened(pid: int, descriptor: int) -> str:
    try:
        return str(Path(f"/proc/{pid}/fd/{ctypes.c_int(descriptor).value}").readlink())
    except OSError:
        return ""


def _text(pid: int, address: int) -> str:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        found = memory.read(min(_BYTES, 4096 - address % 4096)) or b""
        if b"\0" not in found:
            with suppress(OSError):
                found += memory.read(_BYTES) or b""
    return os.fsdecode(found.partition(b"\0")[0])
