"""What was seen at an address before: by it an index that has gone back in time is noticed.

Somebody between a server and its readers can send an older index, and so hide that a release was
withdrawn or that there is a newer one. The client remembers, as The Update Framework's clients do.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from claimbook.release.index import (
    INDEX_NAME,
    MAX_INDEX_BYTES,
    Index,
    IndexEntry,
    IndexFileError,
    read_index,
    write_index,
)
from claimbook.release.open import version_key
from claimbook.release.remote.cache import Cache
from claimbook.release.remote.lock import locked
from claimbook.release.remote.plain_file import flush_folder, open_plain
from claimbook.release.remote.refusal import CacheError, RollbackError

_WAIT = 30.0  # seconds; whoever holds the lock writes one small file
_BACK = {"current": 0, "superseded": 1, "withdrawn": 2}


class Memory:
    """The last index that was seen at one address."""

    def __init__(self, cache: Cache, origin: str) -> None:
        self._cache = cache
        self._name = hashlib.sha256(origin.encode()).hexdigest()[:32]

    def recall(self) -> Index | None:
        """Return the index that was seen last, or None.

        Raises:
            CacheError: What lies there is no index: nothing is known then, and that is not silent.
        """
        path = self._cache.folder("seen", self._name) / INDEX_NAME
        try:
            with open_plain(path) as file:
                return read_index(file.read(MAX_INDEX_BYTES + 1))
        except FileNotFoundError:
            return None
        except (OSError, IndexFileError):
            said = "what was seen of this address before cannot be read; if you trust it, remove"
            raise CacheError(f"{said} {path}") from None

    def accept(self, index: Index, *, even_older: bool = False) -> None:
        """Remember an index, unless it is older than what is remembered.

        Args:
            index: What the address says now.
            even_older: Accept it whatever is remembered.

        Raises:
            RollbackError: It has lost a release or its signature, or says something else of one,
                or takes back that one was withdrawn.
            CacheError: What is remembered cannot be read.
        """
        folder = self._cache.folder("seen", self._name)
        with locked(folder / "lock", _WAIT, lambda: None):
            seen = None if even_older else self.recall()
            if seen is not None and (said := gone_back(seen, index)):
                raise RollbackError(said)
            if seen != index:
                _replace(folder / INDEX_NAME, write_index(index))


def gone_back(seen: Index, now: Index) -> str | None:
    """Return in words how an index is older than one that was seen before, or None."""
    if now.dataset != seen.dataset:
        return f"it is of the dataset {now.dataset}; before, it was of {seen.dataset}"
    newest, before = now.releases[0].version, seen.releases[0].version
    if version_key(newest) < version_key(before):
        return f"its newest release is {newest}; before, it was {before}"
    for old in seen.releases:
        if said := _lost(old, now.entry(old.version)):
            return said
    return None


def _lost(old: IndexEntry, new: IndexEntry | None) -> str | None:
    if new is None:
        return f"release {old.version} is no longer listed"
    if new.manifest_sha256 != old.manifest_sha256:
        return f"release {old.version} has another manifest than before"
    if old.signature is not None and new.signature is None:
        return f"release {old.version} is no longer signed"
    if _BACK[new.status] < _BACK[old.status]:
        return f"release {old.version} is {new.status} again; before, it was {old.status}"
    return None


def _replace(path: Path, data: bytes) -> None:
    """Put new content in a file's place; the caller holds the lock, so that one stage will do."""
    stage = path.with_name(f"{path.name}.new")
    stage.unlink(missing_ok=True)  # of a process that was killed
    try:
        with stage.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        stage.replace(path)
    finally:
        with suppress(FileNotFoundError):
            stage.unlink()
    flush_folder(path.parent)
