"""What the head of an answer promises, held to what was asked: servers lie, proxies err."""

import re
from dataclasses import dataclass
from email.message import Message

from claimbook.release.remote.refusal import ChangedError, IntegrityError, NetworkError

_RANGE = re.compile("bytes ([0-9]{1,16})-([0-9]{1,16})/([0-9]{1,16})")
_LENGTH = re.compile("[0-9]{1,16}")
_STRONG = re.compile('"[\x21\x23-\x7e]{0,200}"')
_SECONDS = re.compile("[0-9]{1,6}")
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
_CHANGED = frozenset({412, 416})
_MEANINGS = {
    401: "needs a name or a key",
    403: "is not open to us",
    404: "is not there",
    410: "is not there any more",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer will bring.

    Attributes:
        start: Offset of its first byte in the file.
        total: Length of the whole file; None when it is not said.
        length: Number of bytes to come; None when it is not said.
        validator: The file's strong ETag, or None.
    """

    start: int
    total: int | None
    length: int | None
    validator: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes of a file of which much is known already.

    Attributes:
        start: Offset of the first.
        stop: Offset behind the last.
        size: Length of the whole file.
        validator: The edition that is meant; None before the first answer has named one.
    """

    start: int
    stop: int
    size: int
    validator: str | None


def read_part_head(status: int, headers: Message, span: Span) -> Head:
    """Hold the head of an answer to the part of a file that was asked for.

    A part can be held to no hash: it must be of the length that is known, and name an edition, so
    that no two editions are ever mixed.

    Raises:
        NetworkError: There is nothing, or the server sends no parts.
        ChangedError: The file is not the one that was read before.
        IntegrityError: The head contradicts itself, our question, or the length that is known.
    """
    if status in _CHANGED:
        raise ChangedError("it is not the file that it was")
    if status == 200:
        raise NetworkError("its server does not send parts of files; download the release")
    if status != 206:
        raise _no_file(status, headers)
    _refuse_coding(headers)
    length, validator = _length(headers), _validator(headers)
    told = f"bytes {span.start}-{span.stop - 1}/{span.size}"
    if headers.get("Content-Range", "").strip() != told:
        raise IntegrityError("its Content-Range is not the one that was asked for")
    if length not in {None, span.stop - span.start}:
        raise IntegrityError("its Content-Length is not that of the part that was asked for")
    if validator is None:
        said = "its server names no edition by which a change could be noticed"
        raise IntegrityError(f"{said} (a strong ETag); download the release")
    if span.validator not in {None, validator}:
        raise ChangedError("it is not the file that it was")
    return Head(span.start, span.size, span.stop - span.start, validator)


def read_head(status: int, headers: Message, start: int, validator: str | None) -> Head:
    """Hold the head of an answer to what was asked for.

    Args:
        status: Its status.
        headers: Its headers.
        start: The offset that was asked for.
        validator: The edition of which the part before that offset is.

    Raises:
        NetworkError: The status says that there is nothing.
        ChangedError: The file is not the one of which we have a part.
        IntegrityError: The head contradicts itself or our question.
    """
    if status in _CHANGED and start:
        raise ChangedError("it has changed since its first part came")
    if status not in {200, 206}:
        raise _no_file(status, headers)
    _refuse_coding(headers)
    length, found = _length(headers), _validator(headers)
    if status == 200:
        return Head(0, length, length, found)
    total = _total(headers, start, length)
    if validator is not None and found is not None and found != validator:
        raise ChangedError("it has changed since its first part came")
    return Head(start, total, total - start, found)


def _no_file(status: int, headers: Message) -> NetworkError:
    meaning = _MEANINGS.get(status, "cannot be had")
    asked = headers.get("Retry-After", "")
    wait = float(asked) if _SECONDS.fullmatch(asked) else None
    return NetworkError(f"{meaning} (status {status})", transient=status in _TRANSIENT, wait=wait)


def _refuse_coding(headers: Message) -> None:
    coding = headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"", "identity"}:
        raise IntegrityError("it comes compressed, which was not asked for")
    transfer = [value.strip().lower() for value in headers.get_all("Transfer-Encoding", [])]
    if transfer not in ([], ["chunked"]):
        raise IntegrityError("it comes in a transfer coding that was not asked for")
    if transfer and headers.get("Content-Length") is not None:
        raise IntegrityError("its head says two different things about its length")


def _length(headers: Message) -> int | None:
    said = [value.strip() for value in headers.get_all("Content-Length", [])]
    if not said:
        return None
    if len(set(said)) > 1 or not _LENGTH.fullmatch(said[0]):
        raise IntegrityError("its Content-Length is none")
    return int(said[0])


def _total(headers: Message, start: int, length: int | None) -> int:
    found = _RANGE.fullmatch(headers.get("Content-Range", "").strip())
    if not start or found is None:
        raise IntegrityError("it sends a part that was not asked for")
    first, last, total = map(int, found.groups())
    if first != start or last != total - 1 or length not in {None, total - start}:
        raise IntegrityError("its Content-Range is not the one that was asked for")
    return total


def _validator(headers: Message) -> str | None:
    tag = headers.get("ETag", "").strip()
    return tag if _STRONG.fullmatch(tag) else None
