"""What an import does to a dataset, counted, with the first of each kind by name."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

MOST_NAMED = 20
"""How many claims of a kind are named; all are counted."""


@dataclass
class Outcome:
    """What became of the rows that were read, and of what stood there before.

    Attributes:
        counts: How many claims there are of each kind: `new`, `known`, `revised`, `rewritten`,
            `doubled` (a row whose identifier another row of the table has: it is left out),
            `vanished` (held of an earlier version, and no row of the table), and `unfounded` (held
            of this very version, which has no such row).
        named: The first of each kind: a line of words each.
        links: Links that were put beside them.
        paths: The files that change, in order.
        noun: What is counted.
    """

    counts: Counter[str] = field(default_factory=Counter)
    named: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: int = 0
    paths: list[str] = field(default_factory=list)
    noun: str = "claims"

    def take(self, kind: str, words: str) -> None:
        """Count a claim."""
        self.counts[kind] += 1
        if len(self.named[kind]) < MOST_NAMED:
            self.named[kind].append(words)

    @property
    def whole(self) -> bool:
        """Whether every row of the table is known, and nothing else is held of this version."""
        return not set(+self.counts) - {"known", "vanished"} and not self.links
