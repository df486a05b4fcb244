"""SHA-256 of every piece of a release's large tables, so that a part of one can be verified alone.

A file's hash says nothing of a part of it, and who reads a table over a network by ranges has never
more than parts. The list is a file of the release as any other: the manifest has its hash.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from claimbook.errors import ClaimbookError
from claimbook.release.json_file import read_json, write_json
from claimbook.release.manifest import FileName, TableEntry

PIECES_NAME = "pieces.json"

LARGE = 256 * 1024
"""Length in bytes from which on a table is read in parts: as long as a few parts of one.

This length and the two below belong to the form of the list: whoever reads one holds it to them.
With others it is another form, or releases that were made before are refused.
"""

MAX_PIECES_BYTES = 32 * 1024 * 1024
"""A list of 100 tables, each of the greatest number of pieces, takes 18 MiB."""

_SMALLEST = 16 * 1024  # bytes: what is read beyond a part is half of that at each end, on average
_MOST = 4096  # pieces of a file; of a longer file they are longer
_DIGEST = 32


class PiecesError(ClaimbookError):
    """The bytes are no list of pieces, or one of other tables."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one file.

    Attributes:
        size: Length of the file in bytes.
        piece: Length of each piece in bytes; the last one holds what is left.
        digests: SHA-256 of all, one after the other.
    """

    size: int
    piece: int
    digests: bytes

    def around(self, start: int, stop: int) -> tuple[int, int]:
        """Return the least stretch of whole pieces that holds a part.

        >>> Pieces(40, 16, b"").around(17, 33)
        (16, 40)
        """
        return start - start % self.piece, min(self.size, -(-stop // self.piece) * self.piece)

    def hold(self, start: int, data: bytes) -> bool:
        """Whether bytes that begin with a piece, and end with one, are those of the file."""
        at = start // self.piece * _DIGEST
        found = _digests(data[i : i + self.piece] for i in range(0, len(data), self.piece))
        return found == self.digests[at : at + len(found)]


class _File(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    piece_bytes: Annotated[int, Field(ge=_SMALLEST, le=2**53 - 1)]
    sha256: Annotated[str, Field(max_length=_MOST * 44)]


class _List(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    form: Literal["claimbook-pieces-1"] = "claimbook-pieces-1"
    files: dict[FileName, _File]


def large(tables: Iterable[TableEntry]) -> tuple[TableEntry, ...]:
    """Return the tables that are read in parts."""
    return tuple(table for table in tables if table.bytes > LARGE)


def write_pieces(folder: Path, tables: Iterable[TableEntry]) -> bytes | None:
    """Return the list of the large tables in a folder; None when there are none.

    Raises:
        OSError: One cannot be read.
    """
    found = {table.file: _measured(folder / table.file, table.bytes) for table in large(tables)}
    return write_json(_List(files=found)) if found else None


def read_pieces(data: bytes, tables: Iterable[TableEntry]) -> Mapping[str, Pieces]:
    """Return the pieces of every large table by the name of its file.

    Raises:
        PiecesError: The bytes are too many, no such list, or one of other tables.
    """
    told = read_json(data, _List, limit=MAX_PIECES_BYTES, error=PiecesError)
    sizes = {table.file: table.bytes for table in large(tables)}
    if told.files.keys() != sizes.keys():
        raise PiecesError("does not list the tables that are read in parts")
    return {name: _read(name, sizes[name], file) for name, file in told.files.items()}


def _read(name: str, size: int, file: _File) -> Pieces:
    try:
        digests = base64.b64decode(file.sha256, validate=True)
    except (binascii.Error, ValueError):
        raise PiecesError(f"{name}: not base64") from None
    if file.piece_bytes != _length(size) or len(digests) != -(-size // _length(size)) * _DIGEST:
        raise PiecesError(f"{name}: not the pieces that a file of {size} bytes has")
    return Pieces(size, file.piece_bytes, digests)


def _measured(path: Path, size: int) -> _File:
    length = _length(size)
    with path.open("rb") as file:
        digests = _digests(iter(lambda: file.read(length), b""))
    return _File(piece_bytes=length, sha256=base64.b64encode(digests).decode())


def _length(size: int) -> int:
    """Return how long the pieces of a file are: longer ones would be fetched whole for a few bytes.

    >>> _length(2**26), _length(2**26 + 1)
    (16384, 32768)
    """
    length = _SMALLEST
    while length * _MOST < size:
        length *= 2
    return length


def _digests(pieces: Iterable[bytes]) -> bytes:
    return b"".join(hashlib.sha256(piece).digest() for piece in pieces)
