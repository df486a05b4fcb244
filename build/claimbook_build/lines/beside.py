"""A few lines beside the records written by hand: what their rules may see, and no more."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from claimbook.dataset import Dataset, Entry
from claimbook.rules.r303_derived import misdated
from claimbook.rules.r501_review import decisions

OWN = frozenset({"claims", "figures"})
"""The tables of which a line holds records."""

T = TypeVar("T")
_BY_HAND: Final = frozenset({misdated, decisions})
"""What is made of tables of which no line holds a record: once, and not for every few lines."""


class Asked(Container[str]):
    """Takes every identifier for known that may be a machine's, and remembers the claims asked for.

    Whether they are there is only known when the last line has been read. A figure is asked for by
    its parts alone, which R209 holds to their own line and to what was made by hand.
    """

    def __init__(self) -> None:
        self.keys: set[str] = set()

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str) and key.startswith("clm_"):
            self.keys.add(key)
            return True
        return isinstance(key, str) and key.startswith("fig_")


@dataclass(frozen=True)
class But(Container[str]):
    """Takes every such identifier for known but those with one of these hashes."""

    missing: frozenset[int]

    def __contains__(self, key: object) -> bool:
        own = isinstance(key, str) and key.startswith(("clm_", "fig_"))
        return own and hash(key) not in self.missing


class Beside(Dataset):
    """The records of some lines; look-ups find those of the hand-made dataset as well.

    A walk over claims or figures meets those of the lines only, a walk over any other table those
    of the hand-made dataset.
    """

    def __init__(
        self, hand: Dataset, entries: tuple[Entry, ...], elsewhere: Container[str]
    ) -> None:
        super().__init__(
            entries,
            hand.minted,
            hand.lists,
            hand.opened,
            hand.paths,
            hand.broken,
            hand.shadows,
            hand.release,
            elsewhere,
        )
        object.__setattr__(self, "_hand", hand)

    @cached_property
    def hand(self) -> Dataset:
        """The dataset beside which the lines stand."""
        hand: Dataset = self.__dict__["_hand"]
        return hand

    def once(self, make: Callable[[Dataset], T]) -> T:
        """Return what a function makes of the dataset; of what lines do not hold, made by hand."""
        return self.hand.once(make) if make in _BY_HAND else super().once(make)

    def table(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a table: those of the lines, or those made by hand."""
        return super().table(name) if name in OWN else self.hand.table(name)

    def get(self, table: str, key: str) -> Entry | None:
        """Return the entry of that key: of the lines, else made by hand."""
        return super().get(table, key) or self.hand.get(table, key)

    def nested(self, table: str, parent: str) -> tuple[Entry, ...]:
        """Return what is nested in a record of the lines, else in one made by hand."""
        return super().nested(table, parent) or self.hand.nested(table, parent)

    def keys(self, table: str) -> tuple[str, ...]:
        """Return the keys made by hand: those of other lines are nobody's slip of the finger."""
        return self.hand.keys(table)
