"""Writing `releases.json`, by which clients find the releases of a folder."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from claimbook.errors import ClaimbookError
from claimbook.release.fault import FaultError, MissingFileError
from claimbook.release.index import (
    INDEX_NAME,
    Index,
    IndexEntry,
    IndexFileError,
    SignatureEntry,
    read_index,
    write_index,
)
from claimbook.release.inspection import manifest_of, small_file
from claimbook.release.manifest import MANIFEST_NAME
from claimbook.release.open import version_key, versions_below
from claimbook.release.signature_bundle import BUNDLE_NAME, BundleError, read_bundle, said_of
from claimbook_build.release.publish import publish_file, sweep_folder


class IndexUpdateError(ClaimbookError):
    """The index cannot be written as it is meant to be; the old one is untouched."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a release that should not be used any more.

    Attributes:
        version: The release.
        status: Whether its files are still there.
        reason: Why.
        successor: The release to use in its place.
    """

    version: str
    status: Literal["superseded", "withdrawn"]
    reason: str
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Updated:
    """An index that was written.

    Attributes:
        index: What it says now.
        replaced: Releases whose manifest is another than the index said before: clients that saw
            the old one will refuse the new one, as they must.
    """

    index: Index
    replaced: tuple[str, ...]


def update_index(
    dist: Path, verdicts: Iterable[Verdict] = (), mirrors: tuple[str, ...] | None = None
) -> Updated:
    """Write the index of a folder of releases, from their manifests and from the index so far.

    Args:
        dist: The folder.
        verdicts: What is to be said of some releases from now on.
        mirrors: Addresses of the same files elsewhere; those of the index so far by default.

    Raises:
        IndexUpdateError: As of `updated_index`.
        PublishError: The disk does not take it.
    """
    updated, data = updated_index(dist, verdicts, mirrors)
    if data is None:
        sweep_folder(dist)  # a process that was killed may have written it
    else:
        publish_file(dist / INDEX_NAME, data)
    return updated


def index_beside(dist: Path) -> dict[str, bytes]:
    """Return the index that is to stand beside a release, as `publish` takes it.

    Raises:
        IndexUpdateError: As of `updated_index`.
    """
    _, data = updated_index(dist)
    return {} if data is None else {INDEX_NAME: data}


def updated_index(
    dist: Path, verdicts: Iterable[Verdict] = (), mirrors: tuple[str, ...] | None = None
) -> tuple[Updated, bytes | None]:
    """Return the index of a folder as it is to be, and its bytes; None where they are there.

    Args:
        dist: As of `update_index`.
        verdicts: As of `update_index`.
        mirrors: As of `update_index`.

    Raises:
        IndexUpdateError: There is no release; a manifest cannot be read; a release that is listed
            is gone without having been withdrawn; a verdict is of an unknown release.
    """
    before = _before(dist)
    known = {} if before is None else {entry.version: entry for entry in before.releases}
    found, datasets = _entries(dist, known)
    _refuse_lost(known, found)
    for verdict in verdicts:
        _judge(found, verdict)
    kept = () if before is None else before.mirrors
    index = _index(datasets or {before.dataset if before else ""}, found, mirrors, kept)
    data = write_index(index)
    updated = Updated(index, tuple(each for each in found if _replaced(found, known, each)))
    same = before is not None and data == write_index(before)
    return updated, None if same else data


def _before(dist: Path) -> Index | None:
    try:
        return read_index((dist / INDEX_NAME).read_bytes())
    except FileNotFoundError:
        return None
    except IndexFileError as error:
        raise IndexUpdateError(f"{dist / INDEX_NAME}: {error}") from None


def _entries(dist: Path, known: dict[str, IndexEntry]) -> tuple[dict[str, IndexEntry], set[str]]:
    """Return what is known of each release, and the datasets that they say they are of."""
    found = {version: entry for version, entry in known.items() if entry.status == "withdrawn"}
    datasets = set()
    for version in versions_below(dist):
        if version not in found:
            found[version], dataset = _entry(dist / version, known.get(version))
            datasets.add(dataset)
    if not found:
        raise IndexUpdateError(f"{dist}: holds no release; build one first")
    return found, datasets


def _entry(folder: Path, known: IndexEntry | None) -> tuple[IndexEntry, str]:
    try:
        manifest, digest = manifest_of(folder)
    except FaultError as fault:
        raise IndexUpdateError(f"{folder}: {fault}") from None
    if manifest.release != folder.name:
        raise IndexUpdateError(f"{folder}: its manifest says release {manifest.release}")
    files = manifest.entries()
    entry = IndexEntry(
        version=manifest.release,
        schema_version=manifest.schema_version,
        date=manifest.commit_date[:10] if manifest.commit_date else None,
        status=known.status if known else "current",
        successor=known.successor if known else None,
        reason=known.reason if known else None,
        manifest_sha256=digest,
        manifest_bytes=(folder / "manifest.json").stat().st_size,
        files=len(files),
        bytes=sum(file.bytes for file in files),
        signature=_signature(folder),
    )
    return entry, manifest.dataset


def _signature(folder: Path) -> SignatureEntry | None:
    """Return what is to be said of the bundle beside a manifest; whose it is, readers check."""
    try:
        data = small_file(folder, BUNDLE_NAME)
        said_of(read_bundle(data), small_file(folder, MANIFEST_NAME))
    except MissingFileError:
        return None
    except (FaultError, BundleError) as error:
        raise IndexUpdateError(f"{folder}: {BUNDLE_NAME}: {error}") from None
    return SignatureEntry(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())


def _refuse_lost(known: dict[str, IndexEntry], found: dict[str, IndexEntry]) -> None:
    if lost := [version for version in known if version not in found]:
        said = "listed, but not here: bring it back, or withdraw it and say why"
        raise IndexUpdateError(f"{', '.join(lost)}: {said}")


def _judge(found: dict[str, IndexEntry], verdict: Verdict) -> None:
    if verdict.version not in found:
        raise IndexUpdateError(f"there is no release {verdict.version}")
    said = {
        "status": verdict.status,
        "reason": verdict.reason,
        "successor": verdict.successor,
    }
    fields = found[verdict.version].model_dump() | said
    try:
        found[verdict.version] = IndexEntry.model_validate(fields)
    except ValidationError as error:
        raise _refused(verdict.version, error) from None


def _index(
    datasets: set[str],
    found: dict[str, IndexEntry],
    mirrors: tuple[str, ...] | None,
    kept: tuple[str, ...],
) -> Index:
    if len(datasets) > 1:
        raise IndexUpdateError(f"releases of several datasets: {', '.join(sorted(datasets))}")
    ordered = sorted(found, key=version_key, reverse=True)
    try:
        return Index(
            index_version=1,
            dataset=datasets.pop(),
            mirrors=kept if mirrors is None else mirrors,
            releases=tuple(found[version] for version in ordered),
        )
    except ValidationError as error:
        raise _refused(INDEX_NAME, error) from None


def _refused(where: str, error: ValidationError) -> IndexUpdateError:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    said = first["msg"].removeprefix("Value error, ")
    return IndexUpdateError(f"{where}: {place + ': ' if place else ''}{said}")


def _replaced(found: dict[str, IndexEntry], known: dict[str, IndexEntry], version: str) -> bool:
    before = known.get(version)
    return before is not None and before.manifest_sha256 != found[version].manifest_sha256
