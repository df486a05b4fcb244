"""Which column of one release is which of the other: by field id, else by name."""

from collections import Counter

from claimbook.release.diff.contract import ContractColumn, ContractTable

ColumnPair = tuple[ContractColumn | None, ContractColumn | None]
"""A column before and after; None on the side that lacks it."""


def columns_matched(old: ContractTable, new: ContractTable) -> tuple[ColumnPair, ...]:
    """Return the columns of two tables pair by pair, in the new order, those that went last.

    A field id is the identity of a column where both have one; without, its name is. Two columns
    of one name whose field ids differ are two columns.
    """
    pairs: list[ColumnPair] = []
    left = list(old.columns)
    shared = _ids(old) & _ids(new)
    for column in new.columns:
        found = next((each for each in left if _same(each, column, shared)), None)
        if found is not None:
            left.remove(found)
        pairs.append((found, column))
    return (*pairs, *((column, None) for column in left))


def _ids(table: ContractTable) -> frozenset[int]:
    """Return the field ids that name one column each."""
    counted = Counter(column.field_id for column in table.columns)
    return frozenset(key for key, times in counted.items() if key is not None and times == 1)


def _same(old: ContractColumn, new: ContractColumn, shared: frozenset[int]) -> bool:
    if old.field_id in shared or new.field_id in shared:
        return old.field_id == new.field_id
    if old.name != new.name:
        return False
    return None in {old.field_id, new.field_id} or old.field_id == new.field_id


def both(pairs: tuple[ColumnPair, ...]) -> tuple[tuple[ContractColumn, ContractColumn], ...]:
    """Return the pairs whose column both have."""
    return tuple((old, new) for old, new in pairs if old is not None and new is not None)
