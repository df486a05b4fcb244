"""Connections to a server: kept open from file to file, and watched while they answer."""

import base64
import io
import ssl
from dataclasses import dataclass
from functools import partial
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    RemoteDisconnected,
)
from socket import EAI_AGAIN, gaierror, socket
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from claimbook.release.remote.patience import Pace, Patience
from claimbook.release.remote.refusal import NetworkError


@dataclass(frozen=True, slots=True)
class Origin:
    """A server: what an address says before its path."""

    scheme: str
    host: str
    port: int | None

    def __str__(self) -> str:
        """Return it as it stands in an address."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as they stand in the header Host."""
        return self.host if self.port is None else f"{self.host}:{self.port}"


class _Paced(io.RawIOBase):
    """Bytes of a socket, each read of them allowed by the pace."""

    def __init__(self, sock: socket, pace: Pace) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._pace = pace

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]
        self._sock.settimeout(self._pace.seconds())
        number = self._raw.readinto(buffer)
        self._pace.count(number or 0)
        return number

    def close(self) -> None:
        self._raw.close()
        super().close()


class _PacedSocket:
    """What http.client takes for a socket when it reads an answer."""

    def __init__(self, sock: socket, pace: Pace) -> None:
        self._sock = sock
        self._pace = pace

    def makefile(self, mode: str) -> io.BufferedReader:
        del mode
        return io.BufferedReader(_Paced(self._sock, self._pace), 64 * 1024)


def _answer(
    pace: Pace, sock: socket, debuglevel: int = 0, method: str | None = None
) -> HTTPResponse:
    return HTTPResponse(_PacedSocket(sock, pace), debuglevel, method)  # type: ignore[arg-type]


class Connection:
    """One connection to one server, through the proxy that the system names, if it names one."""

    def __init__(self, origin: Origin, patience: Patience) -> None:
        self.origin = origin
        self.pace = Pace(patience)
        self._patience = patience
        self._http: HTTPConnection | None = None
        self._prefix = ""
        self._extra: dict[str, str] = {}

    def ask(self, path: str, headers: dict[str, str]) -> HTTPResponse:
        """Send a GET and return the answer with its headers read.

        A connection that the server closed between two files is opened once more.

        Raises:
            NetworkError: The server cannot be reached, or does not answer in HTTP.
            IntegrityError: Its headers do not end.
        """
        kept = self._http is not None
        try:
            return self._ask(path, headers)
        except NetworkError as error:
            if kept and error.transient:
                return self._ask(path, headers)
            raise

    def close(self) -> None:
        """Close it; the next question opens it again."""
        if self._http is not None:
            self._http.close()
        self._http = None

    def _ask(self, path: str, headers: dict[str, str]) -> HTTPResponse:
        try:
            http = self._http = self._http or self._connected()
            self.pace.expect_head()
            http.request("GET", self._prefix + path, headers=self._extra | headers)
            return http.getresponse()
        except BaseException as error:
            self.close()
            if isinstance(error, OSError | HTTPException | ValueError):
                raise in_words(error, str(self.origin)) from None
            raise

    def _connected(self) -> HTTPConnection:
        origin, wait = self.origin, self._patience.connect
        proxy = _proxy_of(origin)
        host, port = (proxy.hostname, proxy.port) if proxy else (origin.host, origin.port)
        kind = HTTPConnection
        if origin.scheme == "https":
            kind = partial(HTTPSConnection, context=ssl.create_default_context())  # type: ignore[assignment]
        http = kind((host or "").strip("[]"), port, timeout=wait)
        http.response_class = partial(_answer, self.pace)  # type: ignore[assignment]
        if proxy is not None:
            self._go_through(http, proxy.username, proxy.password)
        http.connect()
        return http

    def _go_through(self, http: HTTPConnection, name: str | None, password: str | None) -> None:
        known: dict[str, str] = {}
        if name is not None:
            pair = f"{unquote(name)}:{unquote(password or '')}"
            known["Proxy-Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        if self.origin.scheme == "https":
            http.set_tunnel(self.origin.host, self.origin.port or 443, known)
        else:
            self._prefix, self._extra = str(self.origin), known


def _proxy_of(origin: Origin) -> SplitResult | None:
    named = getproxies().get(origin.scheme)
    if named is None or proxy_bypass(origin.authority):
        return None
    return urlsplit(named if "://" in named else f"http://{named}")


def in_words(error: Exception, where: str) -> NetworkError:
    """Return what went wrong on the way to a server as the error that we raise."""
    if isinstance(error, ssl.SSLCertVerificationError):
        said = error.verify_message or "not trusted"
        return NetworkError(f"{where}: its certificate is not accepted ({said})")
    if isinstance(error, TimeoutError):
        return NetworkError(f"{where}: no answer in time", transient=True)
    if isinstance(error, RemoteDisconnected):
        return NetworkError(f"{where}: closed the connection unasked", transient=True)
    if isinstance(error, ssl.SSLError):
        return NetworkError(f"{where}: no encrypted connection ({error.reason})", transient=True)
    if isinstance(error, OSError):
        said = error.strerror or type(error).__name__
        return NetworkError(f"{where}: {said}", transient=not _is_lasting(error))
    said = type(error).__name__
    return NetworkError(f"{where}: no proper answer in HTTP ({said})", transient=True)


def _is_lasting(error: OSError) -> bool:
    """Whether nobody is there at all: no such name, or nothing that listens."""
    unknown = isinstance(error, gaierror) and error.errno != EAI_AGAIN
    return unknown or isinstance(error, ConnectionRefusedError)
