"""Web addresses: absolute, of the public web, and without what a slip of the finger makes of them.

Nothing is looked up. An address is judged by its form alone (RFC 3986, with the host names of
RFC 1123), by the names and numbers that are set aside for other uses (RFC 2606, 6761, 6762, 8375
and the IANA registries of special-purpose addresses, as Python's `ipaddress` has them), and by the
misspellings that are no top-level domain.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimbook.errors import GrammarError
from claimbook.values.identifier import one_edit_apart

ADDRESS_PATTERN = "https?://[!-~]+"
"""What every address has, as a portable regular expression that has to match the whole text."""

_SCHEMES = ("https", "http")
_STRANGER = re.compile(r"[^!-\[\]-~]")
_SCHEME = re.compile("([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]*\]|[^:\[\]]*)(?::([0-9]{0,6}))?")
_LABEL = re.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_NUMERIC = re.compile("[0-9]+|0[xX][0-9A-Fa-f]*")
_LONGEST_HOST = 253  # RFC 1123, in the reading of RFC 1035, section 3.1
_LAST_PORT = 65_535

_RESERVED = frozenset({"example", "home", "internal", "intranet", "invalid", "lan", "local"}) | {
    "localdomain",
    "localhost",
    "test",
}
_MISSPELT = {
    **dict.fromkeys(("cmo", "comm", "con", "coom", "cpm", "ocm", "vom", "xom", "c0m"), "com"),
    **dict.fromkeys(("ogr", "orgg", "rog", "0rg"), "org"),
    **dict.fromkeys(("ent", "nett", "nte"), "net"),
}
"""Endings that no top-level domain has, and what was meant."""


class WebAddressError(GrammarError):
    """A text that is no address of the public web."""


def check_web_address(text: str) -> str:
    """Return the host of an absolute address of the public web, in lower case.

    Raises:
        WebAddressError: The text is none; the message says why and never repeats the address.

    >>> check_web_address("https://www.example.ua/news?id=41")
    'www.example.ua'
    >>> check_web_address("htpps://kyivindependent.com")
    Traceback (most recent call last):
        ...
    claimbook.values.web_address.WebAddressError: `htpps` is no scheme: did you mean `https`?
    """
    found = _STRANGER.search(text)
    if found is not None:
        raise WebAddressError(_stranger(found[0]), found.start())
    start = _after_scheme(text)
    end = min((at for mark in "/?#" if (at := text.find(mark, start)) >= 0), default=len(text))
    authority = text[start:end]
    if "@" in authority:
        raise WebAddressError("a name or password in an address: leave it out", start)
    parts = _HOST.fullmatch(authority)
    if parts is None or not parts[1]:
        raise WebAddressError("no host follows the scheme", start)
    if parts[2] is not None and not 0 < int(parts[2] or 0) <= _LAST_PORT:
        raise WebAddressError("the port is no number from 1 to 65535", start)
    host = parts[1].lower()
    try:
        _check_host(host)
    except WebAddressError as error:
        raise WebAddressError(str(error), start) from None
    return host


def _stranger(character: str) -> str:
    if character.isspace():
        return "a space in an address: write %20"
    if character == "\\":
        return "a backslash in an address: programs read it in different ways"
    return f"U+{ord(character):04X} in an address: write it percent-encoded, a host as `xn--...`"


def _after_scheme(text: str) -> int:
    """Return where the host begins."""
    found = _SCHEME.match(text)
    scheme = found[1].lower() if found else ""
    if found is None or ("." in scheme and scheme not in _SCHEMES):
        raise WebAddressError("not absolute: an address begins with `https://` or `http://`")
    if scheme not in _SCHEMES:
        near = next((known for known in _SCHEMES if _near(scheme, known)), None)
        meant = f"did you mean `{near}`?" if near else "`https` or `http` is meant here"
        raise WebAddressError(f"`{scheme}` is no scheme: {meant}")
    if found[1] != scheme:
        raise WebAddressError(f"the scheme is written `{scheme}`")
    if not text.startswith("//", found.end()) or text.startswith("///", found.end()):
        raise WebAddressError("two slashes follow the scheme", found.end())
    return found.end() + 2


def _near(scheme: str, known: str) -> bool:
    return one_edit_apart(scheme, known) or sorted(scheme) == sorted(known)


@lru_cache(2**10)
def _check_host(host: str) -> None:
    if host.startswith("["):
        _check_number(host[1:-1])
        return
    labels = host.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        _check_number(host)
        return
    if host in _SCHEMES:
        raise WebAddressError("the scheme stands twice")
    if labels[-1] in _RESERVED:
        raise WebAddressError(f"`{host[-60:]}` is no host of the public web")
    if len(labels) == 1:
        raise WebAddressError(f"`{host[:60]}` is no host: it has no dot")
    _check_labels(host, labels)


def _check_labels(host: str, labels: list[str]) -> None:
    wrong = next((label for label in labels if not _LABEL.fullmatch(label)), None)
    if wrong == "":
        raise WebAddressError("a host begins or ends with a dot, or has two in a row")
    if wrong is not None or len(host) > _LONGEST_HOST:
        raise WebAddressError(f"`{(wrong or host)[:60]}` is no part of a host name")
    last = labels[-1]
    if last in _MISSPELT:
        raise WebAddressError(f"`.{last}` is no ending: did you mean `.{_MISSPELT[last]}`?")
    if len(last) < 2 or not (last.isalpha() or last.startswith("xn--")):
        raise WebAddressError(f"`.{last[:60]}` is no ending of a host name")
    if labels[0] != "www" and len(labels[0]) > 1 and set(labels[0]) == {"w"}:
        raise WebAddressError(f"`{labels[0][:60]}` begins the host: did you mean `www`?")


def _check_number(host: str) -> None:
    """Refuse a host that is a number, unless it is one of the public network."""
    from ipaddress import ip_address  # few addresses are numbers

    try:
        number = ip_address(host)
    except ValueError:
        raise WebAddressError(f"`{host[:60]}` is no network address") from None
    if not number.is_global or number.is_multicast:
        raise WebAddressError(f"`{host}` is a private or reserved network address")
