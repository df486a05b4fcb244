"""What a release's version must obey, before anything of its content is looked at.

``YYYY.M.N``: the year and the month in which it is prepared, and a number that counts from 0 in
each month. It is later than every release that was published. Numbers may be left out, for one that
was prepared and never published is not used again; the month may not lie ahead, for one mistyped
year would put all later releases before it, and dates are held to the release's month (R305).
"""

import re
from collections.abc import Iterable
from datetime import date

from claimbook.errors import ClaimbookError
from claimbook.release.manifest import VERSION_PATTERN
from claimbook.release.open import version_key


class VersionError(ClaimbookError):
    """A release cannot have that version."""


def check_version(version: str, published: Iterable[str], day: date | None) -> None:
    """Refuse a version that no release may have.

    Args:
        version: The version.
        published: The releases that were published.
        day: The day of the newest commit; None where there is no repository. A release may be
            prepared in the month after it.

    Raises:
        VersionError: It is malformed, is taken, comes before one that is, or lies ahead.
    """
    if not re.fullmatch(VERSION_PATTERN, version):
        raise VersionError(f"{version} is no version of a release: YYYY.M.N without zero padding")
    newest = max(published, key=version_key, default=None)
    if newest is not None and version_key(version) <= version_key(newest):
        said = "is published already" if version == newest else f"comes before {newest}"
        raise VersionError(
            f"release {version} {said}: the least that may follow is {_next(newest)}"
        )
    year, month, _ = version_key(version)
    if day is not None and year * 12 + month > day.year * 12 + day.month + 1:
        said = f"the newest commit is of {day.year}-{day.month:02}"
        raise VersionError(f"release {version} lies ahead: {said}")


def _next(version: str) -> str:
    year, month, number = version_key(version)
    return f"{year}.{month}.{number + 1}"
