"""A large file of a server, read in parts without being fetched: of one length and one edition.

Where the release lists hashes of its pieces, whole pieces are asked for and held to them.
"""

import threading
from typing import Protocol

from claimbook.release.pieces import Pieces
from claimbook.release.remote.answer_head import Span
from claimbook.release.remote.patience import Patience
from claimbook.release.remote.plain_file import BLOCK
from claimbook.release.remote.refusal import DownloadError, IntegrityError, NetworkError
from claimbook.release.remote.source import Body
from claimbook.release.remote.tries import patiently

TAIL = 32 * 1024
"""Bytes at the end of a Parquet file that the engine asks for first, and again for each query."""


class PartSource(Protocol):
    """A place that sends parts of files."""

    def open_part(self, name: str, span: Span) -> Body:
        """Begin to read a part of a file."""


class DistantFile:
    """A file that is read in parts; safe to use from several threads.

    Attributes:
        size: Its length in bytes, by its manifest.
        pieces: What its pieces must be; None when the release does not say.
    """

    def __init__(
        self, source: PartSource, name: str, size: int, patience: Patience, lock: threading.Lock
    ) -> None:
        """Ask nobody yet.

        Args:
            source: Where it lies.
            name: Its path there.
            size: Its length, by its manifest.
            patience: Limits of time and of tries.
            lock: Held while the source is asked: it has one connection.
        """
        self.size = size
        self.pieces: Pieces | None = None
        self._source = source
        self._name = name
        self._patience = patience
        self._lock = lock
        self._validator: str | None = None
        self._tail: tuple[int, bytes] | None = None

    def read(self, start: int, number: int) -> bytes:
        """Return so many bytes from an offset on, fewer at the end of the file.

        Raises:
            NetworkError: They could not be had, in all tries.
            ChangedError: The file is not the one that was read before.
            IntegrityError: The server contradicts itself, the question or the manifest.
        """
        stop = min(start + number, self.size)
        if start >= stop:
            return b""
        with self._lock:
            if self._tail is not None and start >= self._tail[0]:
                return self._tail[1][start - self._tail[0] : stop - self._tail[0]]
            first, last = self.pieces.around(start, stop) if self.pieces else (start, stop)
            data = patiently(lambda: self._once(first, last), self._patience)
            if self.pieces and not self.pieces.hold(first, data):
                said = "its bytes are not those that the release was published with"
                raise IntegrityError(f"{self._name}: {said}")
            if stop == self.size and stop - start <= TAIL:
                self._tail = first, data
            return data[start - first : stop - first]

    def _once(self, start: int, stop: int) -> bytes:
        span = Span(start, stop, self.size, self._validator)
        body = self._source.open_part(self._name, span)
        try:
            data = _drawn(body, stop - start)
        except DownloadError as error:
            raise error.at(self._name) from None
        finally:
            body.close()
        self._validator = body.validator
        return data


def _drawn(body: Body, number: int) -> bytes:
    """Return all bytes of an answer, which must be so many."""
    data = bytearray()
    while len(data) < number:
        block = body.read(min(BLOCK, number - len(data)))
        if not block:
            said = f"cut short at {len(data)} of {number} bytes"
            raise NetworkError(said, transient=True)
        data += block
    if body.read(1):
        raise IntegrityError("more bytes than were asked for")
    return bytes(data)
