"""Published releases: the list by which a build finds the release before its own."""

from itertools import pairwise
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from claimbook.records.record import Published, Strict
from claimbook.records.types import Release, Sha256

SCHEMA_VERSION_PATTERN = "(0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})"


class PublishedRelease(Strict):
    """A release that was published; its manifest's hash stands for every byte of it."""

    TABLE: ClassVar[Published] = Published(
        table="releases", grain="One release of the dataset.", key=("release",)
    )

    release: Annotated[Release, Field(description="Its version.")]
    manifest_sha256: Annotated[
        Sha256, Field(description="SHA-256 of its `manifest.json`, in lower-case hexadecimal.")
    ]
    schema_version: Annotated[
        str,
        Field(
            pattern=f"^{SCHEMA_VERSION_PATTERN}$",
            max_length=20,
            description="Version of its tables' schema.",
        ),
    ]


def _in_order(releases: tuple[PublishedRelease, ...]) -> tuple[PublishedRelease, ...]:
    """Hold the list to the order of versions, which no version can then stand in twice."""
    for before, after in pairwise(releases):
        if _numbers(after.release) <= _numbers(before.release):
            _refuse(f"{after.release} cannot stand after {before.release}: the newest is the last")
        if _numbers(after.schema_version) < _numbers(before.schema_version):
            _refuse(f"the schema version of {after.release} is lower than that of {before.release}")
    twice = {release.manifest_sha256 for release in releases}
    if len(twice) < len(releases):
        _refuse("two releases have one manifest_sha256")
    return releases


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _refuse(reason: str) -> None:
    raise PydanticCustomError("R103", "{reason}", {"reason": reason})


PublishedReleases = Annotated[tuple[PublishedRelease, ...], AfterValidator(_in_order)]
"""Releases as they were published, the newest last."""
