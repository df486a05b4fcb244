"""One table of two releases: which of its columns are compared, and by which key."""

from dataclasses import dataclass

from claimbook.release.diff.contract import ContractColumn, ContractTable
from claimbook.release.diff.match import both, columns_matched

_NUMBERS = frozenset({"BIGINT", "DOUBLE"})


@dataclass(frozen=True, slots=True)
class Shared:
    """A column that both have.

    Attributes:
        old: Its name before.
        new: Its name now.
        type: Its type now.
        compared_as: The type to which both are cast first; None when they have one type. Numbers
            are compared as numbers, all else as text.
    """

    old: str
    new: str
    type: str
    compared_as: str | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """A table of two releases; one side may lack it.

    Attributes:
        name: Its name.
        old: Its file before; None when there was none.
        new: Its file now; None when there is none.
        key: The columns by which rows are matched; empty: by all that both have.
        values: The other columns that both have.
        gone: Columns that only the old one has; with `old` alone, all but the key.
        come: Columns that only the new one has; with `new` alone, all but the key.
    """

    name: str
    old: str | None
    new: str | None
    key: tuple[Shared, ...]
    values: tuple[Shared, ...]
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    @property
    def compared(self) -> tuple[Shared, ...]:
        """Return all columns that both have, the key first."""
        return (*self.key, *self.values)

    def by_row(self) -> "Pairing":
        """Return the same with rows matched by all that both have."""
        return Pairing(self.name, self.old, self.new, (), self.compared)


def paired(old: tuple[ContractTable, str] | None, new: tuple[ContractTable, str] | None) -> Pairing:
    """Return how a table, with its file, is compared on two sides, of which one may be None."""
    if old is None or new is None:
        return _alone(old, new)
    pairs = columns_matched(old[0], new[0])
    shared = tuple(_shared(before, after) for before, after in both(pairs))
    if not shared:  # nothing to tell a row by: it is another table of that name
        return Pairing(new[0].name, old[1], new[1], (), ())
    before, after = set(old[0].primary_key), set(new[0].primary_key)
    key = tuple(each for each in shared if each.old in before and each.new in after)
    if len(key) != len(before) or len(key) != len(after):
        key = ()
    return Pairing(
        name=new[0].name,
        old=old[1],
        new=new[1],
        key=key,
        values=tuple(each for each in shared if each not in key),
        gone=tuple(a.name for a, b in pairs if b is None and a is not None) if key else (),
        come=tuple(b.name for a, b in pairs if a is None and b is not None) if key else (),
    )


def _alone(old: tuple[ContractTable, str] | None, new: tuple[ContractTable, str] | None) -> Pairing:
    table, path = old or new or (None, "")
    if table is None:
        raise ValueError("a table of neither release")
    key = tuple(_shared(c, c) for c in table.columns if c.name in table.primary_key)
    rest = tuple(c.name for c in table.columns if c.name not in table.primary_key)
    if old is not None:
        return Pairing(table.name, path, None, key, (), gone=rest)
    return Pairing(table.name, None, path, key, (), come=rest)


def _shared(old: ContractColumn, new: ContractColumn) -> Shared:
    if old.type == new.type:
        return Shared(old.name, new.name, new.type)
    numbers = {old.type, new.type} <= _NUMBERS
    return Shared(old.name, new.name, new.type, "DOUBLE" if numbers else "VARCHAR")
