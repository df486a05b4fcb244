"""Cells of many records at once: written in the one right way, and in no other document."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from claimbook.values.cell import CellError, parse_cell

_PLAIN = bytes(range(0x21, 0x7F)).translate(None, b"#%:|")
"""Signs that are neither escaped nor mean anything, in a row or in a column."""


def all_cells(locators: Sequence[tuple[str, ...]]) -> bool:
    """Whether every locator is a cell of the claim's own document; never wrongly True.

    Rows and columns repeat, so each is judged once.

    Args:
        locators: The locators of each record.

    >>> all_cells([("2022-02-25#tanks",), ("2022-02-25#field artillery", "2022-02-25#APC")])
    True
    >>> all_cells([("0-7",)]), all_cells([("1#a", "1#a")]), all_cells([("doc_a:1#a",)])
    (False, False, False)
    >>> all_cells([("a|12%3A30#50%25",)]), all_cells([("1#%41",)]), all_cells([("['1']#a]",)])
    (True, False, False)
    """
    if any(len(set(some)) < len(some) for some in locators if len(some) > 1):
        return False
    parts = [text.partition("#") for text in set(chain.from_iterable(locators))]
    rows, marks, columns = zip(*parts, strict=True) if parts else ((), (), ())
    if "" in marks or any(row[:1] in ("[", "{") for row in set(rows)):  # R103 has a word to say
        return False
    return _all_plain(set(rows)) and all(map(_is_column, set(columns)))


def _all_plain(rows: Iterable[str]) -> bool:
    """Whether rows are of plain signs, or else right all the same."""
    return all(_is_plain(row) or _is_row(row) for row in rows)


def _is_plain(row: str) -> bool:
    return 0 < len(row) <= 100 and row.isascii() and not row.encode().translate(None, _PLAIN)


def _is_row(row: str) -> bool:
    return _is_cell(f"{row}#a")


@lru_cache(maxsize=2**12)
def _is_column(column: str) -> bool:
    return _is_cell(f"1#{column}")


def _is_cell(text: str) -> bool:
    try:
        return parse_cell(text).document is None
    except CellError:
        return False
