"""The handle of a release that stays behind its address."""

from pathlib import Path
from typing import TYPE_CHECKING, Self

from claimbook.release.answer import Connect
from claimbook.release.fault import FolderError
from claimbook.release.handle import ReleaseHandle
from claimbook.release.open import ReleaseError
from claimbook.release.remote.distant import DistantRelease

if TYPE_CHECKING:
    from claimbook.release.verify import Verified


class DistantHandle(ReleaseHandle):
    """A release behind an address: as any other, but for what only whole files tell.

    Attributes:
        address: Where it lies.
        manifest: What it holds.
    """

    def __init__(self, release: DistantRelease) -> None:
        self.address = release.address
        self.manifest = release.manifest
        self._distant = release

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the network."""
        self.close()

    def close(self) -> None:
        """Let go of the network; else it is held for as long as the handle is."""
        self._distant.close()

    @property
    def _connect(self) -> Connect:
        return self._distant

    def verify(self, **_: object) -> "Verified":
        """Refuse: what is not here cannot be compared; `claimbook download` gets it.

        Raises:
            ReleaseError: Always.
        """
        said = f"it is read at {self.address}, in parts; download it to have every byte compared"
        raise ReleaseError(Path(self.version), (FolderError(None, said),))
