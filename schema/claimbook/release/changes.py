"""What changed between releases, as a release itself records it in its table ``changes``."""

import re

from claimbook.errors import ClaimbookError
from claimbook.release.manifest import VERSION_PATTERN, Manifest
from claimbook.release.open import version_key

TABLE = "changes"


class ChangesError(ClaimbookError):
    """A release cannot say what changed."""


def changes_query(manifest: Manifest, since: str | None = None) -> str:
    """Return the SQL of the recorded changes after a release, the newest last, sorted.

    Versions are compared as numbers: 2026.10.0 comes after 2026.9.12.

    Raises:
        ChangesError: The release has no table of changes, `since` is no version, or one that is
            newer than the release itself.
    """
    found = next((table for table in manifest.tables if table.name == TABLE), None)
    if found is None or "release" not in {column.name for column in found.columns}:
        raise ChangesError(f"release {manifest.release} has no table of changes")
    parts = "string_split(release, '.')::BIGINT[]"
    order = ", ".join((parts, *(f'"{name}"' for name in found.sort_order)))
    if since is None:
        return f"FROM {TABLE} ORDER BY {order}"
    if not re.fullmatch(VERSION_PATTERN, since):
        raise ChangesError(f"{since!r} is no version: it is YYYY.M.N, such as {manifest.release}")
    if version_key(since) > version_key(manifest.release):
        raise ChangesError(f"{since} is newer than this release, {manifest.release}")
    return f"FROM {TABLE} WHERE {parts} > {list(version_key(since))}::BIGINT[] ORDER BY {order}"
