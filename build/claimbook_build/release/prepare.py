"""What a release has to say in the repository before it is built: worked out, not yet written."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from claimbook.dataset import Dataset
from claimbook.entry import Loc
from claimbook.records.fragment import Fragment
from claimbook.records.published import PublishedRelease
from claimbook.records.retired import Retired
from claimbook.release.diff.session import session
from claimbook.release.manifest import MANIFEST_NAME
from claimbook.release.open import Release, version_key
from claimbook.rules.r203_minted import LOCK, LOCKED
from claimbook.sql_text import parquet_file
from claimbook_build.project import ProjectError
from claimbook_build.read.file import read_file
from claimbook_build.release.declaration import NAME, content, with_release
from claimbook_build.release.file_entry import sha256_of
from claimbook_build.release.fill import filled, in_form
from claimbook_build.release.previous import LIST
from claimbook_build.release.publish_files import Change

_MOST_BYTES = 16 * 2**20
"""Largest changelog, or declaration, that is changed."""

_KEYS = {
    "measures": "'measures.' || code",
    "units": "'units.' || code",
    "series": "'series.' || code",
    "codes": "vocabulary || '.' || code",
    "retired": "record",
}
"""What `ids.lock` calls a row of a table, where it is not its `id`."""


@dataclass
class Preparation:
    """Files as they are, and as the release needs them.

    Attributes:
        root: The folder above `seeds/` and `dataset/`.
        after: What files are to hold, by path; only those that change.
        before: What they hold; None where there is no such file.
    """

    root: Path
    after: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes | None] = field(default_factory=dict)

    def held(self, path: str) -> bytes | None:
        """Return what a file is to hold as far as it is known, or None.

        Raises:
            ProjectError: It cannot be read.
        """
        if path in self.after:
            return self.after[path]
        file = self.root / path
        if not os.path.lexists(file):
            return None
        if path.startswith("dataset/"):
            found = read_file(path, self.root)
            if not isinstance(found, bytes):
                raise ProjectError(f"{path}: {found.message}")
            return found
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _MOST_BYTES:
            raise ProjectError(f"{path}: not a regular file of at most {_MOST_BYTES} bytes")
        return file.read_bytes()

    def put(self, path: str, data: bytes) -> None:
        """Let a file hold something else, if it is something else."""
        now = self.held(path)
        if data != now:
            self.before.setdefault(path, now)
            self.after[path] = data

    def overlay(self) -> dict[str, bytes]:
        """Return what the dataset's own files are to hold."""
        return {path: data for path, data in self.after.items() if path.startswith("dataset/")}

    def changes(self) -> dict[Path, Change]:
        """Return what to write, for the door through which files are written, in that order.

        The declaration comes last: a process that is killed before it leaves the release before
        declared, by which the next one knows that there was one.
        """
        paths = sorted(self.after, key=NAME.__eq__)
        return {self.root / path: (self.before[path], self.after[path]) for path in paths}


def prepare(
    root: Path, dataset: Dataset, version: str, last: PublishedRelease | None
) -> Preparation:
    """Work out what follows from the version alone: who declares it, and what waited for it.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        dataset: Its records.
        version: The release that is made.
        last: The release before, to be listed among the published ones; None: it is, or there is
            none.

    Raises:
        ProjectError: A file cannot be read or changed.
    """
    found = Preparation(root)
    found.put(NAME, with_release(content(root) or b"", version))
    if last is not None:
        _listed(found, dataset, last)
    waiting: dict[str, list[Loc]] = {}
    for entry in (*dataset.table("retired"), *dataset.table("changelog")):
        if isinstance(entry.record, Retired | Fragment) and entry.record.in_release is None:
            waiting.setdefault(entry.path, []).append(entry.loc)
    for path, locs in waiting.items():
        data = found.held(path) or b""
        whole = filled(data, path, locs, "in_release", version)
        found.put(path, in_form(whole, path, data))
    return found


def _listed(found: Preparation, dataset: Dataset, last: PublishedRelease) -> None:
    before = found.held(LIST)
    listed = [record for _, record in dataset.each(PublishedRelease)]
    if any(version_key(each.release) >= version_key(last.release) for each in listed):
        return
    text = (before or b"").decode() if listed else "releases:\n"
    said = [f"{name}: '{getattr(last, name)}'" for name in type(last).model_fields]
    entry = "\n    ".join(said)
    found.put(LIST, in_form(f"{text.rstrip()}\n  - {entry}\n".encode(), LIST, None))


def published(release: Release) -> PublishedRelease:
    """Return how a release is listed among the published ones."""
    return PublishedRelease(
        release=release.manifest.release,
        manifest_sha256=sha256_of(release.root / MANIFEST_NAME),
        schema_version=release.manifest.schema_version,
    )


def minted(found: Preparation, dataset: Dataset, version: str, previous: Release | None) -> None:
    """Let every identifier that no release held yet be one of this release.

    While records are entered, the release that is declared is still the one before.
    """
    known = _identifiers(previous) if previous else frozenset()
    lines = [
        f"{line.key} {line.release if line.key in known and line.release else version}\n"
        for line in dataset.minted or ()
    ]
    if lines:
        found.put(LOCK, "".join(lines).encode())


def _identifiers(release: Release) -> frozenset[str]:
    """Return the identifiers of a release, as `ids.lock` names them, those of tombstones too."""
    entries = [each for each in release.manifest.tables if each.name in {*LOCKED, "retired"}]
    parts = [
        f"SELECT {_KEYS.get(each.name, 'id')} FROM {parquet_file(str(release.file(each)))}"  # noqa: S608
        for each in entries
    ]
    with session(release, release) as connection:
        rows = connection.execute(" UNION ALL ".join(parts)).fetchall()
    return frozenset(str(key) for (key,) in rows)
