"""Records whose identifier names two: R201 says so, and what hangs on it cannot be judged."""

from collections import Counter

from claimbook.dataset import Dataset
from claimbook.rules.r203_minted import LOCKED


def doubled(dataset: Dataset) -> frozenset[str]:
    """Return the keys that stand twice in a table, and those of the figures nested in them.

    Spans and accounts of numbers name a record by its identifier: nobody can tell which of the two
    they are about. Use it by `Dataset.once`.
    """
    twice: set[str] = set()
    for table in LOCKED:
        counts = Counter(dataset.keys(table))
        twice.update(key for key, count in counts.items() if count > 1)
    nested = (entry.key for entry in dataset.table("figures") if entry.parent in twice)
    return frozenset([*twice, *nested])
