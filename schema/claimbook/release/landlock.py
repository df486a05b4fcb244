"""Landlock: Linux's promise that this process will open nothing but the named files.

Unlike file modes it binds root as well, and unlike the engine's own settings it needs no trust in
the engine. Where the kernel lacks it (Linux before 5.13, other systems) nothing happens: it is the
outermost of several walls. It covers the calling thread and threads started later, so it comes
before the engine starts any.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on all architectures in use
_GET_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE = 1 << 2
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # version: how many bits (linux/landlock.h)
_NET_BITS, _SCOPE_BITS = 0b11, 0b11  # TCP bind and connect; abstract sockets and signals
_ENGINE_ASKS = (  # how many processors and how much memory there are; DuckDB aborts without
    *("/proc/self/cgroup", "/proc/stat", "/proc/meminfo", "/sys/fs/cgroup"),
    "/sys/devices/system/cpu/online",
)
_SET_NO_NEW_PRIVS = 38  # linux/prctl.h


def allow_reading_only(paths: Iterable[str]) -> bool:
    """Forbid this process every file but reading the given ones, and TCP where the kernel can.

    Returns:
        Whether the kernel agreed. There is no way back.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _GET_VERSION)
    if version < 1:
        return False
    attributes = _attributes(version)
    ruleset = libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return False
    try:
        for path in (*paths, *filter(os.path.exists, _ENGINE_ASKS)):
            _allow(libc, ruleset, path)
        return not (
            libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.syscall(_RESTRICT_SELF, ruleset, 0)
        )
    finally:
        os.close(ruleset)


def _attributes(version: int) -> bytes:
    """Return struct landlock_ruleset_attr of that version: files, then network, then scopes."""
    files = (1 << _FILE_RIGHTS[min(version, max(_FILE_RIGHTS))]) - 1
    words = [files]
    if version >= 4:
        words.append(_NET_BITS)
    if version >= 6:
        words.append(_SCOPE_BITS)
    return struct.pack(f"={len(words)}Q", *words)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str) -> None:
    file = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", _READ_FILE, file)  # struct landlock_path_beneath_attr, packed
        libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(file)
