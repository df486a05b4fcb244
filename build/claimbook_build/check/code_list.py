"""Official code lists: CSV of the plainest kind, read as strictly as records are."""

import csv
import io
from pathlib import PurePosixPath

from claimbook.diagnostic import Diagnostic, Place

COLUMNS = {
    "iso_3166_1": ("code", "name"),
    "iso_3166_2": ("code", "name", "parent"),
    "katottg": ("code", "category", "name_uk", "parent"),
    "languages": ("code", "name"),
    "licences": ("code", "name"),
}
"""The lists that there are, each with its header."""

Rows = dict[str, dict[str, str]]


def read_code_list(text: str, path: str) -> tuple[Rows, tuple[Diagnostic, ...]]:
    """Return the rows of a code list by code, and everything that is wrong with it."""
    columns = COLUMNS[PurePosixPath(path).stem]
    rows: Rows = {}
    findings: list[Diagnostic] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            message = _fault(cells, columns, rows, header=reader.line_num == 1)
            if message:
                findings.append(_finding(path, reader.line_num, message))
            elif reader.line_num > 1:
                rows[cells[0]] = dict(zip(columns, cells, strict=True))
    except csv.Error as error:
        findings.append(_finding(path, reader.line_num, f"not CSV: {error}"))
    if reader.line_num == 0:
        findings.append(_finding(path, 1, "the file is empty"))
    return rows, tuple(findings)


def _fault(cells: list[str], columns: tuple[str, ...], rows: Rows, *, header: bool) -> str:
    if header:
        return "" if tuple(cells) == columns else f"the header is not {','.join(columns)}"
    if len(cells) != len(columns):
        return f"{len(cells)} cells instead of {len(columns)}"
    if not cells[0] or cells[0] != cells[0].strip():
        return "the code is empty, or has spaces around it"
    return f"the code `{cells[0]}` stands twice" if cells[0] in rows else ""


def _finding(path: str, line: int, message: str) -> Diagnostic:
    place = Place(path, max(line, 1), 1, max(line, 1), 2)
    return Diagnostic(place, "R001", "error", message, "write the list anew from its source")
