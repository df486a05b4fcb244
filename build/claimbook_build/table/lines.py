"""The lines of a table of text, decoded, with none longer than the limit."""

from collections.abc import Iterator
from typing import BinaryIO

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.read.guard import MOST_BYTES
from claimbook_build.table.fault import fault

_BOM = b"\xef\xbb\xbf"
_NAME_IT = "save the file as UTF-8, or name its encoding, such as cp1251"


def text_lines(stream: BinaryIO, path: str, encoding: str | None) -> Iterator[str]:
    """Yield lines with their ends, which are LF or CR LF; a byte order mark is passed over.

    A byte that the encoding does not know becomes half of a surrogate pair, which `undecoded`
    finds: so a bad byte costs its own row, and not the rows behind it.

    Raises:
        TableError: For a line above the limit.
    """
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if len(line) > MOST_BYTES:
            message = f"a line of more than {MOST_BYTES} bytes"
            raise fault(Place(path, number, 1, number, 1), message)
        if number == 1 and encoding in {None, "utf-8"}:
            line = line.removeprefix(_BOM)
        yield line.decode(encoding or "utf-8", "surrogateescape")


def undecoded(text: str, path: str, line: int, encoding: str | None) -> Diagnostic | None:
    """Return the finding of the first byte that could not be decoded, if there is one."""
    if text.isascii():
        return None
    for index, character in enumerate(text):
        if "\udc80" <= character <= "\udcff":
            before = text[:index]
            number = line + before.count("\n")
            column = index - before.rfind("\n")
            byte = ord(character) - 0xDC00
            message = f"byte 0x{byte:02X} is not {(encoding or 'utf-8').upper()}"
            place = Place(path, number, column, number, column + 1)
            help_ = _NAME_IT if encoding is None else "name another encoding"
            return Diagnostic(place, "R001", "error", message, help_)
    return None
