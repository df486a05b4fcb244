"""What the caller knows of a table that neither its name nor its content can say."""

from dataclasses import dataclass
from typing import Literal, get_args

from claimbook.errors import ClaimbookError

Format = Literal["csv", "tsv", "json", "jsonl", "xlsx", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

ENCODINGS = frozenset(
    {
        *("utf-8", "cp1250", "cp1251", "cp1252", "cp866", "koi8-r", "koi8-u", "mac-cyrillic"),
        *("iso8859-1", "iso8859-2", "iso8859-5", "iso8859-15"),
    }
)
"""Encodings in which a line break and a delimiter are single bytes, those of ASCII."""


class OptionsError(ClaimbookError):
    """An option that no table can be read with."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a table.

    Attributes:
        format: The format, where the name is silent or wrong about it.
        delimiter: One character that parts cells; None finds it in the header.
        encoding: One of `ENCODINGS`; None is UTF-8, and nothing is ever guessed.
        columns: Names of the columns of a table without a header.
        skip: Lines (of a sheet: rows) above the header to pass over.
        sheet: The sheet of a workbook; None takes the only one.

    Raises:
        OptionsError: For a value outside these.

    >>> Options(delimiter=";").encoding is None
    True
    """

    format: Format | None = None
    delimiter: str | None = None
    encoding: str | None = None
    columns: tuple[str, ...] = ()
    skip: int = 0
    sheet: str | None = None

    def __post_init__(self) -> None:
        if self.format is not None and self.format not in FORMATS:
            raise OptionsError(f"unknown format: the formats are {', '.join(FORMATS)}")
        if self.delimiter is not None and not _parts_cells(self.delimiter):
            raise OptionsError("a delimiter is one character, and no quote, line break or NUL")
        if self.encoding is not None and self.encoding not in ENCODINGS:
            raise OptionsError(f"unknown encoding: known are {', '.join(sorted(ENCODINGS))}")
        if self.skip < 0:
            raise OptionsError("the number of lines to pass over is not negative")
        if len(set(self.columns)) < len(self.columns) or "" in self.columns:
            raise OptionsError("the names of columns are not empty, and no two are the same")


def _parts_cells(delimiter: str) -> bool:
    return len(delimiter) == 1 and delimiter.isascii() and delimiter not in '"\r\n\0'
