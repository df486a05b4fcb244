"""The identifiers that were meant where one is mistyped in a record that could not be read."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from claimbook.rules.hint import MOST_COMPARED
from claimbook.values.identifier import one_edit_apart


def meant(written: Collection[str], missing: Collection[str]) -> Iterator[str]:
    """Yield the missing identifiers that differ from a written one in hyphens, case or one slip.

    Of what differs in hyphens and case only there is no doubt; slips are looked for after that, as
    long as nobody has to wait.

    Args:
        written: What stands as an identifier and is none that is known.
        missing: Identifiers that were minted and stand nowhere.

    >>> list(meant(["fig_all_men"], ["fig_all-man", "fig_all-men"]))
    ['fig_all-men']
    >>> list(meant(["fig_all-mn"], ["fig_all-men", "fig_none"]))
    ['fig_all-men']
    """
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in missing:
        alike[_folded(name)].append(name)
    compared = 0
    for name in written:
        folded = _folded(name)
        compared += len(alike)
        if folded in alike:
            yield from alike[folded]
        elif compared <= MOST_COMPARED:
            yield from (n for key in alike if one_edit_apart(folded, key) for n in alike[key])


def _folded(name: str) -> str:
    return name.lower().replace("_", "-")
