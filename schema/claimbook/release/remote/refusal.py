"""Why something was not downloaded: an error of its own for each kind of reason."""

from typing import Self

from claimbook.errors import ClaimbookError


class DownloadError(ClaimbookError):
    """Something could not be downloaded; what was in its place before is still there.

    Attributes:
        exit_code: What the command line exits with.
    """

    exit_code = 4

    def at(self, where: str) -> Self:
        """Say in front of the message where it happened."""
        self.args = (f"{where}: {self}",)
        return self


class AddressError(DownloadError):
    """An address that is none, or of a kind that nothing is fetched from."""

    exit_code = 2


class UnknownReleaseError(DownloadError):
    """The index does not list the release that was asked for, or not any more."""

    exit_code = 2


class NetworkError(DownloadError):
    """A server could not be reached, does not have a file, or stopped in the middle.

    Attributes:
        transient: Whether trying again may help.
        wait: Seconds after which the server wants to be asked again; None when it did not say.
    """

    def __init__(self, message: str, *, transient: bool = False, wait: float | None = None) -> None:
        self.transient = transient
        self.wait = wait
        super().__init__(message)


class ChangedError(DownloadError):
    """A file is no longer the one of which a part is here already."""


class IntegrityError(DownloadError):
    """What came is not what it must be: its size, its hash, or what its server says of it."""


class RollbackError(DownloadError):
    """An index knows less than it did before: somebody may be hiding a newer release."""


class CacheError(DownloadError):
    """What lies in the cache, or where a release is to go, is not what may lie there."""


class OfflineError(DownloadError):
    """Something is not on this machine, and the network may not be asked."""


class DownloadWarning(UserWarning):
    """Something about a download that a person should know: another mirror, a broken entry."""
