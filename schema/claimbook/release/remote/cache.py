"""The cache: every file under its own SHA-256, so that releases share what they have in common.

``objects/ab/abcd...`` holds whole files, read-only; ``partial/abcd...`` the beginning of one that
is on its way, and beside it, under ``.from``, of which edition it is. Whatever lies there is input:
it is measured before it is used, and again when it was touched; so nothing here need be flushed to
the disk.
"""

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.release.remote.lock import locked
from claimbook.release.remote.patience import Patience
from claimbook.release.remote.plain_file import is_exactly, open_plain
from claimbook.release.remote.refusal import CacheError
from claimbook.release.remote.watch import Watch

if TYPE_CHECKING:
    from claimbook.release.remote.transfer import Wanted

_FILE_MODE = 0o444
_FOLDER_MODE = 0o755
_LONGEST_NOTE = 4096


class Cache:
    """Files on this machine that were downloaded, or are being."""

    def __init__(self, root: Path, patience: Patience, watch: Watch) -> None:
        self.root = root
        self._patience = patience
        self._watch = watch
        self._measured: dict[Path, tuple[int, ...]] = {}

    def find(self, sha256: str, size: int) -> Path | None:
        """Return the file of that hash, or None; one whose bytes have changed is thrown away.

        Raises:
            CacheError: What lies there is a link, or something else than a file.
        """
        path = self.object(sha256)
        try:
            self._refuse_links(path)
            if self._measured.get(path) == _edition(path) or is_exactly(path, size, sha256):
                self._measured[path] = _edition(path)
                return path
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(path, error) from None
        self._watch.note(f"a file of the cache had changed and was thrown away: {path}")
        path.unlink()
        return None

    def gives_links(self, target: Path) -> bool:
        """Whether a release's folder gets links to files of the cache, or else copies."""
        return target.parent == self.root.parent

    def make_room(self, files: "Iterable[Wanted]", target: Path) -> None:
        """See to it that files which are not here yet find room, before a byte is asked for.

        Args:
            files: The files of a release.
            target: Its folder to be, on this disk or another.

        Raises:
            CacheError: They do not: a server may say any length, and send as much.
        """
        left = copied = 0
        for wanted in files:
            part = self.root / "partial" / wanted.sha256
            here = (self.object(wanted.sha256), part)
            left += wanted.size - min(wanted.size, max(map(_length, here)))
            copied += 0 if self.gives_links(target) else wanted.size
        own, there = self.folder(), next(each for each in target.parents if each.is_dir())
        if own.stat().st_dev == there.stat().st_dev:
            left, copied = left + copied, 0
        for folder, number in ((own, left), (there, copied)):
            if number > (free := shutil.disk_usage(folder).free):
                said = f"{number:,} bytes are to come, and its disk has room for {free:,}"
                raise CacheError(f"{folder}: {said}")

    @contextmanager
    def claim(self, sha256: str) -> Iterator[Path]:
        """Hold the part of a file that is on its way: yield its path, there or not there yet.

        Another download of the same file is waited for.

        Raises:
            CacheError: What lies there is a link, or something else than a file; or the other
                download takes too long.
        """
        folder = self.folder("partial")

        def waiting() -> None:
            self._watch.note("waiting for another download of the same file")

        try:
            with locked(folder / f"{sha256}.lock", self._patience.lock, waiting):
                yield folder / sha256
        except OSError as error:
            if error.errno in {errno.EINVAL, errno.ELOOP, errno.EISDIR, errno.ENXIO}:
                raise _unusable(folder / sha256, error) from None
            raise

    def keep(self, part: Path, sha256: str) -> Path:
        """Give a part that has become the whole file its place; its bytes have been checked."""
        path = self.object(sha256)
        self.folder("objects", sha256[:2])
        part.chmod(_FILE_MODE)
        _note_of(part).unlink(missing_ok=True)  # once the part has gone, nobody looks for it
        part.replace(path)
        self._measured[path] = _edition(path)
        return path

    def tidy(self, files: "Iterable[Wanted]") -> None:
        """Remove the locks of files that have come, if whoever held one could not."""
        for wanted in files:
            path = self.root / "partial" / f"{wanted.sha256}.lock"
            if path.is_file():
                with suppress(CacheError, OSError), locked(path, 0, lambda: None):
                    pass  # it is removed when it is let go

    def object(self, sha256: str) -> Path:
        """Return where a file of that hash lies, or would."""
        return self.root / "objects" / sha256[:2] / sha256

    def folder(self, *names: str) -> Path:
        """Return a folder of the cache, made when missing.

        Raises:
            CacheError: It is a link, or no folder.
        """
        path = self.root.joinpath(*names)
        path.mkdir(_FOLDER_MODE, parents=True, exist_ok=True)
        self._refuse_links(path)
        return path

    @staticmethod
    def forget(part: Path) -> None:
        """Throw away the beginning of a file, and what is known of it."""
        for path in (part, _note_of(part)):
            path.unlink(missing_ok=True)

    @staticmethod
    def note(part: Path, text: str) -> None:
        """Remember of which edition a part is; before its first byte is written."""
        path = _note_of(part)
        path.unlink(missing_ok=True)
        path.write_text(text, encoding="utf-8")

    @staticmethod
    def noted(part: Path) -> str | None:
        """Return of which edition a part is, or None when that is not known."""
        with suppress(OSError, UnicodeDecodeError), open_plain(_note_of(part)) as file:
            return file.read(_LONGEST_NOTE).decode("utf-8")
        return None

    def _refuse_links(self, path: Path) -> None:
        """Raise CacheError when the path leads out of the cache by a link."""
        for place in (*reversed(path.relative_to(self.root).parents), path.relative_to(self.root)):
            with suppress(FileNotFoundError):
                if stat.S_ISLNK((self.root / place).lstat().st_mode):
                    raise CacheError(
                        f"a symbolic link in the cache, remove it: {self.root / place}"
                    )


def _length(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _note_of(part: Path) -> Path:
    return part.with_name(f"{part.name}.from")


def _unusable(path: Path, error: OSError) -> CacheError:
    said = error.strerror if isinstance(error, PermissionError) else "it is no regular file"
    return CacheError(f"of no use in the cache, remove it: {path} ({said})")


def _edition(path: Path) -> tuple[int, ...]:
    """What tells that a file has not been touched since, without reading it."""
    found = path.lstat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_mode


def is_folder(path: Path) -> bool:
    """Whether a real folder, no link to one, stands there."""
    with suppress(OSError):
        return stat.S_ISDIR(os.lstat(path).st_mode)
    return False
