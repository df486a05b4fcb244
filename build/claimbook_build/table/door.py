"""The door for foreign tables: bytes of a regular file, no more than the limit (R002).

Unlike records, a table may lie anywhere; what is refused is the same: links, folders, pipes,
devices. POSIX (Linux, macOS), as the door for records.
"""

import gzip
import io
import os
import stat
import zlib
from pathlib import Path
from typing import BinaryIO

from claimbook.diagnostic import Place
from claimbook_build.read.guard import MIB
from claimbook_build.table.fault import TableError, fault
from claimbook_build.table.limits import MOST_TABLE

STDIN = "-"
GZIP = b"\x1f\x8b"
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # a fifo would wait for ever
_KINDS = {stat.S_IFLNK: "a symbolic link", stat.S_IFDIR: "a folder", stat.S_IFIFO: "a named pipe"}


def open_bytes(path: str, stdin: BinaryIO | None = None) -> io.BufferedReader:
    """Open a table; one packed by gzip is unpacked as it is read.

    Args:
        path: Path of the file, or `-`.
        stdin: What `-` reads.

    Raises:
        TableError: For what is no regular file, or cannot be opened.
    """
    if path == STDIN:
        if stdin is None:
            raise fault(Place(path), "no standard input to read from", code="R002")
        given: io.BufferedReader = io.BufferedReader(_Limited(path, stdin), MIB)
        if given.peek(2)[:2] != GZIP:
            return given
        return io.BufferedReader(_Limited(path, gzip.GzipFile(fileobj=given)), MIB)
    stream = _open(path)
    if stream.peek(2)[:2] == GZIP:
        return io.BufferedReader(_Limited(path, gzip.GzipFile(fileobj=stream), stream), MIB)
    size = os.fstat(stream.fileno()).st_size
    if size > MOST_TABLE:
        stream.close()
        raise fault(Place(path), f"{size} bytes where {MOST_TABLE} is the most")
    return stream


def _open(path: str) -> io.BufferedReader:
    try:
        # Looking before opening: the mere opening of some devices does something.
        mode = os.lstat(path).st_mode
        if stat.S_ISREG(mode):
            handle = os.open(path, _FLAGS)
            mode = os.fstat(handle).st_mode  # it may have changed between the two calls
            if stat.S_ISREG(mode):
                return io.BufferedReader(io.FileIO(handle, "rb"), MIB)
            os.close(handle)
    except FileNotFoundError:
        raise fault(Place(path), "no such file", code="R002") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name holds a NUL"
        raise fault(Place(path), f"the file cannot be read: {why}", code="R002") from None
    kind = _KINDS.get(stat.S_IFMT(mode), "a special file")
    help_ = "name the file itself"
    raise fault(Place(path), f"{kind} instead of a file", help_, code="R002")


def stem(path: str) -> str:
    """Return the name of a table without the ending of its packing.

    >>> stem("folder/losses.csv.gz")
    'losses.csv'
    """
    return Path(path).name.removesuffix(".gz")


class _Limited(io.RawIOBase):
    """A stream that says in our words what is wrong with it, and ends nobody's memory."""

    def __init__(self, path: str, *streams: BinaryIO | gzip.GzipFile) -> None:
        super().__init__()
        self._path = path
        self._streams = streams
        self._left = MOST_TABLE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview[int]") -> int:  # type: ignore[override]
        try:
            data = self._streams[0].read(min(len(buffer), self._left + 1))
        except (OSError, EOFError, zlib.error) as error:
            raise self._broken(error) from None
        self._left -= len(data)
        if self._left < 0:
            raise fault(Place(self._path), f"unpacked more than {MOST_TABLE} bytes")
        buffer[: len(data)] = data
        return len(data)

    def _broken(self, error: Exception) -> TableError:
        packed = isinstance(error, gzip.BadGzipFile | EOFError | zlib.error)
        why = "broken gzip: it ends too early, or its bytes were changed" if packed else str(error)
        return fault(Place(self._path), why)

    def close(self) -> None:
        for stream in self._streams if self._path != STDIN else ():
            stream.close()
        super().close()
