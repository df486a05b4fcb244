"""Releases that hold something else than the commands of this version tell of."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimbook.errors import ClaimbookError
from claimbook_build.cli.exits import INTEGRITY

if TYPE_CHECKING:
    from claimbook.release.open import Release


class ForeignReleaseError(ClaimbookError):
    """A whole release lacks tables that a command tells of, or holds values that are none."""

    exit_code = INTEGRITY


@contextmanager
def telling_of(release: "Release") -> Iterator[None]:
    """Say in a sentence what the engine does not find in a release, which may be a stranger's.

    Raises:
        ForeignReleaseError: The engine refused something.
    """
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        said = str(error).split("\n", 1)[0]
        version = release.manifest.release
        raise ForeignReleaseError(
            f"release {version} does not hold what is asked: {said}"
        ) from None
