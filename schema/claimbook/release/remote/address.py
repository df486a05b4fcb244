"""Where releases lie: `file:`, `http(s):` and `s3:` addresses."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast
from urllib.parse import unquote, urlsplit

from claimbook.release.remote.refusal import AddressError

Scheme = Literal["file", "http", "https", "s3"]

_SCHEME = re.compile("([a-z][a-z0-9+.-]+):(.*)", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?|\[[0-9a-f:.]{2,45}\]")
_PATH = re.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%-]{1,255}){0,64}")
_BUCKET = re.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Address:
    """A place that holds an index of releases, and the releases in folders below it.

    Attributes:
        scheme: How it is reached.
        host: Server, or bucket; empty for files.
        port: The port that is named; None for the usual one.
        path: Without a slash at its end: percent-encoded for HTTP, as it is for the others.
    """

    scheme: Scheme
    host: str
    port: int | None
    path: str

    def __str__(self) -> str:
        """Return the address in its one form."""
        if self.scheme == "file":
            return Path(self.path).as_uri()
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.path}"


def parse_address(text: str) -> Address:
    """Read an address as a person writes it; a plain path is that of a folder.

    >>> str(parse_address("HTTPS://Example.org:443/data/"))
    'https://example.org/data'
    >>> parse_address("s3://bucket/some/prefix").path
    '/some/prefix'

    Raises:
        AddressError: It is none of the four kinds, or holds what no address needs: a password, a
            query, a fragment, a step upwards.
    """
    if not text or len(text) > _LONGEST or not text.isprintable():
        raise AddressError("not an address: empty, too long, or with characters that do not print")
    found = _SCHEME.fullmatch(text)
    if found is None:
        return _of_files(text)
    scheme = found[1].lower()
    if scheme == "file":
        return _of_files(_file_path(text))
    if scheme not in {"http", "https", "s3"}:
        raise AddressError(f"{text}: only file:, http:, https: and s3: addresses are known")
    return _of_server(cast("Scheme", scheme), text)


def _of_files(path: str) -> Address:
    return Address("file", "", None, str(Path(path).absolute()))


def _file_path(text: str) -> str:
    parts = urlsplit(text)
    if parts.netloc not in {"", "localhost"} or parts.query or parts.fragment:
        raise AddressError(f"{text}: write file:///folder, without a host")
    return unquote(parts.path)


def _of_server(scheme: Scheme, text: str) -> Address:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise AddressError(f"{text}: not an address") from None
    if parts.username is not None or parts.password is not None:
        raise AddressError("an address holds no name and no password")
    if "?" in text or "#" in text:
        raise AddressError(f"{text}: the address of a folder has no ? and no #")
    host, path = parts.netloc.rpartition(":")[0] if port else parts.netloc, parts.path.rstrip("/")
    wanted = _BUCKET if scheme == "s3" else _HOST
    if not wanted.fullmatch(host := host.lower()) or (scheme == "s3" and port is not None):
        raise AddressError(f"{text}: not the name of a {'bucket' if scheme == 's3' else 'server'}")
    if not _PATH.fullmatch(path) or {".", ".."} & set(unquote(path).split("/")):
        raise AddressError(f"{text}: not the path of a folder")
    usual = {"http": 80, "https": 443}.get(scheme)
    return Address(scheme, host, None if port == usual else port, path)
