"""Which format a table has: its content and its name must agree (R002)."""

import re
from pathlib import PurePosixPath

from claimbook.diagnostic import Place
from claimbook_build.table.door import stem
from claimbook_build.table.fault import fault
from claimbook_build.table.options import Format, Options

HEAD = 4096
"""Bytes that are looked at."""

_ENDINGS: dict[str, Format] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
_BINARY: dict[bytes, Format] = {b"PK\x03\x04": "xlsx", b"PAR1": "parquet"}
_SAVE = "save it as .xlsx or .csv"
_UNPACK = "unpack it first"
_REFUSED: dict[bytes, tuple[str, str]] = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("a workbook of old Excel (.xls), or an encrypted", _SAVE),
    b"\xff\xfe": ("text in UTF-16, not UTF-8", "save it as UTF-8"),
    b"\xfe\xff": ("text in UTF-16, not UTF-8", "save it as UTF-8"),
    b"PK\x05\x06": ("an archive with nothing in it", "look where it came from"),
    b"\x1f\x8b": ("packed by gzip twice", _UNPACK),
    b"BZh": ("packed by bzip2", _UNPACK),
    b"\xfd7zXZ\0": ("packed by xz", _UNPACK),
    b"\x28\xb5\x2f\xfd": ("packed by zstd", _UNPACK),
    b"ARROW1": ("an Arrow file", "write it as Parquet"),
    b"SQLite format 3\0": ("a SQLite database", "export the table as CSV"),
    b"%PDF-": ("a PDF", "copy the table out of it by hand, and check every row"),
    b"version https://git-lfs.": ("a Git LFS pointer instead of the file", "run `git lfs pull`"),
}
_WEB = re.compile(rb"\s*<(?:!doctype html|html|head|\?xml)[\s>]", re.IGNORECASE)
_JSON = re.compile(rb"\s*(?:(\[)\s*(?:[{\]]|$)|(\{)\s*(?:[\"}]|$))")


def find_format(path: str, head: bytes, options: Options) -> Format:
    """Return the format of a table.

    The ending of the name says it, or the options do, who come first. The first bytes must not
    contradict: a packed, binary or JSON content under another name is refused, not read as it is.

    Args:
        path: The name.
        head: The first bytes, of the unpacked content.
        options: What the caller says.

    Raises:
        TableError: If it cannot be told, or is none that is read.

    >>> find_format("a.csv", b"date,tank", Options())
    'csv'
    """
    suffix = PurePosixPath(stem(path)).suffix.lower()
    said = options.format or _ENDINGS.get(suffix)
    for magic, (what, help_) in _REFUSED.items():
        if head.startswith(magic):
            raise fault(Place(path), f"the file is {what}", help_, code="R002")
    found = next((found for magic, found in _BINARY.items() if head.startswith(magic)), None)
    if found is None and _WEB.match(head):
        help_ = "download the table itself"
        raise fault(Place(path), "the file is a web page or XML", help_, code="R002")
    if found is None and (json := _JSON.match(head)):
        found = _json(said, listed=json[1] is not None)
    _check_agreement(path, said, found, named=options.format is None)
    format_ = said or found
    if format_ is None:
        help_ = "say which: " + ", ".join(dict.fromkeys(_ENDINGS.values()))
        raise fault(Place(path), "neither name nor content tells the format", help_, code="R002")
    return format_


def _json(said: Format | None, *, listed: bool) -> Format | None:
    """Return what JSON at the beginning makes of a file; an object may be one row, or a fault."""
    if said == "json":
        return "json"
    return "json" if listed else "jsonl"


def _check_agreement(path: str, said: Format | None, found: Format | None, *, named: bool) -> None:
    """Hold the content to what the name says, or to what was said of the file."""
    what = f"the file is called {said}" if named else f"{said} was expected"
    if said in {"xlsx", "parquet"} and found != said:
        message = f"{what}, and its content is not"
        raise fault(Place(path), message, "look where it came from", code="R002")
    if said is not None and found is not None and said != found:
        help_ = (
            "give it its own ending" if named else "look whether this is the table that is meant"
        )
        raise fault(Place(path), f"{what}, and its content is {found}", help_, code="R002")
