"""The system calls that change files, with their numbers, and how to read which file it is.

The numbers are those of Linux (``asm/unistd_64.h``, ``asm-generic/unistd.h``).
"""

import platform
from typing import NamedTuple


class Shape(NamedTuple):
    """One system call: its number on each machine, and where its file's name stands.

    Attributes:
        x86_64: Its number there, None where it does not exist.
        aarch64: Likewise.
        descriptor: Which argument is the open file, or the folder of the path; None for none.
        path: Which argument is the path; None when the file is open already.
        flags: Which argument must have one of `mask`'s bits, for the call to change anything.
        mask: Those bits.
    """

    x86_64: int | None
    aarch64: int | None
    descriptor: int | None = 0
    path: int | None = None
    flags: int | None = None
    mask: int = 0


_OPENS = 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, __O_TMPFILE
_SHARED = 1  # MAP_SHARED
WRITES = 2
"""Of `mmap`: PROT_WRITE."""

SHAPES = {
    "write": Shape(1, 64),
    "pwrite64": Shape(18, 68),
    "writev": Shape(20, 66),
    "pwritev": Shape(296, 70),
    "pwritev2": Shape(328, 287),
    "sendfile": Shape(40, 71),
    "splice": Shape(275, 76, 2),
    "copy_file_range": Shape(326, 285, 2),
    "mmap": Shape(9, 222, 4, flags=3, mask=_SHARED),
    "ftruncate": Shape(77, 46),
    "truncate": Shape(76, 45, None, 0),
    "fallocate": Shape(285, 47),
    "fsync": Shape(74, 82),
    "fdatasync": Shape(75, 83),
    "open": Shape(2, None, None, 0, 1, _OPENS),
    "openat": Shape(257, 56, 0, 1, 2, _OPENS),
    "openat2": Shape(437, 437, 0, 1),
    "creat": Shape(85, None, None, 0),
    "rename": Shape(82, None, None, 0),
    "renameat": Shape(264, 38, 0, 1),
    "renameat2": Shape(316, 276, 0, 1),
    "link": Shape(86, None, None, 1),
    "linkat": Shape(265, 37, 2, 3),
    "symlink": Shape(88, None, None, 1),
    "symlinkat": Shape(266, 36, 1, 2),
    "unlink": Shape(87, None, None, 0),
    "unlinkat": Shape(263, 35, 0, 1),
    "mkdir": Shape(83, None, None, 0),
    "mkdirat": Shape(258, 34, 0, 1),
    "rmdir": Shape(84, None, None, 0),
    "mknodat": Shape(259, 33, 0, 1),
    "chmod": Shape(90, None, None, 0),
    "fchmod": Shape(91, 52),
    "fchmodat": Shape(268, 53, 0, 1),
    "fchmodat2": Shape(452, 452, 0, 1),
    "fchown": Shape(93, 55),
    "fchownat": Shape(260, 54, 0, 1),
    "utimensat": Shape(280, 88, 0, 1),
    "fsetxattr": Shape(190, 7),
    "io_uring_setup": Shape(425, 425, None),
}
"""What changes files or makes changes durable, by name."""

SECOND = {
    "rename": (None, 1),
    "renameat": (2, 3),
    "renameat2": (2, 3),
    "link": (None, 0),
    "linkat": (0, 1),
}
"""Of calls with two names: where the other one stands, its folder first."""

MACHINE = platform.machine()
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h


def _numbers() -> dict[int, str]:
    """Return the calls' names by their numbers on this machine."""
    found = {getattr(shape, MACHINE, None): name for name, shape in SHAPES.items()}
    return {number: name for number, name in found.items() if number is not None}


NUMBERS = _numbers()
"""The calls' names by their numbers on this machine."""
