"""What files are read from: one interface for folders, servers and buckets."""

from collections.abc import Mapping
from typing import Protocol

from claimbook.release.remote.address import Address
from claimbook.release.remote.patience import Patience


class Body(Protocol):
    """The bytes of a file, from some offset to its end.

    Attributes:
        start: The offset at which they begin: the one that was asked for, or 0.
        total: Length of the whole file, as the source says; None when it does not.
        validator: What tells this edition of the file from another (a strong ETag); None when
            nothing does.
    """

    start: int
    total: int | None
    validator: str | None

    def read(self, most: int) -> bytes:
        """Return the next bytes, empty at the end.

        Raises:
            NetworkError: They stopped coming.
            IntegrityError: More came than was announced.
        """

    def close(self) -> None:
        """Be done with it, at whatever point."""


class Source(Protocol):
    """A place that holds files."""

    def open(self, name: str, start: int, validator: str | None, most: int) -> Body:
        """Begin to read a file.

        Args:
            name: Its path below the place.
            start: The offset to begin at; the answer may begin at 0 all the same.
            validator: The edition that is meant when it is not the whole that is asked for.
            most: The greatest length it may have.

        Raises:
            NetworkError: It cannot be had.
            ChangedError: There is another edition now.
            IntegrityError: What the source says about it contradicts itself.
        """

    def close(self) -> None:
        """Let go of connections."""


def open_source(
    address: Address, patience: Patience, hosts: frozenset[str], environ: Mapping[str, str]
) -> Source:
    """Return the source behind an address; nothing is sent yet.

    Args:
        address: The address.
        patience: Limits of time.
        hosts: Other servers that a server may send us to.
        environ: Where keys, region and endpoint of a bucket are looked up.

    Raises:
        AddressError: What the environment says about the bucket is of no use.
    """
    if address.scheme == "file":
        from claimbook.release.remote.file_source import FileSource

        return FileSource(address)
    if address.scheme == "s3":
        from claimbook.release.remote.bucket import bucket_source

        return bucket_source(address, patience, environ)
    from claimbook.release.remote.http_source import HttpSource

    return HttpSource(address, patience, hosts)
