"""The file door: bytes of a regular file below the root, and nothing else (R002).

Each folder on the way is opened relative to its parent and without following links, so that a
link cannot be slipped in between looking and opening. Needs POSIX (Linux, macOS): on Windows the
standard library can neither open relative to a folder nor refuse links.
"""

import os
import stat
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.guard import MOST_BYTES

# JSON Lines are read line by line, each with the limit of a record; this is only what a reader of
# whole files holds in memory.
MOST_BYTES_LINES = 256 * 2**20
# Code lists and the list of identifiers grow with the world, not with one record.
LIMITS = {
    ".yaml": MOST_BYTES,
    ".json": MOST_BYTES,
    ".jsonl": MOST_BYTES_LINES,
    ".csv": MOST_BYTES_LINES,
    ".lock": MOST_BYTES_LINES,
    ".md": MOST_BYTES,
}
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Without O_NONBLOCK the opening of a fifo waits for its writer for ever.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read_file(path: str, root: Path) -> bytes | Diagnostic:
    """Read a whole file.

    Args:
        path: Path relative to the root, with forward slashes; also what diagnostics call it.
        root: The project's root; it may itself be reached through links.

    Returns:
        Its bytes, or the finding why it is not read. Nothing is raised for what the file is.
    """
    opened = open_file(path, root)
    if isinstance(opened, Diagnostic):
        return opened
    limit = LIMITS[PurePosixPath(path).suffix]
    with opened as stream:
        try:
            size = os.fstat(stream.fileno()).st_size
            data = _whole(stream, limit) if size <= limit else b""
        except OSError as error:
            return _refusal(path, f"the file cannot be read: {error.strerror}")
    if isinstance(data, int):
        message = f"a line of more than {MOST_BYTES} bytes"
        place = Place(path, data, 1, data, 1)
        return Diagnostic(place, "R001", "error", message, "write shorter lines")
    if max(size, len(data)) > limit:
        return _refusal(
            path, f"{max(size, len(data))} bytes where {limit} is the most", code="R001"
        )
    return data


def _whole(stream: BinaryIO, limit: int) -> bytes | int:
    """Return what a stream holds, or the number of a line that is far too long to be one."""
    if limit == MOST_BYTES:
        return stream.read(limit + 1)
    whole = bytearray()
    while len(whole) <= limit and (chunk := stream.read(MOST_BYTES)):
        if len(chunk) == MOST_BYTES and b"\n" not in chunk:
            return whole.count(b"\n") + 1
        whole += chunk
    return bytes(whole)


def open_file(path: str, root: Path) -> BinaryIO | Diagnostic:
    """Open a file for reading line by line, under the same conditions as `read_file`."""
    refused = judge_name(path)
    if refused is not None:
        return refused
    parts = PurePosixPath(path).parts
    folder = -1
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        for part in parts[:-1]:
            inner = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        return _open_regular(path, parts[-1], folder)
    except FileNotFoundError:
        return _refusal(path, "no such file")
    except OSError as error:
        what = "a folder on the way is a symbolic link or no folder"
        if isinstance(error, PermissionError):
            what = f"the file cannot be read: {error.strerror}"
        return _refusal(path, what)
    finally:
        if folder >= 0:
            os.close(folder)


def _open_regular(path: str, name: str, folder: int) -> BinaryIO | Diagnostic:
    # Looking before opening: the mere opening of some devices does something.
    mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "a special file")
        return _refusal(path, f"{kind} instead of a file", "put the file itself there")
    handle = os.open(name, _FILE, dir_fd=folder)
    if not stat.S_ISREG(os.fstat(handle).st_mode):  # changed between the two calls
        os.close(handle)
        return _refusal(path, "a special file instead of a file")
    return os.fdopen(handle, "rb")


def judge_name(path: str) -> Diagnostic | None:
    """Refuse a name that no record file has: the wrong ending, hidden, or outside the root."""
    pure = PurePosixPath(path)
    if "\0" in path or pure.is_absolute() or ".." in pure.parts or not pure.parts:
        return _refusal(path, "the path leads outside the project")
    if any(part.startswith(".") for part in pure.parts):
        return _hidden(path, pure.parts)
    if pure.suffix not in LIMITS:
        ending = {".yml": ".yaml", ".ndjson": ".jsonl"}.get(pure.suffix.lower())
        ending = ending or (pure.suffix.lower() if pure.suffix.lower() in LIMITS else None)
        help_ = f"rename it to `{pure.with_suffix(ending).name}`" if ending else None
        endings = ", ".join(LIMITS)
        return _refusal(path, f"wrong extension: files here end with {endings}", help_)
    return None


def _hidden(path: str, parts: Sequence[str]) -> Diagnostic:
    """Refuse a hidden file; one that a killed process of ours left behind is called that."""
    from claimbook_build.release.stage import left_behind

    stage = next(filter(None, map(left_behind, parts)), None)
    if stage is None:
        return _refusal(path, "a hidden file is never read", "rename it, or delete it")
    target, aside = stage
    message = f"left behind by a claimbook that was killed while it wrote `{target}`"
    if aside:
        return _refusal(path, message, f"rename it to `{target}` if that is missing, or delete it")
    return _refusal(path, message, f"delete it: `{target}` is whole without it")


def _refusal(path: str, message: str, help_: str | None = None, code: str = "R002") -> Diagnostic:
    return Diagnostic(Place(path), code, "error", message, help_)
