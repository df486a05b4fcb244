"""Putting a release together from the cache: it takes its name whole, or not at all."""

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from claimbook.release.fault import FaultError
from claimbook.release.inspection import file_faults, manifest_of, small_file
from claimbook.release.manifest import MANIFEST_NAME, Manifest
from claimbook.release.remote.cache import Cache, is_folder
from claimbook.release.remote.lock import locked
from claimbook.release.remote.plain_file import flush_folder
from claimbook.release.remote.refusal import CacheError
from claimbook.release.remote.transfer import Wanted
from claimbook.release.remote.watch import Watch
from claimbook.release.signature_bundle import BUNDLE_NAME

_WAIT = 120.0  # seconds: whoever holds the lock copies files of this machine
_STAGE = re.compile(r"\.[0-9.]{1,20}\.stage-[0-9a-f]{16}")
_LOCK = ".download.lock"


def is_in_place(target: Path, manifest_sha256: str, beside: Sequence[Wanted] = ()) -> bool:
    """Whether a release is whole and the one that is meant.

    Args:
        target: Its folder.
        manifest_sha256: SHA-256 of its manifest.
        beside: What must be there beside the files of the manifest: its signature.

    Raises:
        CacheError: Something else has its name.
    """
    if not os.path.lexists(target):
        return False
    if not is_folder(target):
        raise CacheError(f"{target}: not a folder; remove it, or name another with --to")
    try:
        manifest, found = manifest_of(target)
    except FaultError as fault:
        raise CacheError(f"{target}: {fault}; remove it, or name another with --to") from None
    if found != manifest_sha256:
        said = "holds another release of that version; remove it, or name another with --to"
        raise CacheError(f"{target}: {said}")
    there = all(_holds(target, wanted) for wanted in beside)
    return there and not [*file_faults(target, manifest)]


def _holds(target: Path, wanted: Wanted) -> bool:
    try:
        data = small_file(target, Path(wanted.name).name)
    except FaultError:
        return False
    return hashlib.sha256(data).hexdigest() == wanted.sha256


def put_in_place(
    target: Path, manifest_sha256: str, files: tuple[Wanted, ...], cache: Cache, watch: Watch
) -> None:
    """Make a release's folder of files that the cache holds.

    Below the folder of the cache, files are links to it; elsewhere they are copies, so that what
    is done to them there stays there.

    Args:
        target: The folder to be; another download may have made it meanwhile.
        manifest_sha256: SHA-256 of the manifest.
        files: The release's files, the manifest and what signs it among them.
        cache: What holds them.
        watch: Is told when a broken folder is repaired.

    Raises:
        CacheError: Something else has its name, or the cache has lost a file.
        OSError: The disk does not take it.
    """
    with _folder(target.parent), locked(target.parent / _LOCK, _WAIT, lambda: None):
        _sweep(target.parent)
        if is_in_place(target, manifest_sha256, _beside(files)):
            return
        with _stage(target) as stage:
            for wanted in files:
                _fill(stage / Path(wanted.name).name, wanted, cache, target)
            stage.chmod(0o755)
            _flush(stage)
            if is_folder(target):
                watch.note(f"{target}: was broken, and is replaced")
                _set_aside(target)
            stage.rename(target)
            flush_folder(target.parent)
        _sweep(target.parent)


def _beside(files: tuple[Wanted, ...]) -> list[Wanted]:
    return [wanted for wanted in files if Path(wanted.name).name == BUNDLE_NAME]


def _fill(path: Path, wanted: Wanted, cache: Cache, target: Path) -> None:
    kept = cache.find(wanted.sha256, wanted.size)
    if kept is None:
        raise CacheError(f"{wanted.name}: is gone from the cache; run again")
    if cache.gives_links(target) and _linked(kept, path):
        return
    shutil.copyfile(kept, path, follow_symlinks=False)
    path.chmod(0o444)


def _flush(stage: Path) -> None:
    """Make files durable, all in a row: the first of them costs, the others ride along."""
    for path in stage.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    flush_folder(stage)


def _linked(kept: Path, path: Path) -> bool:
    """Give a file a second name, where the file system can."""
    try:
        os.link(kept, path)
    except OSError as error:
        if error.errno in {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV, errno.ENOSYS}:
            return False
        raise
    return True


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """Have a folder, which goes again if it was made for nothing."""
    absent = not os.path.lexists(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        if absent:
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        raise


def _set_aside(target: Path) -> None:
    target.rename(_stage_name(target))  # swept in the end


def _stage_name(target: Path) -> Path:
    return target.with_name(f".{target.name}.stage-{secrets.token_hex(8)}")


@contextmanager
def _stage(target: Path) -> Iterator[Path]:
    stage = _stage_name(target)
    stage.mkdir(0o700)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def tidy(folder: Path) -> None:
    """Remove what a killed download left in a folder, unless another one is at it."""
    if (folder / _LOCK).is_file():
        with suppress(CacheError, OSError), locked(folder / _LOCK, 0.0, lambda: None):
            _sweep(folder)


def _sweep(folder: Path) -> None:
    """Remove what killed downloads left; the caller holds the lock, so none of them is alive."""
    for path in list(folder.iterdir()):
        if _STAGE.fullmatch(path.name) and is_folder(path):
            shutil.rmtree(path, ignore_errors=True)


def files_of(manifest: Manifest, manifest_sha256: str, manifest_bytes: int) -> tuple[Wanted, ...]:
    """Return all files of a release as they lie below an address, the manifest first."""
    folder = manifest.release
    return (
        Wanted(f"{folder}/{MANIFEST_NAME}", manifest_bytes, manifest_sha256),
        *(
            Wanted(f"{folder}/{entry.file}", entry.bytes, entry.sha256)
            for entry in manifest.entries()
        ),
    )
