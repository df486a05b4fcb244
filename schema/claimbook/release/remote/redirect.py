"""Where a server may send us on to: nowhere that is less safe, and nowhere else unasked."""

import re
from urllib.parse import urljoin, urlsplit

from claimbook.release.remote.connection import Origin
from claimbook.release.remote.refusal import IntegrityError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST = 5
"""Redirects in a row."""

_TARGET = re.compile("[!$&-;=?-Z_a-z~%]{1,4000}")


def follow(origin: Origin, path: str, location: str, hosts: frozenset[str]) -> tuple[Origin, str]:
    """Return the server and the path (with its query) that a server sends us on to.

    Args:
        origin: The server that does.
        path: What it was asked for.
        location: Where it sends us.
        hosts: Names of other servers that are all right too.

    Raises:
        IntegrityError: Out of HTTP, out of encryption, or to a server that nobody named.
    """
    if not _TARGET.fullmatch(location):
        raise IntegrityError("it redirects to what is no address")
    try:
        parts = urlsplit(urljoin(f"{origin}{path}", location))
        port = parts.port
    except ValueError:
        raise IntegrityError("it redirects to what is no address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise IntegrityError("it redirects to another kind of address")
    if origin.scheme == "https" and parts.scheme != "https":
        raise IntegrityError("it redirects from https to http")
    usual = {"http": 80, "https": 443}[parts.scheme]
    target = Origin(parts.scheme, parts.hostname, None if port == usual else port)
    if target.authority != origin.authority and target.authority not in hosts:
        raise IntegrityError(
            f"it redirects to {target.authority}: if that is right, allow it by name"
        )
    return target, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
