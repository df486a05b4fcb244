"""Official code lists: CSV of the plainest kind, read as strictly as records are."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from claimbook.diagnostic import Diagnostic, Place
from claimbook.values.seal import seal
from claimbook_build.read.findings import excerpt

COLUMNS = {
    "iso_3166_1": ("code", "name", "seal"),
    "iso_3166_2": ("code", "name", "parent", "seal"),
    "katottg": ("code", "category", "name_uk", "parent", "seal"),
    "languages": ("code", "name", "seal"),
    "licences": ("code", "name", "seal"),
}
"""The lists that there are, each with its header; the last column is the seal of its row."""

Rows = dict[str, dict[str, str]]


MOST = 100
"""Findings after which the rest of a list is not read."""


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
                if len(findings) > MOST:
                    break
            elif reader.line_num > 1:
                rows[cells[0]] = dict(zip(columns, cells, strict=True))
                findings += _unsealed(path, reader.line_num, cells)
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
    return f"the code `{excerpt(cells[0])}` stands twice" if cells[0] in rows else ""


def _unsealed(path: str, line: int, cells: list[str]) -> Iterator[Diagnostic]:
    *row, given = cells
    right = seal(PurePosixPath(path).stem, row)
    if given != right:
        code, said = excerpt(row[0]), excerpt(given)
        message = f"the row of `{code}` does not fit its seal `{said}`"
        help_ = f"take the row anew from its source; the seal of what stands here is `{right}`"
        yield replace(_finding(path, line, message), code="R109", help=help_)


def _finding(path: str, line: int, message: str) -> Diagnostic:
    place = Place(path, max(line, 1), 1, max(line, 1), 2)
    return Diagnostic(place, "R001", "error", message, "write the list anew from its source")
