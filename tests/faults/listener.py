"""The kernel's own door below everything: seccomp asks us before a call that changes a file.

A filter on a process, which its children and all native code inherit, stops each such call and
tells whoever holds the listener, who lets it go on or answers it with an error. Nothing is loaded
into the process, so Python, pyarrow, DuckDB, polars and git are all watched alike, and no compiler
is needed. Linux 5.5 or newer, 64 bit; no privileges.
"""

import ctypes
import fcntl
import os
import struct
from typing import NamedTuple

from faults.calls import AUDIT, MACHINE, NUMBERS, SHAPES

_SECCOMP = {"x86_64": 317, "aarch64": 277}
_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER = 1
_NEW_LISTENER = 8
_NOTIFY, _ALLOW = 0x7FC00000, 0x7FFF0000
_LOAD, _EQUAL, _SET, _RETURN = 0x20, 0x15, 0x45, 0x06  # BPF: ld abs, jeq, jset, ret
_GO_ON = 1  # SECCOMP_USER_NOTIF_FLAG_CONTINUE

_NOTIFICATION = struct.Struct("=QII" + "iIQ6Q")
_RESPONSE = struct.Struct("=QqiI")
_RECEIVE = 0xC0502100  # SECCOMP_IOCTL_NOTIF_RECV
_SEND = 0xC0182101  # SECCOMP_IOCTL_NOTIF_SEND


class Asked(NamedTuple):
    """A call that waits for an answer."""

    id: int
    pid: int
    name: str
    arguments: tuple[int, ...]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)


def _filter() -> bytes:
    program = [
        _step(_LOAD, 4),
        _step(_EQUAL, AUDIT[MACHINE], 1, 0),
        _step(_RETURN, _ALLOW),
    ]
    for number, name in NUMBERS.items():
        shape = SHAPES[name]
        program.append(_step(_LOAD, 0))
        if shape.flags is None:
            program += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _NOTIFY)]
        else:
            low = 16 + 8 * shape.flags  # the lower half of the argument: these are flags
            program += [
                _step(_EQUAL, number, 0, 4),
                _step(_LOAD, low),
                _step(_SET, shape.mask, 0, 1),
                _step(_RETURN, _NOTIFY),
                _step(_RETURN, _ALLOW),
            ]
    return b"".join((*program, _step(_RETURN, _ALLOW)))


def install() -> int:
    """Have every changing call of this process asked about; return the listener.

    Raises:
        OSError: The kernel, or who runs this process, does not permit it.
    """
    if MACHINE not in AUDIT:
        raise OSError(f"no numbers of system calls for {MACHINE}")
    libc = ctypes.CDLL(None, use_errno=True)
    code = _filter()
    program = _Program(len(code) // 8, code)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    number = ctypes.c_long(_SECCOMP[MACHINE])
    found = libc.syscall(number, _SET_MODE_FILTER, _NEW_LISTENER, ctypes.byref(program))
    if found < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), "seccomp")
    return int(found)


def receive(listener: int) -> Asked:
    """Return the next call that waits.

    Raises:
        OSError: Whoever made it is gone.
    """
    data = bytearray(_NOTIFICATION.size)
    fcntl.ioctl(listener, _RECEIVE, data)
    found = _NOTIFICATION.unpack(data)
    name = NUMBERS[found[3]]
    return Asked(found[0], found[1], name, found[6:])


def answer(listener: int, asked: Asked, number: int | None) -> None:
    """Let a call go on, or fail with an error of that number."""
    flags = _GO_ON if number is None else 0
    data = bytearray(_RESPONSE.pack(asked.id, 0, -(number or 0), flags))
    fcntl.ioctl(listener, _SEND, data)
