"""Whether what was written had reached the disk by the time that something rested on it."""

import posixpath
from collections.abc import Iterable

from faults.place import STAGE
from faults.supervisor import Call

_CONTENT = frozenset(
    {"write", "pwrite64", "writev", "pwritev", "pwritev2", "ftruncate", "fallocate", "fchmod"}
)
_MAKES = frozenset({"open", "openat", "openat2", "creat", "mkdir", "mkdirat"})
_RENAMES = frozenset({"rename", "renameat", "renameat2"})
_REMOVES = frozenset({"unlink", "unlinkat", "rmdir"})


class Disk:
    """What of a folder would be lost if the power failed now."""

    def __init__(self, folder: str) -> None:
        self._folder = folder + "/"
        self._loose: set[str] = set()
        """Files whose content has not been flushed."""
        self._named: set[str] = set()
        """Names whose folder has not been flushed."""

    def take(self, call: Call) -> list[str]:
        """Let a call happen; return what it rests on and is not on the disk.

        A folder that takes its name must be on the disk with all that is below it; a file with
        what it holds.
        """
        if call.name in _RENAMES:
            return self._rename(call)
        if call.name in {"fsync", "fdatasync"}:
            self._loose.discard(call.path)
            self._named = {path for path in self._named if posixpath.dirname(path) != call.path}
        elif not call.path.startswith(self._folder):
            pass
        elif call.name in _CONTENT:
            self._loose.add(call.path)
        elif call.name in _MAKES:
            self._named.add(call.path)
            self._loose |= {call.path} if call.name[0] != "m" else set()
        elif call.name in _REMOVES:
            self._forget(call.path)
        return []

    def lost(self, below: str = "") -> list[str]:
        """Return what is not on the disk, of all or of what lies below a path."""
        found = self._loose | self._named
        return sorted(path for path in found if not below or _within(path, below))

    def _rename(self, call: Call) -> list[str]:
        if STAGE.search(posixpath.basename(call.other)):  # nobody reads it yet
            self._loose |= {call.other} if call.path in self._loose else set()
            self._forget(call.path)
            return []
        rests = [path for path in self.lost(call.path) if path != call.path or path in self._loose]
        self._forget(call.path)
        if call.other.startswith(self._folder):
            self._named.add(call.other)
        return rests

    def _forget(self, gone: str) -> None:
        self._loose = {path for path in self._loose if not _within(path, gone)}
        self._named = {path for path in self._named if not _within(path, gone)}


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def rests_on_air(calls: Iterable[Call], folder: str, said: str) -> list[str]:
    """Return what was renamed, or told, before it was on the disk.

    Args:
        calls: What a command did.
        folder: The folder it changed.
        said: The file that took its words.
    """
    disk, wrong = Disk(folder), []
    for call in calls:
        wrong += [f"{call.name} before {path} was flushed" for path in disk.take(call)]
        if call.path == said and call.name in _CONTENT:
            wrong += [f"told before {path} was flushed" for path in disk.lost()]
    return wrong + [f"{path} was never flushed" for path in disk.lost()]
