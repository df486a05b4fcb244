"""The machine-made claims of a dataset: what is wrong with them, and which the others name."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from claimbook.dataset import Dataset
from claimbook.diagnostic import Diagnostic
from claimbook.rules.r203_minted import LOCK
from claimbook_build.check.collect import Collection
from claimbook_build.lines.beside import OWN
from claimbook_build.lines.gathered import gathered_findings
from claimbook_build.lines.mention import held_by
from claimbook_build.lines.noted import Noted
from claimbook_build.lines.series import series_findings

_PREFIXES = ("clm_", "fig_")


def machine_findings(
    collection: Collection, *, quick: bool = True, asked: Callable[[str], bool] = lambda _: True
) -> Iterator[Diagnostic]:
    """Yield everything that is wrong with the machine-made claims of a collection.

    Its `elsewhere` is complete when all findings are out.

    Args:
        collection: The records written by hand, and how to open the files of the others.
        quick: Whether lines may be proved right without explaining them: the findings are the same.
        asked: Whether somebody wants to know what is wrong with a file. If nobody wants to know it
            of any, the lines are not read, but for the identifiers that records by hand name, and
            for daily series, documents and headlines of which somebody wants to know something.
    """
    named = _named(collection.dataset)
    if any(map(asked, collection.lines)):
        from claimbook_build.lines.stream import Stream  # whoever asks for one file waits for none

        stream = Stream(collection, collection.lines, frozenset(named), quick=quick)
        yield from stream.findings()
        collection.elsewhere |= stream.elsewhere
        noted = stream.noted
    else:
        noted = Noted(collection.lines)
        sought = frozenset(key for key, paths in named.items() if any(map(asked, paths)))
        collection.elsewhere |= named.keys() - sought  # nobody asks whether they are there
        if sought:
            collection.elsewhere |= sought & held_by(collection.lines.values())
    yield from series_findings(collection, asked)
    if collection.lines:
        yield from gathered_findings(collection, noted, asked)


def named_elsewhere(dataset: Dataset) -> frozenset[str]:
    """Return the identifiers that the records written by hand name and do not hold."""
    return frozenset(_named(dataset))


def _named(dataset: Dataset) -> dict[str, set[str]]:
    """Return these identifiers, each with the files that name it."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for found in dataset.marked:
        if OWN.intersection(found.marks.refs) and found.value.startswith(_PREFIXES):
            named[found.value].add(found.entry.path)
    for line in dataset.minted or ():
        if line.key.startswith(_PREFIXES):
            named[line.key].add(LOCK)
    own = frozenset[str]().union(*(dataset.keys(table) for table in OWN))
    return {key: paths for key, paths in named.items() if key not in own}
