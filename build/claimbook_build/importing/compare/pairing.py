"""Two sorted streams side by side: what has the same first field belongs together."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

Record: TypeAlias = tuple[Any, ...]


def paired(
    old: Iterable[Record], new: Iterable[Record]
) -> Iterator[tuple[Record | None, Record | None]]:
    """Yield records with the same first field in pairs, and those that have no partner.

    Of several with one field the first goes with the first, the second with the second.

    Args:
        old: Records in the order of their fields.
        new: Records likewise.

    >>> list(paired([(1, "a"), (2, "b"), (2, "c")], [(2, "x"), (3, "y")]))
    [((1, 'a'), None), ((2, 'b'), (2, 'x')), ((2, 'c'), None), (None, (3, 'y'))]
    """
    olds, news = iter(old), iter(new)
    before, after = next(olds, None), next(news, None)
    while before is not None or after is not None:
        if after is None or (before is not None and before[0] < after[0]):
            yield before, None
            before = next(olds, None)
        elif before is None or after[0] < before[0]:
            yield None, after
            after = next(news, None)
        else:
            yield before, after
            before, after = next(olds, None), next(news, None)
