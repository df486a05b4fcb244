"""The beginning of a file, which grows until it is the whole."""

from typing import BinaryIO

from claimbook.release.remote.plain_file import sha256_of
from claimbook.release.remote.watch import Watch


class Growing:
    """A file that is written at its end, with the SHA-256 of all that it holds.

    Attributes:
        size: How many bytes it holds.
    """

    def __init__(self, file: BinaryIO, watch: Watch) -> None:
        self._file = file
        self._watch = watch
        file.seek(0)
        self._digest = sha256_of(file)
        self.size = file.tell()
        watch.advance(self.size)

    @property
    def sha256(self) -> str:
        """SHA-256 of all that it holds."""
        return self._digest.hexdigest()

    def append(self, block: bytes) -> None:
        """Write bytes at its end."""
        view = memoryview(block)
        while view:  # an unbuffered file may take a part of them
            written = self._file.write(view)
            view = view[written:]
        self._digest.update(block)
        self.size += len(block)
        self._watch.advance(len(block))

    def clear(self) -> None:
        """Begin anew."""
        self._file.seek(0)
        self._file.truncate()
        self._digest = sha256_of(self._file)
        self._watch.advance(-self.size)
        self.size = 0
