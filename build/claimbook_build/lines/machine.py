"""The machine-made claims of a dataset: what is wrong with them, and which the others name."""

from collections.abc import Callable, Iterator

from claimbook.dataset import Dataset
from claimbook.diagnostic import Diagnostic
from claimbook.rules.r203_minted import LOCK
from claimbook_build.check.collect import Collection
from claimbook_build.lines.beside import OWN
from claimbook_build.lines.mention import held_by
from claimbook_build.lines.series import series_findings
from claimbook_build.lines.stream import Stream


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
            for daily series of which somebody wants to know something.
    """
    wanted = named_elsewhere(collection.dataset)
    if any(map(asked, collection.lines)):
        stream = Stream(collection, collection.lines, wanted, quick=quick)
        yield from stream.findings()
        collection.elsewhere |= stream.elsewhere
    elif wanted:
        looked_for = wanted & named_elsewhere(collection.dataset, asked)
        collection.elsewhere |= wanted - looked_for  # nobody wants to know whether they are there
        if looked_for:
            collection.elsewhere |= looked_for & held_by(collection.lines.values())
    yield from series_findings(collection, asked)


def named_elsewhere(
    dataset: Dataset, asked: Callable[[str], bool] = lambda _: True
) -> frozenset[str]:
    """Return the identifiers that the records written by hand name and do not hold.

    Args:
        dataset: The records.
        asked: Whether those that a file names count.
    """
    own = {
        found.value
        for found in dataset.marked
        if OWN.intersection(found.marks.refs)
        and found.value.startswith(("clm_", "fig_"))
        and asked(found.entry.path)
    }
    minted = (line.key for line in dataset.minted or ()) if asked(LOCK) else ()
    own.update(key for key in minted if key.startswith(("clm_", "fig_")))
    return frozenset(own.difference(*(dataset.keys(table) for table in OWN)))
