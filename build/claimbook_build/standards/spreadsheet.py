"""CSV for spreadsheets: RFC 4180, and no cell that a spreadsheet would run as a formula.

A text that begins with what starts a formula gets an apostrophe before it, and so does one that
begins with apostrophes followed by that, so that taking one apostrophe away gives every text back.
Numbers stay numbers, negative ones too.
"""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.release.connect import connect
from claimbook.release.manifest import FileEntry
from claimbook.release.open import Release
from claimbook_build.standards.data_package import CSV_MOMENT, data_package

if TYPE_CHECKING:
    import duckdb

ROWS = 10_000
"""Rows that are in memory at a time."""

LICENCE_FILE = "LICENSE"

BOM = b"\xef\xbb\xbf"
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""By OWASP's "CSV Injection", with the line feed and the full-width forms that it names."""


def write_spreadsheets(release: Release, folder: Path, *, bom: bool = False) -> None:
    """Write each table of a release as a CSV file, its licence, and a descriptor of them all.

    Args:
        release: The release.
        folder: An empty folder, usually a stage.
        bom: Whether each file begins with a byte order mark, by which Excel knows UTF-8.

    Raises:
        OSError: The system refuses.
    """
    entries = {}
    with connect(release) as connection:
        for table in release.manifest.tables:
            path = folder / f"{table.name}.csv"
            entries[table.name] = _write(connection, table.name, path, BOM if bom else b"")
    for entry in release.manifest.files:
        if entry.file == LICENCE_FILE:  # the terms of rows of others go wherever the rows go
            (folder / LICENCE_FILE).write_bytes(release.file(entry).read_bytes())
    descriptor = data_package(release.manifest, entries)
    (folder / "datapackage.json").write_text(descriptor, "utf-8", newline="\n")


def _write(
    connection: "duckdb.DuckDBPyConnection", table: str, path: Path, begin: bytes
) -> FileEntry:
    digest, length = sha256(), 0
    with path.open("wb") as file:
        for piece in (begin, *_pieces(connection, table)):
            file.write(piece)
            digest.update(piece)
            length += len(piece)
    return FileEntry(file=path.name, bytes=length, sha256=digest.hexdigest())


def _pieces(connection: "duckdb.DuckDBPyConnection", table: str) -> Iterator[bytes]:
    found = connection.execute(f'FROM "{table}"')
    yield _lines([[column[0] for column in found.description]])
    while rows := found.fetchmany(ROWS):
        yield _lines([[cell(value) for value in row] for row in rows])


def _lines(rows: list[list[str]]) -> bytes:
    buffer = StringIO(newline="")
    csv.writer(buffer, dialect="excel").writerows(rows)  # RFC 4180: comma, CRLF, doubled quotes
    return buffer.getvalue().encode()


def cell(value: object) -> str:
    """Return a value as a cell: null is empty, an instant UTC, a list joined by `; `.

    >>> cell("=1+1"), cell("'=1"), cell("'tis"), cell(-3.0), cell(0.25), cell(None), cell(True)
    ("'=1+1", "''=1", "'tis", '-3', '0.25', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.strftime(CSV_MOMENT)
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def text_of(cell_text: str) -> str:
    """Return the text that a cell was made of.

    >>> text_of(cell("=1+1")), text_of(cell("'=1")), text_of(cell("'tis"))
    ('=1+1', "'=1", "'tis")
    """
    guarded = cell_text.startswith("'") and _FORMULA.match(cell_text)
    return cell_text[1:] if guarded else cell_text
