"""The archive of a workbook: few parts, each unpacked a piece at a time and up to a limit."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from claimbook.diagnostic import Place
from claimbook_build.read.guard import MIB
from claimbook_build.table.fault import TableError, fault
from claimbook_build.table.limits import MOST_BINARY, MOST_RATIO, MOST_TABLE

_PIECE = 2**16
_MOST_PARTS = 10_000
_MOST_DIRECTORY = 4 * MIB
_END = struct.Struct("<4s4H2LH")
_LONGEST_END = 65_535 + _END.size  # a comment may follow
_ENCRYPTED = 0x1


class Archive:
    """The parts of a workbook by name."""

    def __init__(self, stream: io.BufferedReader, path: str) -> None:
        self._path = path
        self._size = 0
        self._check_directory(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as bad:
            raise self.fault(f"the archive is broken ({type(bad).__name__})") from None
        parts = self._zip.infolist()
        self._parts = {part.filename: part for part in parts}
        if len(self._parts) < len(parts):
            raise self.fault("the archive has two parts of one name")

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def fault(self, message: str, help_: str | None = None, code: str = "R001") -> TableError:
        """Return a fault of the file."""
        return fault(Place(self._path), message, help_, code)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece.

        Raises:
            TableError: If it is missing, encrypted, damaged, or grows beyond all measure.
        """
        part = self._parts.get(name)
        if part is None:
            raise self.fault(f"the workbook lacks a part that it names: {name[:60]}")
        if part.flag_bits & _ENCRYPTED:
            raise self.fault("the workbook is encrypted", "save it without a password")
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self.fault("the archive is packed in a way that no workbook is")
        packed = min(part.compress_size, self._size)  # what the directory says may be a lie
        most = min(MOST_TABLE, MIB + MOST_RATIO * packed)
        size = 0
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(_PIECE):
                    if not size and piece.startswith((b"\xff\xfe", b"\xfe\xff")):
                        raise self.fault("XML in UTF-16: only UTF-8 is read", "save it anew")
                    size += len(piece)
                    if size > most:
                        raise self.fault(
                            f"a part unpacks to more than {most} bytes, a sign of a zip bomb",
                            "save the workbook anew",
                        )
                    yield piece
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as bad:
            raise self.fault(f"a part is damaged ({type(bad).__name__})") from None
        except (NotImplementedError, RuntimeError, struct.error) as bad:
            raise self.fault(f"a part cannot be unpacked ({type(bad).__name__})") from None

    def _check_directory(self, stream: io.BufferedReader) -> None:
        """Look at the size of the directory before it is read into memory."""
        size = self._size = stream.seek(0, io.SEEK_END)
        if size > MOST_BINARY:
            raise self.fault(f"{size} bytes where {MOST_BINARY} is the most")
        start = stream.seek(max(0, size - _LONGEST_END))
        tail = stream.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) - at < _END.size:
            raise self.fault("the archive has no end: the file was cut", "fetch it again")
        _, _, _, _, parts, length, offset, _ = _END.unpack_from(tail, at)
        if tail[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
            raise self.fault("an archive of the kind for more than 4 GiB (zip64)", "save it anew")
        if parts > _MOST_PARTS or length > _MOST_DIRECTORY:
            raise self.fault("the archive has more parts than a workbook")
        if offset + length > start + at:
            raise self.fault("the archive's directory lies outside the file")
        stream.seek(0)
