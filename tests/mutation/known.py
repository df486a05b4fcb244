"""What earlier runs counted, read back from the page of fields and the floors."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from mutation import floors
from mutation.runner import VERDICTS
from mutation.table import Counts, Field


def known(page: Path) -> dict[Field, Counts]:
    """Return the counts of every field that the page of fields shows.

    A run over some record types (`--only`) takes those of all others from here. Whoever edits the
    page by hand deceives himself: the next whole run puts it right.
    """
    caught = floors.read("check")
    table = {}
    for line in page.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) > 9 and cells[3].isdigit() and "`" in cells[1]:
            name = (cells[0], cells[1].strip("`"))
            table[name] = _counts(name, cells, caught)
    return table


def _counts(name: Field, cells: list[str], caught: floors.Floors) -> Counts:
    scalars, mutants = int(cells[3]), int(cells[4])
    counted = zip(VERDICTS[1:], cells[7:10], strict=True)
    rest = {verdict: int(cell or 0) for verdict, cell in counted}
    both = Counter({"exact": mutants - sum(rest.values()), **rest})
    exact = caught[name][0] if name in caught else mutants
    check = Counter({"exact": exact, "missed": mutants - exact})
    codes = cells[10].split(", ") if len(cells) > 10 and cells[10] else []
    order = Counter({code: len(codes) - at for at, code in enumerate(codes)})
    return Counts(scalars, check, both, order)
