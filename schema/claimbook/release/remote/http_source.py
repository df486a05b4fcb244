"""A web server as a source."""

import re
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse

from claimbook.release.remote.address import Address
from claimbook.release.remote.answer_head import Head, Span, read_head, read_part_head
from claimbook.release.remote.connection import Connection, Origin, in_words
from claimbook.release.remote.patience import Patience
from claimbook.release.remote.redirect import MOST, REDIRECTS, follow
from claimbook.release.remote.refusal import DownloadError, IntegrityError, NetworkError

Sign = Callable[[Origin, str], dict[str, str]]
"""Returns the headers by which a server knows who asks for a path."""

ReadHead = Callable[[HTTPResponse], Head]

REGION = re.compile("[a-z0-9-]{1,40}")
"""The name of a region of an object store."""

_FRAMING = 2  # chunks of one byte take six: whoever sends such is not delivering a file


class HttpBody:
    """The body of an answer."""

    def __init__(self, answer: HTTPResponse, head: Head, connection: Connection) -> None:
        self.start = head.start
        self.total = head.total
        self.validator = head.validator
        self._left = head.length
        self._answer = answer
        self._connection = connection

    def read(self, most: int) -> bytes:
        """Return the next bytes, empty at the end.

        Raises:
            NetworkError: They came too slowly, or ended before the announced length.
            IntegrityError: They do not end.
        """
        try:
            data = self._answer.read1(most)
        except (OSError, HTTPException, ValueError) as error:
            raise in_words(error, "its body") from None
        if self._left is not None:
            self._left -= len(data)
            if not data and self._left > 0:
                raise NetworkError("cut short by its server", transient=True)
        return data

    def close(self) -> None:
        """Be done with it; a connection on which something is left is of no more use."""
        if self._left == 0:
            self._answer.read()  # nothing is left: by this it notices
        if not self._answer.isclosed():
            _drop(self._answer, self._connection)


def _drop(answer: HTTPResponse, connection: Connection) -> None:
    """Read no more of an answer: its connection is of no more use."""
    answer.close()
    connection.close()


class HttpSource:
    """Files below an address of a web server."""

    def __init__(
        self,
        address: Address,
        patience: Patience,
        hosts: frozenset[str] = frozenset(),
        sign: Sign | None = None,
    ) -> None:
        self._origin = Origin(address.scheme, address.host, address.port)
        self._path = address.path
        self._patience = patience
        self._hosts = hosts
        self._sign = sign
        self._connections: dict[Origin, Connection] = {}

    def open(self, name: str, start: int, validator: str | None, most: int) -> HttpBody:
        """Ask for a file, from an offset on.

        Raises:
            NetworkError: It cannot be had.
            ChangedError: There is another edition now.
            IntegrityError: The answer contradicts itself, or sends us where we do not go.
        """
        headers = {"Range": f"bytes={start}-"} if start else {}
        if start and validator is not None:
            headers["If-Range"] = validator

        def read(answer: HTTPResponse) -> Head:
            head = read_head(answer.status, answer.headers, start, validator)
            if head.total is not None and head.total > most:
                raise IntegrityError(f"{head.total} bytes, more than the {most} it may have")
            return head

        return self._asked(name, headers, read, most)

    def open_part(self, name: str, span: Span) -> HttpBody:
        """Ask for a part of a file, of one edition.

        Raises:
            NetworkError: It cannot be had.
            ChangedError: There is another edition now.
            IntegrityError: The answer contradicts itself or what is known of the file, or sends us
                where we do not go.
        """
        headers = {"Range": f"bytes={span.start}-{span.stop - 1}"}
        if span.validator is not None:
            headers["If-Match"] = span.validator

        def read(answer: HTTPResponse) -> Head:
            return read_part_head(answer.status, answer.headers, span)

        return self._asked(name, headers, read, span.stop - span.start)

    def _asked(self, name: str, own: dict[str, str], read: ReadHead, most: int) -> HttpBody:
        """Ask, follow redirects, and hold the head of what is no redirect to the question."""
        origin, path = self._origin, f"{self._path}/{name}"
        try:
            for _ in range(MOST + 1):
                connection = self._to(origin)
                answer = connection.ask(path, self._headers(origin, path) | own)
                if answer.status not in REDIRECTS:
                    return _body(answer, connection, read, most)
                _drop(answer, connection)
                origin, path = self._redirected(origin, path, answer)
        except DownloadError as error:
            raise error.at(name) from None
        raise IntegrityError(f"{name}: more than {MOST} redirects")

    def close(self) -> None:
        """Close all connections."""
        for connection in self._connections.values():
            connection.close()

    def _to(self, origin: Origin) -> Connection:
        if origin not in self._connections:
            self._connections[origin] = Connection(origin, self._patience)
        return self._connections[origin]

    def _headers(self, origin: Origin, path: str) -> dict[str, str]:
        headers = {"Accept-Encoding": "identity", "User-Agent": "claimbook"}
        if self._sign is not None and origin == self._origin:
            headers |= self._sign(origin, path)
        return headers

    def _redirected(self, origin: Origin, path: str, answer: HTTPResponse) -> tuple[Origin, str]:
        region = answer.headers.get("x-amz-bucket-region")
        if region is not None or self._sign is not None:
            there = f" ({region})" if REGION.fullmatch(region or "") else ""
            raise NetworkError(f"the bucket is elsewhere: set AWS_REGION{there}")
        return follow(origin, path, answer.headers.get("Location", ""), self._hosts)


def _body(answer: HTTPResponse, connection: Connection, read: ReadHead, most: int) -> HttpBody:
    try:
        head = read(answer)
    except DownloadError:
        _drop(answer, connection)
        raise
    connection.pace.expect((head.length or 0) if head.length is not None else most * _FRAMING)
    return HttpBody(answer, head, connection)
