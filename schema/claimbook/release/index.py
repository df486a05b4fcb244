"""The index of a folder of releases, `releases.json`: which there are, and their hashes.

It is the way to a release, not the proof of it: the proof is the manifest's hash, which can be
pinned. An index may be replaced by an older one; a client that remembers what it saw notices.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from claimbook.errors import ClaimbookError
from claimbook.release.json_file import read_json, write_json
from claimbook.release.manifest import (
    MAX_MANIFEST_BYTES,
    Name,
    ReleaseVersion,
    SemVer,
    Sha256,
    Size,
)
from claimbook.release.open import version_key
from claimbook.release.signature_bundle import MAX_BUNDLE_BYTES

INDEX_NAME = "releases.json"

MAX_INDEX_BYTES = 4 * 1024 * 1024
"""An index of 5,000 releases, each withdrawn for a reason, takes about 4 MiB."""

_MIRROR = r"^https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[A-Za-z0-9._~-]{1,200}){0,32}/?$"


class IndexFileError(ClaimbookError):
    """The bytes are no index, or one that contradicts itself."""


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


class SignatureEntry(_Entry):
    """The bundle that lies beside a release's manifest and says who published it."""

    bytes: Annotated[int, Field(ge=1, le=MAX_BUNDLE_BYTES)] = Field(
        description="Length of manifest.json.sigstore.json in bytes."
    )
    sha256: Sha256 = Field(description="SHA-256 of its bytes.")


class IndexEntry(_Entry):
    """One release."""

    version: ReleaseVersion = Field(description="The dataset's calendar version, YYYY.M.N.")
    schema_version: SemVer = Field(description="Version of the tables' schema (SemVer).")
    date: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None = Field(
        description="Day (UTC) of the commit that was built; null when not known."
    )
    status: Literal["current", "superseded", "withdrawn"] = Field(
        description="current: can be used. superseded: still there, but corrected by its "
        "successor. withdrawn: a tombstone, its files are no longer offered."
    )
    successor: ReleaseVersion | None = Field(
        description="The release to use in its place; null for a current one."
    )
    reason: Annotated[str, Field(min_length=1, max_length=500)] | None = Field(
        description="Why it was superseded or withdrawn; null for a current one."
    )
    manifest_sha256: Sha256 = Field(
        description="SHA-256 of its manifest.json, whose hashes cover every other file."
    )
    manifest_bytes: Annotated[int, Field(ge=1, le=MAX_MANIFEST_BYTES)] = Field(
        description="Length of manifest.json in bytes."
    )
    files: Annotated[int, Field(ge=1, le=100_000)] = Field(
        description="Number of its files, the manifest left out."
    )
    bytes: Size = Field(description="Their length in all, in bytes.")
    signature: SignatureEntry | None = Field(
        default=None, description="Its signature, which comes after it; null when it has none."
    )

    @model_validator(mode="after")
    def _status_is_explained(self) -> Self:
        if self.status == "current":
            if self.successor is not None or self.reason is not None:
                raise ValueError("a current release has no successor and no reason")
        elif self.reason is None:
            raise ValueError(f"a {self.status} release needs its reason")
        elif self.status == "superseded" and self.successor is None:
            raise ValueError("a superseded release needs its successor")
        return self


class Index(_Entry):
    """All releases of a dataset, the newest first."""

    index_version: Literal[1] = Field(description="Version of this form.")
    dataset: Name = Field(description="Short name of the dataset.")
    mirrors: tuple[Annotated[str, Field(pattern=_MIRROR, max_length=500)], ...] = Field(
        max_length=16,
        description="Addresses at which the same files lie, to be tried in this order after the "
        "address of the index.",
    )
    releases: tuple[IndexEntry, ...] = Field(
        min_length=1, description="The releases, the newest first."
    )

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        versions = [entry.version for entry in self.releases]
        if versions != sorted(set(versions), key=version_key, reverse=True):
            raise ValueError("releases must be listed once each, the newest first")
        known = frozenset(versions)
        for entry in self.releases:
            if entry.successor is not None and entry.successor not in known:
                raise ValueError(f"the successor of {entry.version} is not listed")
            if entry.successor == entry.version:
                raise ValueError(f"{entry.version} cannot be its own successor")
        return self

    def entry(self, version: str) -> IndexEntry | None:
        """Return a release's entry, or None."""
        return next((entry for entry in self.releases if entry.version == version), None)

    def newest(self) -> IndexEntry | None:
        """Return the newest release that is current, or None when there is none."""
        return next((entry for entry in self.releases if entry.status == "current"), None)


def write_index(index: Index) -> bytes:
    """Return the canonical bytes: sorted keys, two spaces, UTF-8, one newline at the end."""
    return write_json(index)


def read_index(data: bytes) -> Index:
    """Read an index that may come from anywhere.

    Raises:
        IndexFileError: The bytes are too many, no strict JSON, or not as the model demands.
    """
    return read_json(data, Index, limit=MAX_INDEX_BYTES, error=IndexFileError)
