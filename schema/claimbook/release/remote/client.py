"""The client: an index, and releases, from one address and its mirrors."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from claimbook.release.index import (
    INDEX_NAME,
    MAX_INDEX_BYTES,
    Index,
    IndexEntry,
    IndexFileError,
    read_index,
)
from claimbook.release.manifest import (
    MANIFEST_NAME,
    MAX_MANIFEST_BYTES,
    FileEntry,
    Manifest,
    ManifestError,
    TableEntry,
    read_manifest,
)
from claimbook.release.remote.address import Address, parse_address
from claimbook.release.remote.cache import Cache
from claimbook.release.remote.http_source import HttpSource
from claimbook.release.remote.memory import Memory
from claimbook.release.remote.patience import Patience
from claimbook.release.remote.place import files_of, is_in_place, put_in_place, tidy
from claimbook.release.remote.refusal import (
    AddressError,
    DownloadError,
    IntegrityError,
    NetworkError,
    OfflineError,
    RollbackError,
    UnknownReleaseError,
)
from claimbook.release.remote.source import Source, open_source
from claimbook.release.remote.transfer import Transfer, Wanted, fetch_bytes
from claimbook.release.remote.watch import Warner, Watch
from claimbook.release.signature_bundle import BUNDLE_NAME


@dataclass(frozen=True, slots=True)
class Terms:
    """How a client goes about it.

    Attributes:
        offline: Ask nobody: use what is on this machine.
        even_older: Accept an index that knows less than before.
        hosts: Other servers (``host`` or ``host:port``) that a server may redirect to.
        patience: Limits of time and of tries.
        environ: Where keys, region and endpoint of a bucket are looked up.
    """

    offline: bool = False
    even_older: bool = False
    hosts: frozenset[str] = frozenset()
    patience: Patience = field(default_factory=Patience)
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)


class Client:
    """Fetches from one address. Close it, or use it in a ``with`` statement."""

    def __init__(
        self, address: str, cache: Path, terms: Terms | None = None, watch: Watch | None = None
    ) -> None:
        self.address = parse_address(address)
        self._terms = terms or Terms()
        self._watch = watch or Warner()
        self._cache = Cache(cache, self._terms.patience, self._watch)
        self._memory = Memory(self._cache, str(self.address))
        self._sources: dict[Address, Source] = {}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of connections."""
        self.close()

    def close(self) -> None:
        """Let go of connections."""
        for source in self._sources.values():
            source.close()

    def index(self) -> Index:
        """Return the index: from the address, or the one seen last when offline.

        Raises:
            NetworkError: It cannot be had.
            IntegrityError: It is no index.
            RollbackError: It knows less than the one that was seen before.
            OfflineError: None was seen before.
        """
        if self._terms.offline:
            seen = self._memory.recall()
            if seen is None:
                said = f"nothing is known of {self.address} here, and this is offline"
                raise OfflineError(said)
            return seen
        return self._fresh_index()

    def _fresh_index(self) -> Index:
        patience = self._terms.patience
        source = self._source(self.address)
        try:
            index = read_index(fetch_bytes(source, INDEX_NAME, MAX_INDEX_BYTES, patience))
            self._memory.accept(index, even_older=self._terms.even_older)
        except IndexFileError as error:
            raise IntegrityError(f"{self.address}: {INDEX_NAME}: {error}") from None
        except RollbackError as error:
            said = "if you know why, accept it with --accept-older"
            raise RollbackError(f"{self.address}: the index is refused: {error}; {said}") from None
        except (NetworkError, IntegrityError) as error:
            raise error.at(str(self.address)) from None
        return index

    def release(
        self, version: str | None, folder: Path, manifest_sha256: str | None = None
    ) -> Path:
        """Fetch a release and return its folder, ``folder/<version>``.

        One that is there already, whole and the same, is left alone.

        Args:
            version: Which one; the newest that is current by default.
            folder: Where it is to be.
            manifest_sha256: What the SHA-256 of its manifest must be, whatever the index says.

        Raises:
            UnknownReleaseError: The index has none of that version, or it was withdrawn.
            NetworkError: A file cannot be had from anywhere.
            IntegrityError: What came is not what the index, the manifest or the caller said.
            RollbackError: The index knows less than the one that was seen before.
            OfflineError: Something is not here, and this is offline.
            CacheError: Something in the cache, or at the target, is in the way.
        """
        index = self.index()
        entry = self._chosen(index, version)
        _pinned(entry, manifest_sha256)
        target = folder.absolute() / entry.version
        if not is_in_place(target, entry.manifest_sha256, _signature(entry)):
            self._fetch(index, entry, target)
        tidy(target.parent)
        return target

    def manifest(self, version: str | None, manifest_sha256: str | None = None) -> Manifest:
        """Return the manifest of a release, of the hash that the index or the caller names.

        Args:
            version: Which one; the newest that is current by default.
            manifest_sha256: Its SHA-256. With it and a version the index is not asked.

        Raises:
            DownloadError: As for `release`.
        """
        if version is not None and manifest_sha256 is not None:
            return self._pinned_manifest(version, manifest_sha256.strip().lower())
        index = self.index()
        entry = self._chosen(index, version)
        _pinned(entry, manifest_sha256)
        return self._manifest(index, entry, self._places(index))

    def file(self, version: str, entry: TableEntry | FileEntry) -> Path:
        """Return a file of a release in the cache, fetched from the address itself if need be.

        Raises:
            DownloadError: As for `release`.
        """
        wanted = Wanted(f"{version}/{entry.file}", entry.bytes, entry.sha256)
        return self._bring(wanted, [self.address])

    def parts(self) -> tuple[HttpSource, Patience]:
        """Return what sends parts of files, and how long it is waited for.

        Raises:
            AddressError: The address is none of a server.
            OfflineError: The network may not be asked.
        """
        if self._terms.offline:
            raise OfflineError(f"{self.address}: this is offline, and the release is not here")
        source = self._source(self.address)
        if not isinstance(source, HttpSource):
            raise AddressError(f"{self.address}: a folder of this machine is opened by its path")
        return source, self._terms.patience

    def _pinned_manifest(self, version: str, sha256: str) -> Manifest:
        if self._terms.offline:
            raise OfflineError(f"{self.address}: this is offline")
        name, source = f"{version}/{MANIFEST_NAME}", self._source(self.address)
        data = fetch_bytes(source, name, MAX_MANIFEST_BYTES, self._terms.patience)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise IntegrityError(f"{self.address}/{name}: its SHA-256 is not {sha256}")
        try:
            manifest = read_manifest(data)
        except ManifestError as error:
            raise IntegrityError(f"{name}: {error}") from None
        if manifest.release != version:
            raise IntegrityError(f"{name}: it is of release {manifest.release}")
        return manifest

    def _manifest(self, index: Index, entry: IndexEntry, places: list[Address]) -> Manifest:
        name = f"{entry.version}/{MANIFEST_NAME}"
        pinned = Wanted(name, entry.manifest_bytes, entry.manifest_sha256)
        return _manifest(self._bring(pinned, places), index, entry)

    def _fetch(self, index: Index, entry: IndexEntry, target: Path) -> None:
        places = self._places(index)
        beside = sum(wanted.size for wanted in _signature(entry))
        self._watch.plan(entry.bytes + entry.manifest_bytes + beside)
        manifest = self._manifest(index, entry, places)
        files = files_of(manifest, entry.manifest_sha256, entry.manifest_bytes)
        files += _signature(entry)
        self._cache.make_room(files, target)
        for wanted in files[1:]:
            self._bring(wanted, places)
        put_in_place(target, entry.manifest_sha256, files, self._cache, self._watch)
        self._cache.tidy(files)

    def _chosen(self, index: Index, version: str | None) -> IndexEntry:
        entry = index.newest() if version is None else index.entry(version)
        if entry is None:
            there = ", ".join(found.version for found in index.releases[:5])
            said = "no current release" if version is None else f"no release {version}"
            raise UnknownReleaseError(f"{self.address}: {said}; it lists {there}")
        if entry.status == "current":
            return entry
        instead = f"; use {entry.successor}" if entry.successor else ""
        said = f"release {entry.version} was {entry.status} ({entry.reason}){instead}"
        if entry.status == "withdrawn":
            raise UnknownReleaseError(f"{self.address}: {said}")
        self._watch.note(said)
        return entry

    def _places(self, index: Index) -> list[Address]:
        """Return where files are to be asked for, in order; plain HTTP only after plain HTTP."""
        mirrors = [parse_address(text) for text in index.mirrors]
        kept = [place for place in mirrors if place.scheme == "https" or self._is_open_http()]
        return list(dict.fromkeys((self.address, *kept)))

    def _is_open_http(self) -> bool:
        return self.address.scheme == "http"

    def _bring(self, wanted: Wanted, places: list[Address]) -> Path:
        """Return a file in the cache, fetched if need be; a place that fails is left out then."""
        if kept := self._cache.find(wanted.sha256, wanted.size):
            self._watch.advance(wanted.size)
            return kept
        if self._terms.offline:
            raise OfflineError(f"{wanted.name}: not in the cache, and this is offline")
        with self._cache.claim(wanted.sha256) as part:
            if kept := self._cache.find(wanted.sha256, wanted.size):  # another download did it
                self._watch.advance(wanted.size)
                return kept
            transfer = Transfer(wanted, self._cache, self._terms.patience, self._watch)
            while True:
                place = places[0]
                try:
                    return transfer.run(self._source(place), str(place), part)
                except (NetworkError, IntegrityError) as error:
                    self._next_place(places, error)

    def _next_place(self, places: list[Address], error: DownloadError) -> None:
        error.at(str(places[0]))
        if len(places) == 1:
            raise error
        places.pop(0)
        self._watch.note(f"{error}; going on with {places[0]}")

    def _source(self, address: Address) -> Source:
        if address not in self._sources:
            terms = self._terms
            made = open_source(address, terms.patience, terms.hosts, terms.environ)
            self._sources[address] = made
        return self._sources[address]


def _signature(entry: IndexEntry) -> tuple[Wanted, ...]:
    """Return the file that signs the manifest, when the index names one."""
    if entry.signature is None:
        return ()
    name = f"{entry.version}/{BUNDLE_NAME}"
    return (Wanted(name, entry.signature.bytes, entry.signature.sha256),)


def _pinned(entry: IndexEntry, manifest_sha256: str | None) -> None:
    if manifest_sha256 is not None and manifest_sha256.strip().lower() != entry.manifest_sha256:
        said = f"the index says {entry.manifest_sha256}, you say {manifest_sha256}"
        raise IntegrityError(f"release {entry.version}: the manifest's SHA-256 differs: {said}")


def _manifest(path: Path, index: Index, entry: IndexEntry) -> Manifest:
    """Read a manifest whose hash is right, and hold it to what the index says beside the hash."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != entry.manifest_sha256:
        raise IntegrityError(f"{path}: changed while it was read")
    try:
        manifest = read_manifest(data)
    except ManifestError as error:
        raise IntegrityError(f"{entry.version}/{MANIFEST_NAME}: {error}") from None
    found = manifest.entries()
    pairs = {
        "dataset": (manifest.dataset, index.dataset),
        "release": (manifest.release, entry.version),
        "schema version": (manifest.schema_version, entry.schema_version),
        "number of files": (len(found), entry.files),
        "number of bytes": (sum(one.bytes for one in found), entry.bytes),
    }
    for what, (its, said) in pairs.items():
        if its != said:
            where = f"{entry.version}/{MANIFEST_NAME}"
            raise IntegrityError(f"{where}: its {what} is {its}, the index says {said}")
    return manifest
