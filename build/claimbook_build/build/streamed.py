"""The tables of a whole dataset: in memory what people wrote, on disk what programs did.

Machine-made claims come in batches. Each becomes tables, which are validated and put on disk as
sorted runs (docs/decisions/0027); whoever writes the release reads them merged.
"""

from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from claimbook.dataset import Dataset, Entry
from claimbook.derive.tables import tables
from claimbook.records.annotation import marker
from claimbook.records.claim import Claim
from claimbook.records.evidence import Evidence
from claimbook.records.figure import Figure
from claimbook.records.files import MachineClaim
from claimbook.records.link import Link
from claimbook.records.markers import Child
from claimbook_build.build.flat import FlatView, figures_flat_table
from claimbook_build.build.machine_lines import MOST, Batch, MachineLines, machine_paths
from claimbook_build.build.rows import rows
from claimbook_build.build.runs import Runs
from claimbook_build.build.sources import Sources
from claimbook_build.build.spread import Spread
from claimbook_build.build.tables import arrow_table, build_tables, validate
from claimbook_build.build.wide import wide
from claimbook_build.check.unfold import unfold
from claimbook_build.lines.beside import Beside

if TYPE_CHECKING:
    import pyarrow as pa

_LINKS = Link.TABLE.table
_embargo = attrgetter("embargo_until")
_answers = attrgetter("responds_to")
_figures = attrgetter("figures")

_WIDE = ("claims", "figures", "claim_claimants")
"""The tables of claims from which the wide table is computed, beside those of other records."""


def streamed(hand: Dataset, root: Path, folder: Path, most: int = MOST) -> Sources:
    """Return the rows of every table, of machine-made claims too, that of the wide table included.

    Args:
        hand: The records written by hand.
        root: The folder above `seeds/` and `dataset/`.
        folder: An empty folder for what memory should not hold; the rows are read from there.
        most: How many claims are held at a time, about.

    Raises:
        BuildError: A table is not as its schema demands, or a file is not what was checked.
    """
    built = build_tables(hand)
    runs = {name: Runs(tables()[name], folder) for name in _fed()}
    for name, into in runs.items():
        into.add(built[name])
    for found in _batches(hand, root, most):
        for name, into in runs.items():
            into.add(found.pop(name, built[name].slice(0, 0)))
    for into in runs.values():
        into.close()
    flat = Runs(figures_flat_table(), folder)
    with FlatView() as view:
        for part in _parts(built, runs):
            flat.add(wide(part, view.rows))
    flat.close()
    whole = {name: (data,) for name, data in built.items()}
    return {**whole, **runs, figures_flat_table().name: flat}


def _fed() -> tuple[str, ...]:
    """Return the tables that get rows from claims."""
    fields = (*Claim.model_fields.values(), *Figure.model_fields.values())
    children = (child.table for field in fields if (child := marker(field, Child)))
    return (*_WIDE, *children, _LINKS, Evidence.TABLE.table)


def _batches(hand: Dataset, root: Path, most: int) -> "Iterator[dict[str, pa.Table]]":
    """Yield the tables of machine-made claims, batch by batch."""
    lines, spread = MachineLines(hand), Spread(hand)
    for batch in lines.batches(root, machine_paths(hand), most):
        claims = _told_apart(batch)
        for found in (
            spread.tables(claims) if claims else {},
            _by_the_record(hand, batch.entries) if batch.entries else {},
        ):
            if found:
                validate(found)
                yield found
        for held in (claims, batch.claims):
            held.clear()  # not to be held beside the next batch


def _told_apart(batch: Batch) -> list[Any]:
    """Return the claims that columns can be made of; make entries of the others, which are few."""
    plain: list[Any] = []
    figures = chain.from_iterable(map(_figures, batch.claims))
    if not any(map(_answers, batch.claims)) and not any(map(_embargo, figures)):
        return batch.claims
    for claim in batch.claims:
        if claim.responds_to or any(map(_embargo, claim.figures)):
            record = MachineClaim.model_validate_json(msgspec.json.encode(claim))
            batch.entries += unfold(record, "", ())
        else:
            plain.append(claim)
    return plain


def _by_the_record(hand: Dataset, entries: list[Entry]) -> "dict[str, pa.Table]":
    found = rows(Beside(hand, tuple(entries), ()))
    return {name: arrow_table(tables()[name], some) for name, some in found.items() if some}


def _parts(built: "dict[str, pa.Table]", runs: dict[str, Runs]) -> "Iterator[dict[str, pa.Table]]":
    """Yield all tables, but of claims always some, and of links those that lead to them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    links = pa.concat_tables(runs[_LINKS].each())
    for parts in zip(*(runs[name].each() for name in _WIDE), strict=True):
        some = dict(zip(_WIDE, parts, strict=True))
        own = pa.chunked_array(
            [*some["claims"]["id"].chunks, *some["figures"]["id"].chunks], pa.string()
        )
        to_them = links.filter(pc.is_in(links["object"], own)) if links.num_rows else links
        yield {**built, **some, _LINKS: to_them}
